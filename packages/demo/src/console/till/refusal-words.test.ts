import { describe, expect, it } from 'vitest';
import type { TillRefusal } from '../../generated/console.ts';
import { refusalWords } from './refusal-words.ts';
import { tillTexts } from './till.texts.ts';

const words = { texts: tillTexts['zh-CN'], language: 'zh-CN', timeZone: 'Asia/Shanghai' } as const;
const base = { message: '服务器的话', field: [], retryable: false };
const at = '2026-11-24T10:05:00.000Z';

describe('a refusal at the till', () => {
  it.each<[TillRefusal, string]>([
    [
      {
        ...base,
        __typename: 'AlreadyRedeemedError',
        code: 'ALREADY_REDEEMED',
        redeemedAt: at,
        store: { name: '春熙路店' },
      },
      '已于 2026/11/24 18:05:00 在春熙路店核销过。',
    ],
    [
      { ...base, __typename: 'AlreadyRedeemedError', code: 'ALREADY_REDEEMED', redeemedAt: at, store: null },
      '已于 2026/11/24 18:05:00 核销过。',
    ],
    [
      { ...base, __typename: 'NotStartedError', code: 'NOT_STARTED', validFrom: at },
      '还没到可用时间，2026/11/24 18:05:00 起可用。',
    ],
    [
      { ...base, __typename: 'ExpiredError', code: 'EXPIRED', validUntil: at },
      '已过期，有效期至 2026/11/24 18:05:00。',
    ],
    [
      { ...base, __typename: 'UseLimitReachedError', code: 'USE_LIMIT_REACHED', limit: 2, used: 2 },
      '该用户已达使用上限（2 次）。',
    ],
    [
      { ...base, __typename: 'CodeNotRedeemableError', code: 'CODE_NOT_REDEEMABLE', status: 'GIFTING' },
      '该券正在转赠中，暂不能使用。',
    ],
    [{ ...base, __typename: 'CodeNotRedeemableError', code: 'CODE_NOT_REDEEMABLE', status: 'NEW_ONE' }, '服务器的话'],
    [
      { ...base, __typename: 'RotatingCodeExpiredError', code: 'ROTATING_CODE_EXPIRED', shownAt: at },
      '动态码已过期：这是 2026/11/24 18:05:00 的二维码，可能是截图。请顾客打开券页面，出示当前的二维码。',
    ],
    [
      { ...base, __typename: 'RotatingCodeRequiredError', code: 'ROTATING_CODE_REQUIRED' },
      '此券只能扫描动态码核销：请顾客打开券页面，扫描每 30 秒变化的二维码。',
    ],
    [{ ...base, __typename: 'WrongStoreError', code: 'WRONG_STORE' }, '服务器的话'],
  ])('%j is told in plain words', (refusal, text) => {
    expect(refusalWords(refusal, words)).toBe(text);
  });
});
