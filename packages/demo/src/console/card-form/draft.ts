import type { COUPON_KINDS } from '../cards/card-labels.ts';
import type { BusinessService, CodeType, TimeLimitDay, ValidityType } from '../../generated/console.ts';
import { dayAfter } from '../format/time.ts';

export type EntryDraft = { title: string; subTitle: string; url: string; appUserName: string; appPath: string };
export type EntryName = 'center' | 'custom' | 'promotion';
/** Days that share their hours; empty hours mean the whole day. */
export type TimeLimitDraft = { days: readonly TimeLimitDay[]; begin: string; end: string };
export type TextImageDraft = { imageUrl: string; text: string };

/** The kinds that the form can write. */
export type DraftKind = (typeof COUPON_KINDS)[number];

/**
 * A card while it is being written: texts as they stand in the controls. The benefits of all kinds are kept, so that
 * choosing another kind and coming back loses nothing.
 */
export type Draft = {
  kind: DraftKind;
  title: string;
  subTitle: string;
  brandName: string;
  logoUrl: string;
  color: string;
  notice: string;
  description: string;
  servicePhone: string;
  source: string;
  externalId: string;
  codeType: CodeType;
  reduceCost: string;
  leastCost: string;
  percentOff: string;
  dealDetail: string;
  gift: string;
  defaultDetail: string;
  validityType: ValidityType;
  firstDay: string;
  lastDay: string;
  termDays: string;
  termStartDays: string;
  termLastDay: string;
  quantity: string;
  claimLimit: string;
  useLimit: string;
  canShare: boolean;
  canGiveFriend: boolean;
  storeChoice: 'all' | 'some' | 'none';
  storeIds: readonly string[];
  center: EntryDraft;
  custom: EntryDraft;
  promotion: EntryDraft;
  acceptCategory: string;
  rejectCategory: string;
  conditionLeastCost: string;
  objectUseFor: string;
  canUseWithOtherDiscount: boolean;
  abstractText: string;
  coverUrl: string;
  textImages: readonly TextImageDraft[];
  services: readonly BusinessService[];
  timeLimits: readonly TimeLimitDraft[];
  enforcesTimeLimits: boolean;
  /** One card however often it is sent; a new draft gets another. */
  idempotencyKey: string;
};

export const emptyEntry: EntryDraft = { title: '', subTitle: '', url: '', appUserName: '', appPath: '' };

/** A draft to begin with. `today` is a day in the merchant's zone. */
export const newDraft = (today: string, idempotencyKey: string): Draft => ({
  kind: 'CASH',
  title: '',
  subTitle: '',
  brandName: '',
  logoUrl: '',
  color: 'Color010',
  notice: '',
  description: '',
  servicePhone: '',
  source: '',
  externalId: '',
  codeType: 'CODE_TYPE_QRCODE',
  reduceCost: '',
  leastCost: '',
  percentOff: '',
  dealDetail: '',
  gift: '',
  defaultDetail: '',
  validityType: 'FIX_TERM',
  firstDay: today,
  lastDay: dayAfter(today, 30),
  termDays: '30',
  termStartDays: '0',
  termLastDay: '',
  quantity: '100',
  claimLimit: '1',
  useLimit: '50',
  canShare: true,
  canGiveFriend: true,
  storeChoice: 'all',
  storeIds: [],
  center: emptyEntry,
  custom: emptyEntry,
  promotion: emptyEntry,
  acceptCategory: '',
  rejectCategory: '',
  conditionLeastCost: '',
  objectUseFor: '',
  canUseWithOtherDiscount: true,
  abstractText: '',
  coverUrl: '',
  textImages: [],
  services: [],
  timeLimits: [],
  enforcesTimeLimits: false,
  idempotencyKey,
});

export type DraftChange =
  | { type: 'set'; fields: Partial<Draft> }
  | { type: 'setEntry'; entry: EntryName; fields: Partial<EntryDraft> }
  | { type: 'addTextImage' }
  | { type: 'setTextImage'; at: number; fields: Partial<TextImageDraft> }
  | { type: 'removeTextImage'; at: number }
  | { type: 'addTimeLimit' }
  | { type: 'setTimeLimit'; at: number; fields: Partial<TimeLimitDraft> }
  | { type: 'removeTimeLimit'; at: number };

/** The draft after one change. */
export function changeDraft(draft: Draft, change: DraftChange): Draft {
  switch (change.type) {
    case 'set':
      return { ...draft, ...change.fields };
    case 'setEntry':
      return { ...draft, [change.entry]: { ...draft[change.entry], ...change.fields } };
    case 'addTextImage':
      return { ...draft, textImages: [...draft.textImages, { imageUrl: '', text: '' }] };
    case 'setTextImage':
      return { ...draft, textImages: replaced(draft.textImages, change.at, change.fields) };
    case 'removeTextImage':
      return { ...draft, textImages: without(draft.textImages, change.at) };
    case 'addTimeLimit':
      return { ...draft, timeLimits: [...draft.timeLimits, { days: [], begin: '', end: '' }] };
    case 'setTimeLimit':
      return { ...draft, timeLimits: replaced(draft.timeLimits, change.at, change.fields) };
    case 'removeTimeLimit':
      return { ...draft, timeLimits: without(draft.timeLimits, change.at) };
    default:
      return change satisfies never;
  }
}

const replaced = <T>(list: readonly T[], at: number, fields: Partial<T>): T[] =>
  list.map((item, index) => (index === at ? { ...item, ...fields } : item));

const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);
