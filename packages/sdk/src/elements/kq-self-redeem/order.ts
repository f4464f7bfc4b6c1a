import type { NearStore, SelfRedemptionSettings, StoreFace } from '../../holding-types.ts';
import type { RedeemPhrase } from '../../texts/redeem.ts';

/** What the user has put in. */
export type Order = { storeId: string; verificationCode: string; amount: string };

export const EMPTY_ORDER: Order = { storeId: '', verificationCode: '', amount: '' };

/** Yuan with at most two places, as fen; null: it is none. */
export function fenIn(text: string): number | null {
  const [, yuan = '', , places = ''] = /^(\d{1,8})(\.(\d{1,2}))?$/.exec(text.trim()) || [];
  return yuan ? Number(yuan) * 100 + Number(places.padEnd(2, '0')) : null;
}

export type OrderFaults = Partial<Record<keyof Order, RedeemPhrase>>;

/** What is missing before the order can be confirmed. */
export function faultsIn(
  order: Order,
  { needsVerificationCode, needsRemarkAmount }: SelfRedemptionSettings,
): OrderFaults {
  return {
    ...(order.storeId ? {} : { storeId: 'redeemPick' as const }),
    ...(needsVerificationCode && !order.verificationCode.trim() ? { verificationCode: 'redeemMissing' as const } : {}),
    ...(needsRemarkAmount && fenIn(order.amount) === null ? { amount: 'redeemAmountBad' as const } : {}),
  };
}

/** Name and branch, as it is called. */
export const storeName = ({ businessName, branchName }: StoreFace): string =>
  branchName ? `${businessName}（${branchName}）` : businessName;

export const placeOf = ({ city, district, address }: StoreFace): string =>
  [city, district || '', address].filter(Boolean).join(' ');

/** `320 m`, `1.2 km`; empty where it is not known. */
export function distanceOf(store: StoreFace | NearStore): string {
  if (!('distanceMeters' in store)) return '';
  const { distanceMeters: metres } = store;
  return metres < 1_000 ? `${metres} m` : `${(metres / 1_000).toFixed(1)} km`;
}

/** Those that are near, nearest first, and then the others. */
export function nearestFirst(stores: readonly StoreFace[], near: readonly NearStore[]): readonly StoreFace[] {
  const ids = near.map(({ id }) => id);
  return [...near, ...stores.filter(({ id }) => !ids.includes(id))];
}

/** `2026.12.01 09:30:07` in the merchant's zone. */
export const secondOf = (time: string | number, timeZone: string): string =>
  new Date(time).toLocaleString('sv', { timeZone }).replace(/-/g, '.');
