import { builder } from '../../builder.ts';
import type { InputBuilder } from '../../kit/input-builder.ts';
import { MemberFieldNameEnum } from './member-card.enums.ts';

const linkFields = (t: InputBuilder) => ({
  url: t.string({ description: 'Address, http or https, at most 128 bytes.' }),
  appUserName: t.string({ description: 'User name of a mini program, at most 128 bytes.' }),
  appPath: t.string({ description: 'Page of that mini program, at most 128 bytes.' }),
});

const CardLinkInput = builder.inputType('CardLinkInput', {
  description: 'Where something on a membership card leads.',
  fields: linkFields,
});

const MemberCustomFieldInput = builder.inputType('MemberCustomFieldInput', {
  description: 'A field of the merchant’s own on the face. It needs a name, by `name` or `nameType`; `name` is shown.',
  fields: (t) => ({
    nameType: t.field({ type: MemberFieldNameEnum, description: 'One of the names that the old platform has.' }),
    name: t.string({ description: 'A name of one’s own, at most 24 bytes (8 CJK characters).' }),
    ...linkFields(t),
  }),
});

const MemberCustomCellInput = builder.inputType('MemberCustomCellInput', {
  description: 'A row of the merchant’s own below the face.',
  fields: (t) => ({
    name: t.string({ description: 'Required. Its text, at most 15 bytes (5 CJK characters).' }),
    tips: t.string({ description: 'Small text beside it, at most 18 bytes (6 CJK characters).' }),
    ...linkFields(t),
  }),
});

const MemberBonusRuleInput = builder.inputType('MemberBonusRuleInput', {
  description: 'How bonus is earned, and what it is worth (B4). Each unit and its worth belong together.',
  fields: (t) => ({
    costUnitFen: t.field({ type: 'Fen', description: 'Each such amount that is spent, in fen, at least 1 …' }),
    increaseBonus: t.int({ description: '… earns so much bonus, at least 1.' }),
    maxIncreaseBonus: t.int({ description: 'Most bonus that one order earns, at least 1; absent: no limit.' }),
    initIncreaseBonus: t.int({ description: 'Bonus for joining, 0 or more.' }),
    costBonusUnit: t.int({ description: 'Each so much bonus that is spent, at least 1 …' }),
    reduceCostFen: t.field({ type: 'Fen', description: '… takes such an amount off, in fen, at least 1.' }),
    leastCostFen: t.field({ type: 'Fen', description: 'Least order amount in fen for spending bonus.' }),
    maxReduceBonus: t.int({ description: 'Most bonus that one order spends, at least 1; absent: no limit.' }),
  }),
});

const MemberActivationInput = builder.inputType('MemberActivationInput', {
  description: 'How users become members (B2). Of several ways counts: automatic, then page, then form.',
  fields: (t) => ({
    isAutomatic: t.boolean({ description: 'Whether the claim itself makes a member; false when absent.' }),
    usesForm: t.boolean({ description: 'Whether users fill in a form; false when absent.' }),
    continuesAfterForm: t.boolean({
      description: 'Whether the form leads on to a page of the merchant, which decides; false when absent.',
    }),
    afterFormUrl: t.string({
      description: 'That page, http or https, at most 128 bytes; required where the form leads on.',
    }),
    page: t.field({ type: CardLinkInput, description: 'Page of the merchant that does it all by the API.' }),
    bindUrl: t.string({ description: 'Page that links members whom the merchant has already, at most 128 bytes.' }),
  }),
});

export const memberCardFields = (t: InputBuilder) => ({
  prerogative: t.string({ description: 'Required. What members get, at most 3072 bytes.' }),
  showsBonus: t.boolean({ description: 'Required. Whether the face shows bonus.' }),
  showsBalance: t.boolean({
    description: 'Required. Whether the face shows a balance (M3: showing needs no permission).',
  }),
  backgroundUrl: t.string({ description: 'Address of the background image, at most 128 bytes (C11).' }),
  memberPercentOff: t.int({ description: 'Per cent that members have off, 1–99.' }),
  bonusLink: t.field({ type: CardLinkInput, description: 'Where the bonus leads.' }),
  balanceLink: t.field({ type: CardLinkInput, description: 'Where the balance leads.' }),
  bonusClearing: t.string({ description: 'When bonus is cleared, as text, at most 3072 bytes.' }),
  bonusTerms: t.string({ description: 'The terms of bonus, as text, at most 3072 bytes.' }),
  balanceTerms: t.string({ description: 'The terms of the balance, as text, at most 3072 bytes.' }),
  customFields: t.field({
    type: [MemberCustomFieldInput],
    required: { list: false, items: false },
    description: 'At most three; the place in the list is the slot (1 to 3), null leaves one empty.',
  }),
  customCells: t.field({
    type: [MemberCustomCellInput],
    required: { list: false, items: false },
    description: 'At most three; the place in the list is the slot (1 to 3), null leaves one empty.',
  }),
  bonusRule: t.field({ type: MemberBonusRuleInput, description: 'How bonus is earned and spent (B4).' }),
  activation: t.field({ type: MemberActivationInput, description: 'How users become members (B2).' }),
  paysByCode: t.boolean({
    description: 'Whether member code and payment code are shown together; false when absent.',
  }),
  paysByCard: t.boolean({ description: 'Whether a button for paying is shown; false when absent.' }),
});
