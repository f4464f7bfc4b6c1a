export type { CardDraft, DraftWithDays, EntryDraft, TimeLimitDraft, ValidityDraft } from './card-draft.ts';
export type { StoredEntry } from './card-links.rules.ts';
export { DEPOSIT_MODE } from './card-code-mode.rules.ts';
export { CardStatusError } from './card.errors.ts';
export { type ShownConditions, shownConditionsOf } from './card-conditions.rules.ts';
export { publicCards, storesWhere, visibleCards } from './card.access.ts';
export { assertCardAllows } from './card-operations.ts';
export { lockCard } from './card.store.ts';
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
export { type CardOperation, cardStatusAt, type ShownCardStatus } from './card.states.ts';
export { isWithinTimeLimits, type TimeLimit, type TimeLimitDay } from './card-time-limits.rules.ts';
export { windowOf } from './card-validity.rules.ts';
export { COLORS, type ColorName, isColorName } from './colors.ts';
export { createCard } from './create-card.ts';
export { type CardBenefit, readBenefit as benefitOf } from './kinds/index.ts';
