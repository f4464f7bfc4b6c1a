export type {
  CardChanges,
  CardDraft,
  ChangesWithDays,
  DraftWithDays,
  EntryDraft,
  TimeLimitDraft,
  ValidityDraft,
} from './card-draft.ts';
export type { StoredEntry } from './card-links.rules.ts';
export { DEPOSIT_MODE } from './card-code-mode.rules.ts';
export { CardStatusError, ChangeNotAllowedError, CheckoutConflictError } from './card.errors.ts';
export { type ShownConditions, shownConditionsOf } from './card-conditions.rules.ts';
export { namedStoresWhere, publicCards, SHOWN_CARDS, storesWhere, visibleCards } from './card.access.ts';
export { entriesOf, textImagesOf, timeLimitsOf } from './card-json.rules.ts';
export type { CardKey } from './card-key.rules.ts';
export { assertCardAllows, operationsOn } from './card-operations.ts';
export { audienceCounts, isInAudience, isTester, testersOf } from './card-people.queries.ts';
export {
  findCardIds,
  findPublicCard,
  getCard,
  isStoreNamedByLiveCard,
  listCardIds,
  newestCardIds,
} from './card.queries.ts';
export { lockCard, touchCard } from './card.store.ts';
export { findApplying, storesOfCard } from './card-stores.queries.ts';
export { BUSINESS_SERVICES, checkCardDraft as assertCardDraft } from './card.rules.ts';
export { type CardOperation, cardStatusAt, type ShownCardStatus, statusAllows } from './card.states.ts';
export { statusFilter } from './card-status.access.ts';
export { isWithinTimeLimits, type TimeLimit, type TimeLimitDay } from './card-time-limits.rules.ts';
export { windowOf, windowsOf } from './card-validity.rules.ts';
export { cardsByIds, faceWith, pendingVersions, versionsByIds } from './card-version.queries.ts';
export { isShownAsQr } from './code-type.rules.ts';
export { COLORS, type ColorName, isColorName } from './colors.ts';
export { type CardCopyOrder, copyCard } from './copy-card.ts';
export { createCard } from './create-card.ts';
export { deleteCard } from './delete-card.ts';
export {
  assertTicketIsRight,
  benefitNamesOf,
  type CardBenefit,
  hasTickets,
  parseTicket,
  readBenefit as benefitOf,
  readTicket,
  type Ticket,
  type TicketKind,
} from './kinds/index.ts';
export type { MemberFieldName } from './kinds/member-card.ts';
export { markDistributed } from './mark-distributed.ts';
export { relistCard } from './relist-card.ts';
export { assertSelfRedeemable } from './self-redemption.rules.ts';
export { setAudience } from './set-audience.ts';
export { setTesters } from './set-testers.ts';
export { holdCard, settleCardReview } from './settle-card-review.ts';
export { draftOfCard } from './stored-draft.rules.ts';
export { type CardUpdate, type CardUpdateOrder, updateCard } from './update-card.ts';
export { withdrawCard } from './withdraw-card.ts';
