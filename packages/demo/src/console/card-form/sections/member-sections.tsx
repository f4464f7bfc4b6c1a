import type { ReactNode } from 'react';
import { useTexts } from '../../language/language.tsx';
import { Switch } from '../../ui/choice-fields.tsx';
import { FoldedSection } from '../../ui/section.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { benefitTexts } from '../benefit.texts.ts';
import { formTexts } from '../card-form.texts.ts';
import type { ActivationDraft, BonusRuleDraft } from '../kind-drafts.ts';
import { LIMITS } from '../limits.ts';
import { useBenefit } from '../use-benefit.ts';
import { CustomCells, CustomFields } from './member-slots.tsx';
import { AddressField } from './ticket-benefits.tsx';

/** What a membership card has beside its face, folded away. */
export function MemberSections(): ReactNode {
  return (
    <>
      <CustomFields />
      <CustomCells />
      <BonusSection />
      <ActivationSection />
    </>
  );
}

type RuleField = { name: keyof BonusRuleDraft; path: string; isMoney: boolean };

/** In pairs: what is spent, and what comes of it. */
const RULE: readonly RuleField[] = [
  { name: 'costUnit', path: 'costUnitFen', isMoney: true },
  { name: 'increaseBonus', path: 'increaseBonus', isMoney: false },
  { name: 'maxIncreaseBonus', path: 'maxIncreaseBonus', isMoney: false },
  { name: 'initIncreaseBonus', path: 'initIncreaseBonus', isMoney: false },
  { name: 'costBonusUnit', path: 'costBonusUnit', isMoney: false },
  { name: 'reduceCost', path: 'reduceCostFen', isMoney: true },
  { name: 'leastCost', path: 'leastCostFen', isMoney: true },
  { name: 'maxReduceBonus', path: 'maxReduceBonus', isMoney: false },
];

/** Bonus per amount spent, and as money (B4). */
function BonusSection(): ReactNode {
  const texts = useTexts(benefitTexts);
  const { values, set } = useBenefit('member');
  const { bonusRule: rule, bonusTerms, bonusClearing, balanceTerms, bonusLink, balanceLink } = values;
  const written = [...Object.values(rule), bonusTerms, bonusClearing, balanceTerms, bonusLink.url, balanceLink.url];
  return (
    <FoldedSection
      title={texts.bonusRule}
      hint={texts.bonusRuleHint}
      isFilled={written.some((text) => text !== '')}
      paths={['bonusRule', 'bonusTerms', 'bonusClearing', 'balanceTerms', 'bonusLink', 'balanceLink']}
    >
      <div className="fields-row is-pairs">
        {RULE.map((field) => (
          <RuleAmount key={field.path} field={field} />
        ))}
      </div>
      {(['bonusTerms', 'bonusClearing', 'balanceTerms'] as const).map((name) => (
        <TextArea
          key={name}
          path={name}
          label={texts[name]}
          value={values[name]}
          onChange={set(name)}
          limit={LIMITS.terms}
          rows={2}
        />
      ))}
      {(['bonusLink', 'balanceLink'] as const).map((name) => (
        <AddressField
          key={name}
          path={`${name}.url`}
          label={texts[name]}
          value={values[name].url}
          onChange={(url) => set(name)({ ...values[name], url })}
        />
      ))}
    </FoldedSection>
  );
}

function RuleAmount({ field: { name, path, isMoney } }: { field: RuleField }): ReactNode {
  const texts = useTexts(benefitTexts);
  const { yuan } = useTexts(formTexts);
  const { values, set } = useBenefit('member');
  return (
    <TextField
      path={`bonusRule.${path}`}
      label={texts[name]}
      value={values.bonusRule[name]}
      onChange={(text) => set('bonusRule')({ ...values.bonusRule, [name]: text })}
      inputMode={isMoney ? 'decimal' : 'numeric'}
      after={isMoney ? yuan : texts.points}
    />
  );
}

/** How users become members (B2). */
function ActivationSection(): ReactNode {
  const texts = useTexts(benefitTexts);
  const { values, set } = useBenefit('member');
  const { activation } = values;
  const change = (fields: Partial<ActivationDraft>): void => set('activation')({ ...activation, ...fields });
  const { isAutomatic, usesForm, continuesAfterForm, afterFormUrl, page, bindUrl } = activation;
  return (
    <FoldedSection
      title={texts.activation}
      hint={texts.activationHint}
      isFilled={isAutomatic || usesForm || `${afterFormUrl}${page.url}${bindUrl}` !== ''}
      paths={['activation']}
    >
      <Switch label={texts.isAutomatic} isOn={isAutomatic} onChange={(isOn) => change({ isAutomatic: isOn })} />
      <Switch label={texts.usesForm} isOn={usesForm} onChange={(isOn) => change({ usesForm: isOn })} />
      {usesForm && (
        <Switch
          label={texts.continuesAfterForm}
          isOn={continuesAfterForm}
          onChange={(isOn) => change({ continuesAfterForm: isOn })}
        />
      )}
      {usesForm && continuesAfterForm && (
        <AddressField
          path="activation.afterFormUrl"
          label={texts.afterFormUrl}
          value={afterFormUrl}
          onChange={(url) => change({ afterFormUrl: url })}
        />
      )}
      <AddressField
        path="activation.page.url"
        label={texts.activationPage}
        value={page.url}
        onChange={(url) => change({ page: { ...page, url } })}
      />
      <AddressField
        path="activation.bindUrl"
        label={texts.bindUrl}
        value={bindUrl}
        onChange={(url) => change({ bindUrl: url })}
      />
    </FoldedSection>
  );
}
