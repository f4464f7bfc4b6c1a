import type { ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import { RadioField, Switch } from '../ui/choice-fields.tsx';
import { Section } from '../ui/section.tsx';
import { TextField } from '../ui/text-field.tsx';
import { textFieldsOf } from '../ui/text-fields-of.ts';
import { MODES, newAesKey, type PushDraft } from './push-draft.ts';
import { weixinPushTexts } from './weixin-push.texts.ts';

type FieldsProps = { draft: PushDraft; isFirst: boolean; change: (fields: Partial<PushDraft>) => void };

/** The form of the old platform, with its names. */
export function PushFields({ draft, isFirst, change }: FieldsProps): ReactNode {
  const texts = useTexts(weixinPushTexts);
  const bound = textFieldsOf(draft, change);
  const kept = isFirst ? {} : { placeholder: texts.kept };
  return (
    <Section title={texts.title}>
      <TextField {...bound('url')} label={texts.url} isRequired type="url" autoComplete="off" />
      <TextField
        {...kept}
        {...bound('token')}
        label={texts.token}
        hint={texts.tokenHint}
        isRequired={isFirst}
        autoComplete="off"
      />
      <RadioField
        path="mode"
        label={texts.mode}
        hint={texts.modeHints[draft.mode]}
        value={draft.mode}
        options={MODES.map((value) => ({ value, label: texts.modes[value] }))}
        onChange={(mode) => change({ mode })}
      />
      <TextField
        {...kept}
        {...bound('encodingAesKey')}
        label={texts.aesKey}
        hint={texts.aesKeyHint}
        autoComplete="off"
      />
      <button type="button" className="button is-small" onClick={() => change({ encodingAesKey: newAesKey() })}>
        {texts.generate}
      </button>
      <Switch
        path="isOn"
        label={texts.isOn}
        hint={texts.isOnHint}
        isOn={draft.isOn}
        onChange={(isOn) => change({ isOn })}
      />
    </Section>
  );
}
