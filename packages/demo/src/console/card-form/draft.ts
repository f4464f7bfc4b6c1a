import type {
  BusinessService,
  CardKind,
  CodeMode,
  CodeType,
  TimeLimitDay,
  ValidityType,
} from '../../generated/console.ts';
import { dayAfter } from '../format/time.ts';
import { type KindDrafts, newKindDrafts } from './kind-drafts.ts';

export type EntryDraft = { title: string; subTitle: string; url: string; appUserName: string; appPath: string };
export type EntryName = 'center' | 'custom' | 'promotion';
/** Days that share their hours; empty hours mean the whole day. */
export type TimeLimitDraft = { days: readonly TimeLimitDay[]; begin: string; end: string };
export type TextImageDraft = { imageUrl: string; text: string };

/**
 * A card while it is being written: texts as they stand in the controls. The benefits of all kinds are kept, so that
 * choosing another kind and coming back loses nothing.
 */
export type Draft = KindDrafts & {
  kind: CardKind;
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
  /** Where the codes come from (K1). */
  codeMode: CodeMode;
  bindsOpenid: boolean;
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
  ...newKindDrafts,
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
  codeMode: 'SYSTEM',
  bindsOpenid: false,
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
