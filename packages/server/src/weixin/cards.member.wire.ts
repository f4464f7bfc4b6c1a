import { boolean, integer, renamed, text } from './kit/codecs.ts';
import { type Line, lines, type WireField } from './kit/wire-table.ts';

/** Places of fields and rows of one's own on a membership card. */
export const SLOTS = [1, 2, 3] as const;

/** What the wire numbers and a draft has in lists. */
export const SLOT_LISTS = [
  { wire: 'custom_field', domain: 'customFields' },
  { wire: 'custom_cell', domain: 'customCells' },
] as const;

// Two of them are misspelled in the pages of the old platform, and callers copy that (contract §6.1, §15.2).
const fieldName = renamed(
  {
    FIELD_NAME_TYPE_LEVEL: 'LEVEL',
    FIELD_NAME_TYPE_COUPON: 'COUPON',
    FIELD_NAME_TYPE_STAMP: 'STAMP',
    FIELD_NAME_TYPE_DISCOUNT: 'DISCOUNT',
    FIELD_NAME_TYPE_ACHIEVEMEN: 'ACHIEVEMENT',
    FIELD_NAME_TYPE_ACHIEVEMENT: 'ACHIEVEMENT',
    FIELD_NAME_TYPE_MILEAGE: 'MILEAGE',
    FIELD_NAME_TYPE_SET_POINTS: 'SET_POINTS',
    FIELD_NAME_TYPE_TIMS: 'TIMS',
    FIELD_NAME_TYPE_UNKNOW: 'UNKNOWN',
    FIELD_NAME_TYPE_UNKNOWN: 'UNKNOWN',
  },
  {
    LEVEL: 'FIELD_NAME_TYPE_LEVEL',
    COUPON: 'FIELD_NAME_TYPE_COUPON',
    STAMP: 'FIELD_NAME_TYPE_STAMP',
    DISCOUNT: 'FIELD_NAME_TYPE_DISCOUNT',
    ACHIEVEMENT: 'FIELD_NAME_TYPE_ACHIEVEMEN',
    MILEAGE: 'FIELD_NAME_TYPE_MILEAGE',
    SET_POINTS: 'FIELD_NAME_TYPE_SET_POINTS',
    TIMS: 'FIELD_NAME_TYPE_TIMS',
    UNKNOWN: 'FIELD_NAME_TYPE_UNKNOW',
  },
);

/** Lines of a link whose three values have a common beginning in their names. */
const link = (wire: string, domain: string): Line[] => [
  [`${wire}url`, `${domain}.url`, text],
  [`${wire}app_brand_user_name`, `${domain}.appUserName`, text],
  [`${wire}app_brand_pass`, `${domain}.appPath`, text],
];

const slots = (list: (typeof SLOT_LISTS)[number], own: (wire: string, domain: string) => Line[]): Line[] =>
  SLOTS.flatMap((slot) => {
    const [wire, domain] = [`${list.wire}${slot}.`, `benefit.${list.domain}.${slot - 1}`];
    return [...own(wire, domain), ...link(wire, domain)];
  });

const [FIELDS, CELLS] = SLOT_LISTS;

/** What a membership card holds beside `base_info` and `advanced_info` (contract §6.1, §6.2), and its two switches of §2.5. */
export const MEMBER_CARD: readonly WireField[] = lines([
  ['background_pic_url', 'benefit.backgroundUrl', text],
  ['prerogative', 'benefit.prerogative', text],
  ['auto_activate', 'benefit.activation.isAutomatic', boolean],
  ['wx_activate', 'benefit.activation.usesForm', boolean],
  ['wx_activate_after_submit', 'benefit.activation.continuesAfterForm', boolean],
  ['wx_activate_after_submit_url', 'benefit.activation.afterFormUrl', text],
  ...link('activate_', 'benefit.activation.page'),
  ['bind_old_card_url', 'benefit.activation.bindUrl', text],
  ['supply_bonus', 'benefit.showsBonus', boolean],
  ...link('bonus_', 'benefit.bonusLink'),
  ['supply_balance', 'benefit.showsBalance', boolean],
  ...link('balance_', 'benefit.balanceLink'),
  ['bonus_cleared', 'benefit.bonusClearing', text],
  ['bonus_rules', 'benefit.bonusTerms', text],
  ['balance_rules', 'benefit.balanceTerms', text],
  ...slots(FIELDS, (wire, domain) => [
    [`${wire}name_type`, `${domain}.nameType`, fieldName],
    [`${wire}name`, `${domain}.name`, text],
  ]),
  ...slots(CELLS, (wire, domain) => [
    [`${wire}name`, `${domain}.name`, text],
    [`${wire}tips`, `${domain}.tips`, text],
  ]),
  ['bonus_rule.cost_money_unit', 'benefit.bonusRule.costUnitFen', integer],
  ['bonus_rule.increase_bonus', 'benefit.bonusRule.increaseBonus', integer],
  ['bonus_rule.max_increase_bonus', 'benefit.bonusRule.maxIncreaseBonus', integer],
  ['bonus_rule.init_increase_bonus', 'benefit.bonusRule.initIncreaseBonus', integer],
  ['bonus_rule.cost_bonus_unit', 'benefit.bonusRule.costBonusUnit', integer],
  ['bonus_rule.reduce_money', 'benefit.bonusRule.reduceCostFen', integer],
  ['bonus_rule.least_money_to_use_bonus', 'benefit.bonusRule.leastCostFen', integer],
  ['bonus_rule.max_reduce_bonus', 'benefit.bonusRule.maxReduceBonus', integer],
  ['discount', 'benefit.memberPercentOff', integer],
  ['base_info.is_pay_and_qrcode', 'benefit.paysByCode', boolean],
  ['base_info.pay_info.swipe_card.is_swipe_card', 'benefit.paysByCard', boolean],
]);
