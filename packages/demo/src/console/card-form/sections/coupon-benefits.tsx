import type { ReactNode } from 'react';
import { discountWords } from '../../cards/card-words.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { formTexts } from '../card-form.texts.ts';
import { wholeOf } from '../inputs.ts';
import { useForm } from '../form-context.tsx';
import { LIMITS } from '../limits.ts';

export function CashFields(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, set } = useForm();
  return (
    <div className="fields-row">
      <TextField
        path="reduceCostFen"
        label={texts.reduceCost}
        value={draft.reduceCost}
        onChange={set('reduceCost')}
        inputMode="decimal"
        before="¥"
        after={texts.yuan}
        isRequired
      />
      <TextField
        path="leastCostFen"
        label={texts.leastCost}
        hint={texts.leastCostHint}
        value={draft.leastCost}
        onChange={set('leastCost')}
        inputMode="decimal"
        before="¥"
        after={texts.yuan}
      />
    </div>
  );
}

export function DiscountFields(): ReactNode {
  const texts = useTexts(formTexts);
  const { language } = useLanguage();
  const { draft, set } = useForm();
  const percent = wholeOf(draft.percentOff);
  const isPercent = percent !== null && percent >= 1 && percent <= 99;
  const hint = isPercent ? texts.percentHint(discountWords(percent, language)) : texts.percentExample;
  return (
    <TextField
      path="percentOff"
      label={texts.percentOff}
      hint={hint}
      value={draft.percentOff}
      onChange={set('percentOff')}
      inputMode="numeric"
      after="%"
      isRequired
    />
  );
}

export function GrouponFields(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, set } = useForm();
  return (
    <TextArea
      path="dealDetail"
      label={texts.dealDetail}
      value={draft.dealDetail}
      onChange={set('dealDetail')}
      limit={LIMITS.dealDetail}
      rows={4}
      isRequired
    />
  );
}

export function GiftFields(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, set } = useForm();
  return (
    <TextArea
      path="gift"
      label={texts.gift}
      value={draft.gift}
      onChange={set('gift')}
      limit={LIMITS.gift}
      rows={3}
      isRequired
    />
  );
}

export function GeneralFields(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, set } = useForm();
  return (
    <TextArea
      path="defaultDetail"
      label={texts.defaultDetail}
      value={draft.defaultDetail}
      onChange={set('defaultDetail')}
      limit={LIMITS.defaultDetail}
      rows={3}
      isRequired
    />
  );
}
