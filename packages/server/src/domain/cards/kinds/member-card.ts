import { type Field, InvalidInputError } from '../../kit/errors.ts';
import { details, ORDINARY } from './contract.ts';
import { group, optional, type Parsed, places, required, type Shape, withDefault } from './fields.ts';
import { BENEFIT_TEXT_BYTES, choice, fen, flag, image, lines, link, percent, text, wholeNumber } from './readings.ts';

/** Names that the old platform has for what a custom field shows (contract §6.1). */
export const MEMBER_FIELD_NAMES = [
  'LEVEL',
  'COUPON',
  'STAMP',
  'DISCOUNT',
  'ACHIEVEMENT',
  'MILEAGE',
  'SET_POINTS',
  'TIMS',
  'UNKNOWN',
] as const;
export type MemberFieldName = (typeof MEMBER_FIELD_NAMES)[number];

const SLOTS = 3;
const APP_BYTES = 128;
const MOST_BONUS = 100_000_000;
const bonus = (least: number) => wholeNumber(least, MOST_BONUS);

const LINK = {
  url: optional(link),
  appUserName: optional(text(APP_BYTES)),
  appPath: optional(text(APP_BYTES)),
} as const;

/** Bonus per amount spent, for joining, and as money (contract §6.2, B4). */
const BONUS_RULE = {
  costUnitFen: optional(fen(1)),
  increaseBonus: optional(bonus(1)),
  maxIncreaseBonus: optional(bonus(1)),
  initIncreaseBonus: optional(bonus(0)),
  costBonusUnit: optional(bonus(1)),
  reduceCostFen: optional(fen(1)),
  leastCostFen: optional(fen(0)),
  maxReduceBonus: optional(bonus(1)),
} as const;

/** How a user becomes a member (B2); the settings are kept and shown. */
const ACTIVATION = {
  isAutomatic: withDefault(flag, false),
  usesForm: withDefault(flag, false),
  continuesAfterForm: withDefault(flag, false),
  afterFormUrl: optional(link),
  page: optional(group(LINK)),
  bindUrl: optional(link),
} as const;

const CUSTOM_FIELD = { nameType: optional(choice(MEMBER_FIELD_NAMES)), name: optional(text(24)), ...LINK } as const;
const CUSTOM_CELL = { name: required(text(15)), tips: optional(text(18)), ...LINK } as const;

const slots = <S extends Shape>(shape: S) =>
  withDefault(places(group(shape), { places: SLOTS, fault: 'CUSTOM_FIELDS' }), []);

const SHAPE = {
  prerogative: required(lines(BENEFIT_TEXT_BYTES)),
  showsBonus: required(flag),
  showsBalance: required(flag),
  backgroundUrl: optional(image),
  memberPercentOff: optional(percent),
  bonusLink: optional(group(LINK)),
  balanceLink: optional(group(LINK)),
  bonusClearing: optional(lines(BENEFIT_TEXT_BYTES)),
  bonusTerms: optional(lines(BENEFIT_TEXT_BYTES)),
  balanceTerms: optional(lines(BENEFIT_TEXT_BYTES)),
  customFields: slots(CUSTOM_FIELD),
  customCells: slots(CUSTOM_CELL),
  bonusRule: optional(group(BONUS_RULE)),
  activation: optional(group(ACTIVATION)),
  paysByCode: withDefault(flag, false),
  paysByCard: withDefault(flag, false),
} as const;

function assertWhole({ customFields, bonusRule, activation }: Parsed<typeof SHAPE>, at: Field): void {
  const nameless = customFields.findIndex((field) => field !== null && field.name === null && field.nameType === null);
  if (nameless !== -1) throw missing([...at, 'customFields', nameless, 'name'], 'Has no name');
  if (activation?.continuesAfterForm && activation.afterFormUrl === null)
    throw missing([...at, 'activation', 'afterFormUrl'], 'Where the form leads to is missing');
  if (bonusRule) for (const pair of BONUS_PAIRS) assertPair(bonusRule, pair, [...at, 'bonusRule']);
}

type BonusRule = Parsed<typeof BONUS_RULE>;
type Pair = readonly [keyof BonusRule, keyof BonusRule];

/** So much of one is worth so much of the other: half of it says nothing. */
const BONUS_PAIRS: readonly Pair[] = [
  ['costUnitFen', 'increaseBonus'],
  ['costBonusUnit', 'reduceCostFen'],
];

function assertPair(rule: BonusRule, [unit, worth]: Pair, at: Field): void {
  if ((rule[unit] === null) !== (rule[worth] === null))
    throw missing([...at, rule[unit] === null ? unit : worth], `${unit} and ${worth} belong together`);
}

const missing = (field: Field, message: string): InvalidInputError => new InvalidInputError(field, message, 'MISSING');

/** Membership card: its face and its settings. Who is a member, and with how much bonus, belongs to members. */
export const memberCard = {
  ...ORDINARY,
  benefit: details(SHAPE, assertWhole),
  isEverlasting: true,
  isGiftable: false,
} as const;
