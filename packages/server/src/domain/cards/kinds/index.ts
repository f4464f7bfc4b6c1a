import type { CardKind } from '../../../generated/prisma/enums.ts';
import { cash } from './cash.ts';
import type { CardKindContract, KindCondition } from './contract.ts';
import { discount } from './discount.ts';
import { generalCoupon } from './general-coupon.ts';
import { gift } from './gift.ts';
import { groupon } from './groupon.ts';

const kinds = {
  GROUPON: groupon,
  CASH: cash,
  DISCOUNT: discount,
  GIFT: gift,
  GENERAL_COUPON: generalCoupon,
} satisfies Record<CardKind, CardKindContract<Record<string, string | number>>>;

/** The benefit of a card, told apart by its kind. */
export type CardBenefit = { [K in CardKind]: { kind: K } & ReturnType<(typeof kinds)[K]['parse']> }[CardKind];

type Given = Readonly<Record<string, unknown>>;
const atBenefit = (name: string) => ['benefit', name];

/** Fields without which a card of this kind has no benefit. */
export const requiredOfBenefit = (kind: CardKind): string[][] => kinds[kind].required.map(atBenefit);

/** The texts of a benefit with their limits, for the one pass in which all lengths are judged. */
export const textsOfBenefit = (kind: CardKind, given: Given): { field: string[]; text: string; bytes: number }[] =>
  Object.entries<number>(kinds[kind].textBytes).flatMap(([name, bytes]) => {
    const text = given[name];
    return typeof text === 'string' ? [{ field: atBenefit(name), text, bytes }] : [];
  });

/** Whether the face of this kind shows a condition of use. */
export const showsCondition = (kind: CardKind, condition: KindCondition): boolean =>
  kinds[kind].shows.includes(condition);

/** Checks the benefit of a draft. */
export const parseBenefit = (kind: CardKind, given: Given): CardBenefit => tagged(kind, kinds[kind].parse(given));

/** Reads the benefit of a stored card; what was stored went through the same check. */
export const readBenefit = (card: { kind: CardKind; benefit: unknown }): CardBenefit =>
  parseBenefit(card.kind, recordOf(card.benefit));

// The registry pairs each kind with its own parser; the compiler loses that pair at an index by a variable.
function tagged(kind: CardKind, benefit: ReturnType<(typeof kinds)[CardKind]['parse']>): CardBenefit {
  return { kind, ...benefit } as CardBenefit;
}

// JSON of our own writing: always an object.
const recordOf = (stored: unknown): Record<string, unknown> => stored as Record<string, unknown>;
