import type { CardKind } from '../../generated/prisma/enums.ts';

type Given<T> = T | null | undefined;
type Loose<T> = { [K in keyof T]?: Given<T[K]> };

/** A link of the face with its texts (C7). `appUserName` and `appPath` name a mini program. */
export type EntryDraft = Loose<{ title: string; subTitle: string; url: string; appUserName: string; appPath: string }>;

export type ValidityDraft = Loose<{ type: string; from: Date; until: Date; termDays: number; termStartDays: number }>;

/** The same as callers may write it: a bare calendar day (`2026-11-23`) means that whole day in the merchant's zone (C4). */
export type ValidityWithDays = Omit<ValidityDraft, 'from' | 'until'> &
  Loose<{ from: Date | string; until: Date | string }>;

export type TimeLimitDraft = Loose<{
  day: string;
  beginHour: number;
  beginMinute: number;
  endHour: number;
  endMinute: number;
}>;

/** What a caller wants a card to be. Nothing is taken for granted: the rules say what is missing or wrong, by these names. */
export type CardDraft = { kind: CardKind } & Loose<{
  externalId: string;
  title: string;
  subTitle: string;
  brandName: string;
  logoUrl: string;
  color: string;
  notice: string;
  description: string;
  servicePhone: string;
  source: string;
  codeType: string;
  validity: ValidityDraft;
  quantity: number;
  claimLimit: number;
  useLimit: number;
  canShare: boolean;
  canGiveFriend: boolean;
  storeIds: readonly string[];
  poiIds: readonly number[];
  usesAllStores: boolean;
  useCustomCode: boolean;
  getCustomCodeMode: string;
  bindOpenid: boolean;
  pushesViews: boolean;
  center: EntryDraft;
  custom: EntryDraft;
  promotion: EntryDraft;
  useCondition: Loose<{
    acceptCategory: string;
    rejectCategory: string;
    leastCostFen: number;
    objectUseFor: string;
    canUseWithOtherDiscount: boolean;
  }>;
  abstract: Loose<{ text: string; iconUrls: readonly string[] }>;
  textImages: readonly Loose<{ imageUrl: string; text: string }>[];
  businessServices: readonly string[];
  timeLimits: readonly TimeLimitDraft[];
  enforcesTimeLimits: boolean;
  benefit: Readonly<Record<string, unknown>>;
  idempotencyKey: string;
}>;

/** A draft in which days may stand for times. */
export type DraftWithDays = Omit<CardDraft, 'validity'> & Loose<{ validity: ValidityWithDays }>;

/**
 * What is to change about a card, by the names of its draft. Absent fields stay, also those below another; null empties
 * an optional one. Lists are replaced as a whole. Kind and quantity are named only to be refused.
 */
export type CardChanges = Partial<Omit<CardDraft, 'idempotencyKey'>>;

/** Changes in which days may stand for times. */
export type ChangesWithDays = Omit<CardChanges, 'validity'> & Loose<{ validity: ValidityWithDays }>;
