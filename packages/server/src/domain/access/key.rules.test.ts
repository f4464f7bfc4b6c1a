import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { KeyKind } from '../../generated/prisma/enums.ts';
import type { Actor, Scope } from '../kit/actor.ts';
import { assertKeyDraft, assertMayGrantKey, newKeyText, type KeyDraft } from './key.rules.ts';

const NOW = new Date('2026-11-24T00:00:00Z');
const STORE = `store_${'0'.repeat(26)}`;
const OTHER_STORE = `store_${'1'.repeat(26)}`;

describe('newKeyText', () => {
  it.each<[KeyKind, boolean, RegExp]>([
    ['PUBLISHABLE', false, /^pk_live_[0-9A-Za-z]{40}$/],
    ['PUBLISHABLE', true, /^pk_test_[0-9A-Za-z]{40}$/],
    ['SECRET', false, /^sk_live_[0-9A-Za-z]{40}$/],
    ['REPORT', true, /^rk_test_[0-9A-Za-z]{40}$/],
    ['OPERATOR', false, /^op_[0-9A-Za-z]{40}$/],
  ])('writes %s (test: %s) as %s', (kind, isTest, form) => {
    expect(newKeyText(kind, isTest, randomBytes)).toMatch(form);
  });

  it('draws again for bytes that would make some letters likelier', () => {
    const bytes = [Buffer.alloc(40, 255), Buffer.alloc(40, 61)];
    expect(newKeyText('OPERATOR', false, () => bytes.shift() ?? Buffer.alloc(0))).toBe(`op_${'z'.repeat(40)}`);
  });
});

describe('assertKeyDraft', () => {
  const draft = (changes: Partial<KeyDraft>): KeyDraft => ({
    kind: 'SECRET',
    name: 'Back end',
    isTest: false,
    ...changes,
  });

  it.each<[Partial<KeyDraft>]>([
    [{ scopes: ['cards:read', 'keys:write'], storeIds: [STORE], ipAllowList: ['10.0.0.0/8'], costPerSecond: 100 }],
    [{ kind: 'REPORT', scopes: ['claims:read'] }],
    [{ kind: 'PUBLISHABLE', isTest: true }],
    [{ kind: 'PUBLISHABLE', scopes: [] }],
    [{ scopes: undefined }],
    [{ expiresAt: new Date('2027-01-01T00:00:00Z') }],
  ])('takes %j', (changes) => {
    expect(() => assertKeyDraft(draft(changes), NOW)).not.toThrow();
  });

  it.each<[Partial<KeyDraft>, (string | number)[]]>([
    [{ name: ' ' }, ['name']],
    [{ name: 'x'.repeat(65) }, ['name']],
    [{ name: 'a\u0000' }, ['name']],
    [{ kind: 'OPERATOR', isTest: true }, ['isTest']],
    [{ scopes: [] }, ['scopes']],
    [{ kind: 'REPORT', scopes: [] }, ['scopes']],
    [{ scopes: ['cards:read', 'cards:burn'] }, ['scopes', 1]],
    [{ scopes: ['merchants:write'] }, ['scopes', 0]],
    [{ kind: 'REPORT', scopes: ['cards:write'] }, ['scopes', 0]],
    [{ kind: 'PUBLISHABLE', scopes: ['cards:read'] }, ['scopes', 0]],
    [{ kind: 'OPERATOR', scopes: ['cards:read'] }, ['scopes', 0]],
    [{ scopes: Array.from({ length: 101 }, () => 'cards:read') }, ['scopes']],
    [{ storeIds: ['card_1'] }, ['storeIds', 0]],
    [{ kind: 'REPORT', storeIds: [STORE] }, ['storeIds', 0]],
    [{ ipAllowList: ['shop.example'] }, ['ipAllowList', 0]],
    [{ costPerSecond: 0 }, ['costPerSecond']],
    [{ costPerSecond: 1.5 }, ['costPerSecond']],
    [{ costPerSecond: 1_000_001 }, ['costPerSecond']],
    [{ expiresAt: NOW }, ['expiresAt']],
  ])('refuses %j at %j', (changes, field) => {
    expect(() => assertKeyDraft(draft(changes), NOW)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field }),
    );
  });
});

describe('assertMayGrantKey', () => {
  const holder = (scopes: readonly Scope[], storeIds: readonly string[] = []): Actor => ({
    kind: 'secretKey',
    id: 'key_1',
    merchantId: 'mer_1',
    isTest: false,
    scopes,
    storeIds,
  });
  const owner: Actor = {
    kind: 'person',
    id: 'per_1',
    merchantId: 'mer_1',
    role: 'OWNER',
    storeIds: [],
    sessionId: 'ses_1',
  };
  const operator: Actor = { kind: 'operator', id: 'key_op', merchantId: null };
  const powers = (kind: KeyKind, scopes: string[] = [], storeIds: string[] = []) => ({ kind, scopes, storeIds });

  it.each<[string, Actor, ReturnType<typeof powers>, number | undefined]>([
    ['an operator an operator key', operator, powers('OPERATOR'), undefined],
    ['an operator a raised budget', operator, powers('SECRET'), 900_000],
    ['an owner a full secret key', owner, powers('SECRET'), 50_000],
    ['a full key another', holder([]), powers('SECRET'), undefined],
    ['a narrow key a narrower one', holder(['keys:write', 'cards:read']), powers('SECRET', ['cards:read']), undefined],
    ['a narrow key a publishable one', holder(['keys:write']), powers('PUBLISHABLE'), undefined],
    ['a store-bound key one of its stores', holder([], [STORE, OTHER_STORE]), powers('SECRET', [], [STORE]), undefined],
  ])('lets %s', (_title, actor, granted, cost) => {
    expect(() => assertMayGrantKey(actor, granted, cost)).not.toThrow();
  });

  it.each<[string, Actor, [ReturnType<typeof powers>, number?], string[]]>([
    ['a secret key an operator key', holder([]), [powers('OPERATOR')], ['kind']],
    ['an owner an operator key', owner, [powers('OPERATOR')], ['kind']],
    ['a narrow key a full one', holder(['keys:write']), [powers('SECRET')], ['scopes']],
    ['a narrow key another scope', holder(['keys:write']), [powers('SECRET', ['cards:write'])], ['scopes']],
    ['a narrow key a full report key', holder(['keys:write']), [powers('REPORT')], ['scopes']],
    ['a store-bound key every store', holder([], [STORE]), [powers('SECRET')], ['storeIds']],
    [
      'a store-bound key another store',
      holder([], [STORE]),
      [powers('SECRET', [], [STORE, OTHER_STORE])],
      ['storeIds'],
    ],
    ['an owner a raised budget', owner, [powers('PUBLISHABLE'), 5_001], ['costPerSecond']],
  ])('refuses %s', (_title, actor, [granted, cost], field) => {
    expect(() => assertMayGrantKey(actor, granted, cost)).toThrow(
      expect.objectContaining({ code: 'NOT_ALLOWED', field }),
    );
  });
});
