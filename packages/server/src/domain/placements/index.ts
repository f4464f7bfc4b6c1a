export { admitByPlacement } from './admit-by-placement.ts';
export { closePlacement } from './close-placement.ts';
export { assertSendable, createPlacement, placeCards } from './create-placement.ts';
export { keywordRepliesOf } from './keyword-reply.queries.ts';
export { visiblePlacements } from './placement.access.ts';
export { PlacementClosedError, PlacementUsedError } from './placement.errors.ts';
export {
  type ChannelCount,
  channelCountsOf,
  findArticleOf,
  type PlacementCounts,
  placementCountsOf,
  placementsByIds,
} from './placement.queries.ts';
export { findPlacementByToken, type PlacementPage, type PlacementPageCard } from './placement-page.queries.ts';
export type { PlacementCardDraft, PlacementDraft, PlacementSettings } from './placement-draft.ts';
export { assertMessageText, QR_CODE_SECONDS } from './placement-kinds.rules.ts';
export { numberSetting, settingsOf, type StoredSettings, textSetting } from './placement-settings.rules.ts';
export { type PlacementStatus, placementStatusAt } from './placement-status.rules.ts';
export { articleHtmlOf, imageNameOf, placementUrl } from './placement-texts.rules.ts';
export { countViews, type Views } from './placement-views.store.ts';
export { shownCardsOf } from './shown-cards.ts';
