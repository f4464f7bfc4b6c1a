import type { ErrorCode } from '../core/errors.ts';

/** What elements say beside reasons. `{n}` is filled in. */
type Phrase =
  | 'claim'
  | 'again'
  | 'busy'
  | 'claimed'
  | 'used'
  | 'given'
  | 'void'
  | 'open'
  | 'retry'
  | 'left'
  | 'limit'
  | 'startsIn'
  | 'startsAt'
  | 'off'
  | 'atLeast'
  | 'until'
  | 'term'
  | 'termLater'
  | 'forever'
  | 'MEMBER_CARD'
  | 'TICKET'
  | 'GIFT'
  | 'GROUPON'
  | 'GENERAL_COUPON';

/** What lists say beside that. */
export type ListPhrase = 'claimAll' | 'claimable' | 'gotSome' | 'missedSome' | 'nothingLeft';

/** What is said of codes in hand beside that. */
export type CodePhrase =
  | 'qrName'
  | 'barName'
  | 'reveal'
  | 'conceal'
  | 'gifting'
  | 'given'
  | 'onlineOnly'
  | 'signIn'
  | 'outdated';

/** Reasons that elements put into words of their own. Others come with the words of the server. */
type ElementCode =
  | 'OUT_OF_STOCK'
  | 'CLAIM_LIMIT_REACHED'
  | 'EXPIRED'
  | 'CARD_NOT_CLAIMABLE'
  | 'NOT_ELIGIBLE'
  | 'NOT_FOUND'
  | 'UNAUTHENTICATED'
  | 'THROTTLED'
  | 'NETWORK'
  | 'OFFLINE'
  | 'UNKNOWN';

export type TextName = Phrase | ElementCode;
export type ListTexts = Readonly<Record<ListPhrase, string>>;
export type Texts = Readonly<Record<TextName, string>>;
export type CodeTexts = Readonly<Record<Exclude<ErrorCode, ElementCode>, string>>;
