import { expect, it } from 'vitest';
import type { Identity } from '../../domain/access/index.ts';
import { createListening } from './listening.ts';

const identityOf = (actor: Identity['actor']): Identity => ({ actor, costPerSecond: 1, mayRunAnyDocument: false });
const user = (openid: string): Identity =>
  identityOf({ kind: 'user', id: openid, keyId: 'key_1', merchantId: 'mer_1', openid });
const never = new AbortController().signal;
const often = (times: number, act: () => void): void => void Array.from({ length: times }, act);

it('lets a user have at most 30 subscriptions open', () => {
  const listening = createListening();
  const one = new AbortController();
  listening.count(user('ann'), one.signal);
  often(29, () => listening.count(user('ann'), never));
  expect(() => listening.count(user('ann'), never)).toThrow('at most 30 subscriptions');
  listening.count(user('ben'), never);
  one.abort();
  listening.count(user('ann'), never);
  expect(() => listening.count(user('ann'), never)).toThrow('at most 30 subscriptions');
});

it('does not count what keys have open', () => {
  const listening = createListening();
  const key = identityOf({ kind: 'reportKey', id: 'key_1', merchantId: 'mer_1', isTest: true, scopes: [] });
  expect(() => often(100, () => listening.count(key, never))).not.toThrow();
});
