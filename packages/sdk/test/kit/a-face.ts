import type { Coupon, StoreFace } from '../../src/holding-types.ts';
import type { CardFace, WalletCode } from '../../src/code-types.ts';
import type { Claim } from '../../src/types.ts';

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

export const aStoreFace = (changes: Partial<StoreFace> = {}): StoreFace => ({
  id: 'store_1',
  businessName: '海底捞',
  branchName: '王府井店',
  city: '北京市',
  district: '东城区',
  address: '王府井大街 1 号',
  telephone: '010-12345678',
  openTime: '10:00-22:00',
  ...changes,
});

/** A code with everything that is said of it; its card is asked for nothing special. */
export const aCoupon = (changes: Partial<Coupon> = {}, card: Partial<Coupon['card']> = {}): Coupon => ({
  ...aWalletCode(),
  encryptCode: 'enc+1',
  gift: null,
  ...changes,
  card: {
    ...aFace(),
    codeType: 'CODE_TYPE_QRCODE',
    needsRotatingCode: false,
    servicePhone: null,
    useCondition: {
      leastCostFen: null,
      acceptCategory: null,
      rejectCategory: null,
      objectUseFor: null,
      canUseWithOtherDiscount: true,
    },
    businessServices: [],
    timeLimits: [],
    entries: { center: null, custom: null, promotion: null },
    selfRedemption: { isOpen: false, needsVerificationCode: false, needsRemarkAmount: false },
    stores: { nodes: [aStoreFace()] },
    ...card,
  },
});
