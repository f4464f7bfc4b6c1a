import { CombinedError } from '@urql/core';
import { describe, expect, it } from 'vitest';
import type { ViewerFields } from '../../generated/console.ts';
import { openingOf } from './opening.ts';

const merchant = { id: 'mer_1', appId: 'wx1', name: '火锅', isSandbox: true, timeZone: 'Asia/Shanghai' };
const viewer: ViewerFields = {
  kind: 'PERSON',
  role: 'OWNER',
  scopes: ['cards:read'],
  storeIds: [],
  merchant,
  person: { id: 'per_1', login: 'ann', name: 'Ann' },
};
const refused = (code: string) => ({
  error: new CombinedError({ graphQLErrors: [{ message: 'no', extensions: { code } }] }),
});

describe('who is signed in', () => {
  it('is somebody of one merchant, who begins at once', () => {
    expect(openingOf({ data: { viewer } }, null)).toEqual({ is: 'open', viewer, merchant });
  });
  it('is nobody', () => {
    expect(openingOf(refused('UNAUTHENTICATED'), null)).toEqual({ is: 'signedOut' });
  });
  it('is an operator, who chooses a merchant', () => {
    expect(openingOf({ data: { viewer: { ...viewer, kind: 'OPERATOR', merchant: null } } }, null)).toEqual({
      is: 'choosing',
    });
  });
  it('is somebody of several merchants, who chooses one', () => {
    expect(openingOf(refused('FORBIDDEN'), null)).toEqual({ is: 'choosing' });
  });
  it('is somebody who has left the merchant of last time', () => {
    expect(openingOf(refused('FORBIDDEN'), 'wx1')).toEqual({ is: 'forgetMerchant' });
  });
  it('stays unknown while the network is down', () => {
    const error = new CombinedError({ networkError: new Error('down') });
    expect(openingOf({ error }, null)).toMatchObject({ is: 'failed', problem: { code: 'NETWORK' } });
  });
});
