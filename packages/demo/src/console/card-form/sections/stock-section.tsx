import type { ReactNode } from 'react';
import { cardLabels, CODE_MODES } from '../../cards/card-labels.ts';
import { useTexts } from '../../language/language.tsx';
import { RadioField, Switch } from '../../ui/choice-fields.tsx';
import { Section } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formTexts } from '../card-form.texts.ts';
import { useForm } from '../form-context.tsx';

/** How many there are, where their codes come from, and how many one person gets (C5, C10a, K1). */
export function StockSection(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, set, isNew } = useForm();
  return (
    <Section title={isNew ? texts.stock : texts.limits}>
      <CodeModeField />
      <div className="fields-row">
        {isNew && draft.codeMode !== 'DEPOSITED' && (
          <TextField
            path="quantity"
            label={texts.quantity}
            value={draft.quantity}
            onChange={set('quantity')}
            inputMode="numeric"
            after={texts.pieces}
            isRequired
          />
        )}
        <TextField
          path="claimLimit"
          label={texts.claimLimit}
          value={draft.claimLimit}
          onChange={set('claimLimit')}
          inputMode="numeric"
          after={texts.pieces}
          isRequired
        />
        <TextField
          path="useLimit"
          label={texts.useLimit}
          value={draft.useLimit}
          onChange={set('useLimit')}
          inputMode="numeric"
          after={texts.pieces}
          isRequired
        />
      </div>
      <Switch path="canShare" label={texts.canShare} isOn={draft.canShare} onChange={set('canShare')} />
      {draft.kind !== 'MEMBER_CARD' && (
        <Switch
          path="canGiveFriend"
          label={texts.canGiveFriend}
          isOn={draft.canGiveFriend}
          onChange={set('canGiveFriend')}
        />
      )}
      <Switch
        path="bindOpenid"
        label={texts.bindsOpenid}
        hint={texts.bindsOpenidHint}
        isOn={draft.bindsOpenid}
        onChange={set('bindsOpenid')}
      />
    </Section>
  );
}

/** Where the codes come from (K1). Own codes need a permission (M3). */
function CodeModeField(): ReactNode {
  const texts = useTexts(formTexts);
  const { codeModes } = useTexts(cardLabels);
  const { draft, set } = useForm();
  return (
    <RadioField
      path="codeMode"
      label={texts.codeMode}
      hint={texts.codeModeHints[draft.codeMode]}
      value={draft.codeMode}
      onChange={set('codeMode')}
      options={CODE_MODES.map((value) => ({ value, label: codeModes[value] }))}
    />
  );
}
