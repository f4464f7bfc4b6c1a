export { acceptGift, type AcceptedGift } from './accept-gift.ts';
export { cancelGift } from './cancel-gift.ts';
export { endGift, timeOutGift } from './end-gift.ts';
export { endOverdueGifts } from './end-overdue-gifts.ts';
export { giftOfToken, visibleGifts } from './gift.access.ts';
export { GiftGoneError, GiftNotAllowedError } from './gift.errors.ts';
export { findSharedGift, type SharedGift } from './gift.queries.ts';
export { giftStatusAt, giftUrl } from './gift.rules.ts';
export { giveCode } from './give-code.ts';
