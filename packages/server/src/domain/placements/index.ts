export { admitByPlacement } from './admit-by-placement.ts';
export { closePlacement } from './close-placement.ts';
export { createPlacement } from './create-placement.ts';
export { visiblePlacements } from './placement.access.ts';
export { PlacementClosedError, PlacementUsedError } from './placement.errors.ts';
export {
  type ChannelCount,
  channelCountsOf,
  findArticleOf,
  type PlacementCounts,
  placementCountsOf,
} from './placement.queries.ts';
export { findPlacementByToken, type PlacementPage, type PlacementPageCard } from './placement-page.queries.ts';
export type { PlacementCardDraft, PlacementDraft, PlacementSettings } from './placement-draft.ts';
export { QR_CODE_SECONDS } from './placement-kinds.rules.ts';
export { numberSetting, settingsOf, type StoredSettings, textSetting } from './placement-settings.rules.ts';
export { type PlacementStatus, placementStatusAt } from './placement-status.rules.ts';
export { articleHtmlOf, imageNameOf, placementUrl } from './placement-texts.rules.ts';
export { countView } from './placement-views.store.ts';
