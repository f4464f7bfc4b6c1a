export { admitByPlacement } from './admit-by-placement.ts';
export { closePlacement } from './close-placement.ts';
export { createPlacement } from './create-placement.ts';
export { visiblePlacements } from './placement.access.ts';
export { PlacementClosedError, PlacementUsedError } from './placement.errors.ts';
export { type ChannelCount, channelCountsOf, claimCountsOf } from './placement.queries.ts';
export type { PlacementCardDraft, PlacementDraft, PlacementSettings } from './placement-draft.ts';
export { type PlacementStatus, placementStatusAt } from './placement-status.rules.ts';
