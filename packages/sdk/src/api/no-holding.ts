// Stands in for holding.ts and its rooms in scripts that do without: they load nothing of them.

export const createHolding = (): object => ({});
export const createGifts = (): object => ({});
export const createSelfRedemption = (): object => ({});
export const createCodeNews = (): object => ({});
export const createCoupons = (): object => ({});
