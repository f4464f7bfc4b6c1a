import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../test/kit/refusal-of.ts';
import type { Actor } from '../kit/actor.ts';
import { claimerOf } from './claim.rules.ts';

const user: Actor = { kind: 'user', id: 'ann', openid: 'ann', merchantId: 'mer_1', keyId: 'key_1' };
const key: Actor = { kind: 'secretKey', id: 'key_1', merchantId: 'mer_1', isTest: true, scopes: [], storeIds: [] };

describe('who claims', () => {
  it.each<[string, Actor, string | null | undefined, string]>([
    ['the user of a token', user, undefined, 'ann'],
    ['the user of a token beside an empty name', user, '', 'ann'],
    ['the user that a key names', key, 'bob', 'bob'],
    ['a user of 64 characters', key, 'a'.repeat(64), 'a'.repeat(64)],
    ['a user of every character', key, 'o-A_9', 'o-A_9'],
  ])('is %s', (_name, actor, openid, claimer) => expect(claimerOf(actor, openid)).toBe(claimer));

  it.each<[string, Actor, string | null | undefined, object]>([
    ['another user beside a token', user, 'bob', { code: 'NOT_ALLOWED', field: 'openid' }],
    ['the same user beside a token', user, 'ann', { code: 'NOT_ALLOWED', field: 'openid' }],
    ['nobody', key, null, { field: 'openid', fault: 'MISSING' }],
    ['an empty name', key, '', { field: 'openid', fault: 'MISSING' }],
    ['a user of 65 characters', key, 'a'.repeat(65), { field: 'openid', fault: 'OPENID' }],
    ['a user with a space', key, 'ann b', { field: 'openid', fault: 'OPENID' }],
    ['a user with a line break at the end', key, 'ann\n', { field: 'openid', fault: 'OPENID' }],
    ['a user in Chinese', key, '安', { field: 'openid', fault: 'OPENID' }],
  ])('is never %s', (_name, actor, openid, refusal) =>
    expect(refusalOf(() => claimerOf(actor, openid))).toMatchObject(refusal),
  );
});
