export type { CardDraft, DraftWithDays, EntryDraft, TimeLimitDraft, ValidityDraft } from './card-draft.ts';
export type { StoredEntry } from './card-links.rules.ts';
export { type ShownConditions, shownConditionsOf } from './card-conditions.rules.ts';
export { publicCards, storesWhere, visibleCards } from './card.access.ts';
export {
  entriesOf,
  findCardIds,
  findPublicCard,
  getCard,
  isStoreNamedByLiveCard,
  textImagesOf,
  timeLimitsOf,
} from './card.queries.ts';
export { storesOfCard } from './card-stores.queries.ts';
export { BUSINESS_SERVICES, checkCardDraft as assertCardDraft } from './card.rules.ts';
export { cardStatusAt, type ShownCardStatus } from './card.states.ts';
export { isWithinTimeLimits, type TimeLimit, type TimeLimitDay } from './card-time-limits.rules.ts';
export { windowOf } from './card-validity.rules.ts';
export { COLORS, type ColorName, isColorName } from './colors.ts';
export { createCard } from './create-card.ts';
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
