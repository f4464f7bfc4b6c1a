import { beforeEach, describe, expect, it } from 'vitest';
import type { Opening } from './opening.ts';
import { forgetDesk, keepDesk, keptDesk } from './kept-desk.ts';

const items = new Map<string, string>();
const store = {
  getItem: (name: string) => items.get(name) ?? null,
  setItem: (name: string, value: string) => void items.set(name, value),
  removeItem: (name: string) => void items.delete(name),
};

const merchant = { id: 'mch_1', appId: 'wx1', name: '火锅', isSandbox: true, timeZone: 'Asia/Shanghai' };

const desk = (scopes: string[]): Extract<Opening, { is: 'open' }> => ({
  is: 'open',
  hasChoice: false,
  merchant,
  viewer: {
    kind: 'PERSON',
    role: 'STAFF',
    scopes,
    storeIds: ['store_1'],
    staffRoles: ['REDEEMER'],
    sessionId: 'ses_1',
    merchant,
    person: { id: 'per_1', login: 'wang', name: '小王' },
  },
});

describe('the desk that is kept for a till without a line', () => {
  beforeEach(() => items.clear());
  it('is the one that was opened last', () => {
    const open = desk(['redemptions:write']);
    keepDesk(store, open);
    expect(keptDesk(store)).toEqual(open);
  });
  it('is none for who may not redeem, and forgets who could', () => {
    keepDesk(store, desk(['redemptions:write']));
    keepDesk(store, desk(['cards:read']));
    expect(keptDesk(store)).toBeNull();
  });
  it('is none after signing out', () => {
    keepDesk(store, desk(['redemptions:write']));
    forgetDesk(store);
    expect(keptDesk(store)).toBeNull();
  });
  it.each(['', '{', '7', '{"viewer":{},"merchant":{"id":"mch_1"}}'])('is none where %j is kept', (text) => {
    items.set('kaquan.desk', text);
    expect(keptDesk(store)).toBeNull();
  });
});
