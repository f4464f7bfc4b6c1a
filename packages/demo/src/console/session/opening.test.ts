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
  staffRoles: [],
  sessionId: 'ses_1',
  merchant,
  person: { id: 'per_1', login: 'ann', name: 'Ann' },
};
const ofOne = { isOperator: false, merchants: [{ appId: 'wx1', name: '火锅' }] };
const ofTwo = { isOperator: false, merchants: [...ofOne.merchants, { appId: 'wx2', name: '咖啡' }] };
const refused = (code: string) => ({
  error: new CombinedError({ graphQLErrors: [{ message: 'no', extensions: { code } }] }),
});

describe('the desk', () => {
  it('opens for somebody of one merchant', () => {
    expect(openingOf({ data: { viewer } }, ofOne)).toEqual({ is: 'open', viewer, merchant, hasChoice: false });
  });
  it('can be left for another by somebody of several merchants, and by operators', () => {
    expect(openingOf({ data: { viewer } }, ofTwo)).toMatchObject({ is: 'open', hasChoice: true });
    expect(openingOf({ data: { viewer } }, { ...ofOne, isOperator: true })).toMatchObject({ hasChoice: true });
  });
  it('stays closed when the session has ended in between', () => {
    expect(openingOf(refused('UNAUTHENTICATED'), ofOne)).toEqual({ is: 'signedOut' });
  });
  it('asks for another merchant when the one that was named is refused', () => {
    expect(openingOf(refused('FORBIDDEN'), ofTwo)).toEqual({ is: 'choosing', signedIn: ofTwo, isRefused: true });
  });
  it('says when the network is down', () => {
    const error = new CombinedError({ networkError: new Error('down') });
    expect(openingOf({ error }, ofOne)).toMatchObject({ is: 'failed', problem: { code: 'NETWORK' } });
  });
});
