import { describe, expect, it } from 'vitest';
import { aWalletCode } from '../../../test/kit/a-face.ts';
import { codeZhCN } from '../../texts/code.ts';
import { speakerOf } from '../../texts/speak.ts';
import { walletZhCN } from '../../texts/wallet.ts';
import type { WalletState } from '../../code-types.ts';
import { rowOf, TABS } from './wallet-scene.ts';

const NOW = Date.parse('2026-12-01T00:00:00Z');
const speak = speakerOf('zh-CN', { ...codeZhCN, ...walletZhCN });

describe('a row of the wallet', () => {
  it('says how long a code is good, and warns when that is not long', () => {
    expect(rowOf(aWalletCode(), speak, NOW)).toEqual({
      line: '2026.11.24 – 2026.12.25',
      tag: '',
      isSoon: false,
      isSpent: false,
    });
    expect(rowOf(aWalletCode({ validUntil: '2026-12-02T16:00:00Z' }), speak, NOW)).toMatchObject({
      line: '即将过期 · 有效期至 2026.12.03 00:00',
      isSoon: true,
    });
    expect(rowOf(aWalletCode({ validUntil: null }), speak, NOW).line).toBe('长期有效');
    expect(rowOf(aWalletCode({ state: 'UPCOMING' }), speak, NOW).line).toBe('2026.11.24 起可用');
  });

  it.each<[WalletState, string, boolean]>([
    ['USED', '已使用', true],
    ['EXPIRED', '已过期', true],
    ['VOID', '已失效', true],
    ['GIVEN', '已赠送', true],
    ['GIFTING', '赠送中', false],
  ])('of a code that is %s says %s', (state, tag, isSpent) => {
    expect(rowOf(aWalletCode({ state }), speak, NOW)).toMatchObject({ tag, isSpent });
  });
});

it('every state lies below one tab', () => {
  const states = TABS.flatMap((tab): readonly string[] => tab.states);
  expect(states.toSorted()).toEqual(['EXPIRED', 'GIFTING', 'GIVEN', 'UPCOMING', 'USABLE', 'USED', 'VOID']);
});
