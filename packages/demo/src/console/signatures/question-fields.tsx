import { type ReactNode, useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { TextArea, TextField } from '../ui/text-field.tsx';
import { cardExtIn, fieldsIn } from './pasted.ts';
import type { Question } from './question.ts';
import { signaturesTexts } from './signatures.texts.ts';

type FieldsProps = { question: Question; change: (fields: Partial<Question>) => void };
type TextName = Exclude<keyof Question, 'cardExt' | 'signedText'>;

/** What stands beside a card in `wx.addCard`. */
export function CardExtFields(props: FieldsProps): ReactNode {
  const texts = useTexts(signaturesTexts);
  return (
    <>
      <TextArea
        path="cardExt"
        label={texts.cardExt}
        hint={texts.cardExtHint}
        isRequired
        rows={5}
        placeholder='{"timestamp":"…","nonce_str":"…","signature":"…"}'
        value={props.question.cardExt}
        onChange={(text) => props.change(cardExtIn(text))}
      />
      <QuestionText name="cardId" isRequired {...props} />
      <QuestionText name="openid" hint={texts.openidHint} {...props} />
    </>
  );
}

/** What a page gives to `wx.config`. */
export function PageFields(props: FieldsProps): ReactNode {
  const texts = useTexts(signaturesTexts);
  return (
    <>
      <PastedCall {...props} />
      <QuestionText name="url" hint={texts.urlHint} isRequired {...props} />
      <SignedFields {...props} />
    </>
  );
}

/** What a page gives to `wx.chooseCard`. */
export function CardSignFields(props: FieldsProps): ReactNode {
  const texts = useTexts(signaturesTexts);
  return (
    <>
      <PastedCall {...props} />
      <SignedFields {...props} />
      <QuestionText name="cardId" hint={texts.whereNamed} {...props} />
      <div className="fields-row">
        <QuestionText name="cardType" hint={texts.whereNamed} {...props} />
        <QuestionText name="shopId" hint={texts.whereNamed} {...props} />
      </div>
    </>
  );
}

/** The text that went into the digest, to be laid beside the expected one. */
export function SignedText({ question, change }: FieldsProps): ReactNode {
  const texts = useTexts(signaturesTexts);
  return (
    <TextArea
      path="signedText"
      label={texts.signedText}
      hint={texts.signedTextHint}
      rows={2}
      value={question.signedText}
      onChange={(signedText) => change({ signedText })}
    />
  );
}

function PastedCall({ change }: FieldsProps): ReactNode {
  const texts = useTexts(signaturesTexts);
  const [text, setText] = useState('');
  const read = (pasted: string): void => {
    setText(pasted);
    change(fieldsIn(pasted));
  };
  return <TextArea path="pasted" label={texts.paste} hint={texts.pasteHint} rows={3} value={text} onChange={read} />;
}

function SignedFields(props: FieldsProps): ReactNode {
  return (
    <>
      <div className="fields-row">
        <QuestionText name="timestamp" isRequired {...props} />
        <QuestionText name="nonceStr" isRequired {...props} />
      </div>
      <QuestionText name="signature" isRequired {...props} />
    </>
  );
}

type TextProps = FieldsProps & { name: TextName; hint?: string; isRequired?: boolean };

function QuestionText({ name, question, change, ...field }: TextProps): ReactNode {
  const texts = useTexts(signaturesTexts);
  return (
    <TextField
      path={name}
      label={texts[name]}
      autoComplete="off"
      value={question[name]}
      onChange={(value) => change({ [name]: value })}
      {...field}
    />
  );
}
