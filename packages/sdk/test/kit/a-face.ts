import type { CardFace, Claim, WalletCode } from '../../src/types.ts';

/** A cash coupon that can be claimed; a test names only what matters. */
export const aFace = (changes: Partial<CardFace> = {}): CardFace => ({
  id: 'card_1',
  kind: 'CASH',
  title: '满100减10元',
  subTitle: null,
  brandName: '示例商户',
  logoUrl: 'https://shop.example/logo.png',
  color: { hex: '#63b359' },
  notice: '结账时出示',
  description: '每单限用一张',
  status: 'READY',
  timeZone: 'Asia/Shanghai',
  claimLimit: 1,
  stock: { left: 8 },
  validity: { type: 'FIX_TERM', from: null, until: null, termDays: 30, termStartDays: 0 },
  useCondition: { leastCostFen: null },
  benefit: { __typename: 'CashBenefit', reduceCostFen: 1000, leastCostFen: 10_000 },
  ...changes,
});

export const aClaim = (changes: Partial<Claim['code']> = {}, id = 'claim_1'): Claim => ({
  id,
  claimedAt: '2026-11-24T10:00:00Z',
  card: { id: 'card_1' },
  code: {
    value: '123456789012',
    status: 'NORMAL',
    validFrom: '2026-11-24T10:00:00Z',
    validUntil: '2026-12-25T00:00:00Z',
    ...changes,
  },
});

export const rangeOf = (from: string, until: string): CardFace['validity'] => ({
  type: 'FIX_TIME_RANGE',
  from,
  until,
  termDays: null,
  termStartDays: null,
});

/** A code in the user's hands that can be used on 1 December 2026. */
export const aWalletCode = (changes: Partial<WalletCode> = {}): WalletCode => ({
  id: 'code_1',
  value: '123456789012',
  status: 'NORMAL',
  state: 'USABLE',
  actions: ['SHOW', 'DELETE'],
  validFrom: '2026-11-24T10:00:00Z',
  validUntil: '2026-12-25T00:00:00Z',
  card: { ...aFace(), codeType: 'CODE_TYPE_QRCODE', needsRotatingCode: false },
  claim: { id: 'claim_1' },
  ...changes,
});
