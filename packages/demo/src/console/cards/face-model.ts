import type {
  BusinessService,
  CardUseConditionInput,
  FaceFields,
  StoreNames,
  CodeType,
  TimeLimitDay,
} from '../../generated/console.ts';
import { yuanText } from '../format/money.ts';
import type { Language } from '../format/time.ts';
import { hoursWords, validityWords } from './card-words.ts';
import type { cardLabels } from './card-labels.ts';
import { benefitText, type KindFace, kindFaceOf } from './kind-face.ts';

/** An entry as the face shows it (C7). */
export type FaceEntry = { title: string; subTitle: string };

/** All that the face and the details of a card show, whether it exists or is being written. */
export type FaceModel = {
  hex: string;
  brandName: string;
  logoUrl: string;
  title: string;
  subTitle: string;
  validity: string;
  notice: string;
  description: string;
  servicePhone: string;
  codeType: CodeType;
  entries: { center: FaceEntry | null; custom: FaceEntry | null; promotion: FaceEntry | null };
  /** What only this kind shows. */
  kindFace: KindFace;
  /** What the benefit holds, as text; empty for kinds whose title says it all. */
  benefit: string;
  conditions: readonly string[];
  hours: readonly string[];
  services: readonly BusinessService[];
  stores: string;
  abstractText: string;
  coverUrl: string;
  textImages: readonly { imageUrl: string; text: string }[];
};

type Labels = (typeof cardLabels)['en'];
/** A card, or the face that one is to have, with the first of its stores. */
export type ShownCard = FaceFields & StoreNames;

type Words = { language: Language; timeZone: string; labels: Labels; stores: { all: string; any: string } };

export function faceOfCard(card: ShownCard, words: Words): FaceModel {
  const { language, timeZone, labels } = words;
  return {
    hex: card.color.hex,
    brandName: card.brandName,
    logoUrl: card.logoUrl,
    title: card.title,
    subTitle: card.subTitle ?? '',
    validity: validityWords(card.validity, { timeZone, language }),
    notice: card.notice,
    description: card.description,
    servicePhone: card.servicePhone ?? '',
    codeType: card.codeType,
    entries: {
      center: entryOf(card.entries.center),
      custom: entryOf(card.entries.custom),
      promotion: entryOf(card.entries.promotion),
    },
    kindFace: kindFaceOf(card.benefit, { language, timeZone, labels }),
    benefit: benefitText(card.benefit),
    conditions: conditionWords(shownConditions(card), language),
    hours: hoursOfCard(card.timeLimits, labels.days),
    services: card.businessServices,
    stores: storesOf(card, words.stores),
    abstractText: card.abstract.text ?? '',
    coverUrl: card.abstract.iconUrl ?? '',
    textImages: card.textImages,
  };
}

const entryOf = (entry: FaceFields['entries']['center']): FaceEntry | null =>
  entry && { title: entry.title ?? '', subTitle: entry.subTitle ?? '' };

/** What the face of its kind shows. A cash coupon's own threshold is the one that counts. */
function shownConditions({ benefit, useCondition }: FaceFields): Condition {
  const { acceptCategory, rejectCategory, leastCostFen, objectUseFor, canUseWithOtherDiscount } = useCondition;
  if (benefit.__typename === 'CashBenefit')
    return { leastCostFen: benefit.leastCostFen, acceptCategory, rejectCategory, canUseWithOtherDiscount };
  return benefit.__typename === 'GiftBenefit'
    ? { leastCostFen, objectUseFor, canUseWithOtherDiscount }
    : { canUseWithOtherDiscount };
}

function storesOf({ stores, usesAllStores }: ShownCard, { all, any }: Words['stores']): string {
  if (usesAllStores) return all;
  if (stores.nodes.length === 0) return any;
  const names = stores.nodes.map(({ name }) => name);
  return stores.count.value > names.length
    ? `${names.join('、')} +${stores.count.value - names.length}`
    : names.join('、');
}

type Condition = Pick<
  CardUseConditionInput,
  'acceptCategory' | 'rejectCategory' | 'objectUseFor' | 'leastCostFen' | 'canUseWithOtherDiscount'
>;

/** The conditions of use in words (C7a). */
export function conditionWords(condition: Condition, language: Language): string[] {
  const isEnglish = language === 'en';
  const { leastCostFen, acceptCategory, rejectCategory, objectUseFor, canUseWithOtherDiscount } = condition;
  const least = leastCostFen ? yuanText(leastCostFen) : '';
  return [
    least && (isEnglish ? `For orders from ¥${least}` : `满 ${least} 元可用`),
    acceptCategory && (isEnglish ? `Only for ${acceptCategory}` : `仅限${acceptCategory}`),
    rejectCategory && (isEnglish ? `Not for ${rejectCategory}` : `不适用于${rejectCategory}`),
    objectUseFor && (isEnglish ? `When buying ${objectUseFor}` : `购买${objectUseFor}可用`),
    canUseWithOtherDiscount === false && (isEnglish ? 'Not together with other offers' : '不与其他优惠同享'),
  ].filter((words): words is string => typeof words === 'string' && words !== '');
}

type Limit = FaceFields['timeLimits'][number];

/** Days that share their hours stand on one line: `周一、周二 11:00–14:00`. */
export function hoursOfCard(limits: readonly Limit[], days: Record<TimeLimitDay, string>): string[] {
  const byHours = new Map<string, string[]>();
  for (const limit of limits) {
    const hours = hoursWords(limit);
    byHours.set(hours, [...(byHours.get(hours) ?? []), days[limit.day]]);
  }
  return [...byHours].map(([hours, names]) => `${names.join('、')} ${hours}`.trim());
}
