import { describe, expect, it } from 'vitest';
import { aWalletCode } from '../../test/kit/a-face.ts';
import { createClock } from '../core/clock.ts';
import type { Graphql } from '../transport/create-urql.ts';
import { createWallet } from './wallet.ts';

function aWallet(data: object) {
  const asked: object[] = [];
  const ask = async (_document: unknown, variables: object) => {
    asked.push(variables);
    return { data, requestId: 'req_1' };
  };
  const clock = createClock();
  // The one call that it needs.
  return { asked, clock, wallet: createWallet({ ask } as unknown as Graphql, clock) };
}

const pageInfo = { hasNextPage: true, endCursor: 'c1' };

describe('the wallet', () => {
  it('comes page by page, by state', async () => {
    const code = aWalletCode();
    const { asked, wallet } = aWallet({ me: { codes: { nodes: [code], pageInfo } } });
    expect(await wallet.wallet()).toEqual({ codes: [code], next: 'c1' });
    await wallet.wallet({ states: ['USED'], first: 5, after: 'c1' });
    expect(asked).toEqual([
      { state: null, first: null, after: null },
      { state: ['USED'], first: 5, after: 'c1' },
    ]);
    const last = aWallet({ me: { codes: { nodes: [], pageInfo: { ...pageInfo, hasNextPage: false } } } });
    expect((await last.wallet.wallet()).next).toBeNull();
  });

  it('has one code, or none such', async () => {
    const { asked, wallet } = aWallet({ me: { code: null } });
    expect(await wallet.code({ value: '1' })).toBeNull();
    expect(asked).toEqual([{ cardId: null, value: '1' }]);
  });

  it('learns the time of the server with a rotating code', async () => {
    const serverTime = new Date(Date.now() + 7_200_000).toISOString();
    const { wallet, clock } = aWallet({ me: { code: aWalletCode({ rotating: { serverTime, steps: [] } }) } });
    await wallet.code({ value: '1' });
    expect(Math.abs(clock.now() - Date.parse(serverTime))).toBeLessThan(5_000);
  });

  it('tells why a code is not deleted', async () => {
    const refusal = { code: 'NOT_FOUND', message: 'no', field: ['value'], retryable: false };
    const { wallet } = aWallet({ codeDelete: { code: null, userErrors: [refusal] } });
    await expect(wallet.deleteCode({ value: '1' })).rejects.toMatchObject({ code: 'NOT_FOUND', requestId: 'req_1' });
    const { wallet: fine, asked } = aWallet({ codeDelete: { code: { id: 'code_1' }, userErrors: [] } });
    await fine.deleteCode({ cardId: 'card_1', value: '1' });
    expect(asked).toEqual([{ input: { cardId: 'card_1', value: '1' } }]);
  });
});
