import { expect, it } from 'vitest';
import type { Identity } from '../../domain/access/index.ts';
import { createListening } from './listening.ts';

const identityOf = (actor: Identity['actor']): Identity => ({ actor, costPerSecond: 1, mayRunAnyDocument: false });
const user = (openid: string): Identity =>
  identityOf({ kind: 'user', id: openid, keyId: 'key_1', merchantId: 'mer_1', openid });
const key = identityOf({ kind: 'reportKey', id: 'key_1', merchantId: 'mer_1', isTest: true, scopes: [] });

it.each([
  { who: 'a user', one: user('ann'), another: user('ben'), most: 100 },
  { who: 'a key', one: key, another: user('key_1'), most: 5_000 },
])('lets $who have $most subscriptions open, and one more when one has ended', ({ one, another, most }) => {
  const listening = createListening();
  const never = new AbortController().signal;
  const first = new AbortController();
  listening.count(one, first.signal);
  for (let opened = 1; opened < most; opened += 1) listening.count(one, new AbortController().signal);
  expect(() => listening.count(one, never)).toThrow(`At most ${most}`);
  listening.count(another, never);
  first.abort();
  listening.count(one, never);
  expect(() => listening.count(one, never)).toThrow(`At most ${most}`);
});
