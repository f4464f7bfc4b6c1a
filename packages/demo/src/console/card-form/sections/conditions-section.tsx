import type { ReactNode } from 'react';
import { useTexts } from '../../language/language.tsx';
import { Switch } from '../../ui/choice-fields.tsx';
import { FoldedSection } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formTexts } from '../card-form.texts.ts';
import { useForm } from '../form-context.tsx';
import { LIMITS } from '../limits.ts';

/** Conditions that are shown to the holder (C7a): each only for the kind whose face shows it. */
export function ConditionsSection(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, set } = useForm();
  const isFilled =
    `${draft.acceptCategory}${draft.rejectCategory}${draft.objectUseFor}${draft.conditionLeastCost}` !== '' ||
    !draft.canUseWithOtherDiscount;
  return (
    <FoldedSection title={texts.conditions} isFilled={isFilled} paths={['useCondition']}>
      {draft.kind === 'CASH' && (
        <div className="fields-row">
          <TextField
            path="useCondition.acceptCategory"
            label={texts.acceptCategory}
            value={draft.acceptCategory}
            onChange={set('acceptCategory')}
            limit={LIMITS.category}
          />
          <TextField
            path="useCondition.rejectCategory"
            label={texts.rejectCategory}
            value={draft.rejectCategory}
            onChange={set('rejectCategory')}
            limit={LIMITS.category}
          />
        </div>
      )}
      {draft.kind === 'GIFT' && (
        <div className="fields-row">
          <TextField
            path="useCondition.leastCostFen"
            label={texts.conditionLeastCost}
            value={draft.conditionLeastCost}
            onChange={set('conditionLeastCost')}
            inputMode="decimal"
            before="¥"
            after={texts.yuan}
          />
          <TextField
            path="useCondition.objectUseFor"
            label={texts.objectUseFor}
            value={draft.objectUseFor}
            onChange={set('objectUseFor')}
            limit={LIMITS.category}
          />
        </div>
      )}
      <Switch
        path="useCondition.canUseWithOtherDiscount"
        label={texts.together}
        isOn={draft.canUseWithOtherDiscount}
        onChange={set('canUseWithOtherDiscount')}
      />
    </FoldedSection>
  );
}
