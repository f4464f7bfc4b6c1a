import type { ReactNode } from 'react';
import { useTexts } from '../../language/language.tsx';
import { Switch } from '../../ui/choice-fields.tsx';
import { Section } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formTexts } from '../card-form.texts.ts';
import { useForm } from '../form-context.tsx';

/** How many there are, and how many one person gets (C5, C10a). */
export function StockSection(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, set } = useForm();
  return (
    <Section title={texts.stock}>
      <div className="fields-row">
        <TextField
          path="quantity"
          label={texts.quantity}
          value={draft.quantity}
          onChange={set('quantity')}
          inputMode="numeric"
          after={texts.pieces}
          isRequired
        />
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
      <Switch label={texts.canShare} isOn={draft.canShare} onChange={set('canShare')} />
      <Switch label={texts.canGiveFriend} isOn={draft.canGiveFriend} onChange={set('canGiveFriend')} />
    </Section>
  );
}
