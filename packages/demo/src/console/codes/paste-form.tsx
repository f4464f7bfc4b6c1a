import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation } from 'urql';
import { CodesDeposit } from '../../generated/console.ts';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { useProblemText } from '../ui/notice.tsx';
import { FoldedSection } from '../ui/section.tsx';
import { TextArea } from '../ui/text-field.tsx';
import { codesTexts } from './codes.texts.ts';
import { linesOf } from './sample-code.ts';

const MOST_PASTED = 1_000;

/** A few codes at once; what was wrong stays in the box. */
export function PasteForm({ cardId, onDone }: { cardId: string; onDone: () => void }): ReactNode {
  const texts = useTexts(codesTexts);
  const problemText = useProblemText();
  const [text, setText] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [result, setResult] = useState('');
  const [{ fetching }, deposit] = useMutation(CodesDeposit);
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setResult('');
    const values = linesOf(text);
    if (values.length === 0) return setFaults({ values: texts.pasteNone });
    if (values.length > MOST_PASTED) return setFaults({ values: texts.pasteMany });
    const { data, error } = await deposit({ input: { cardId, values } });
    if (error) return setFaults({ values: problemText(problemOf(error)) });
    const [refusal] = data?.codesDeposit.userErrors ?? [];
    setFaults(refusal ? { values: refusal.message } : {});
    if (refusal || !data) return;
    const { added, duplicate, failed } = data.codesDeposit;
    setResult(texts.pasted(added.length, duplicate.length, failed.length));
    setText(failed.map(({ value }) => value).join('\n'));
    onDone();
  };
  return (
    <FoldedSection title={texts.paste} hint={texts.pasteHint} isFilled={false} paths={['values']}>
      <FaultsContext value={faults}>
        <form className="password-form" onSubmit={(event) => void send(event)} noValidate>
          <TextArea path="values" label={texts.pasteLabel} value={text} onChange={setText} rows={6} isRequired />
          <p role="status">{result}</p>
          <button className="button is-primary" disabled={fetching}>
            {fetching ? texts.busy : texts.pasteSubmit}
          </button>
        </form>
      </FaultsContext>
    </FoldedSection>
  );
}
