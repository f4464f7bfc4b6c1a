import { describe, expect, it } from 'vitest';
import type { Actor, PersonRoleName } from '../kit/actor.ts';
import { DomainError } from '../kit/errors.ts';
import { type RedemptionFacts, redemptionRefusal, sourceOf, staffIdOf, wayOf } from './redemption.rules.ts';

/** What another room has to say. */
const aRefusal = (code: string): DomainError =>
  new (class extends DomainError {
    override readonly code = code;
    override readonly weixinCode = null;
  })();

const date = (text: string): Date => new Date(text);
const noon = date('2026-11-23T12:00:00+08:00');
const code = {
  status: 'NORMAL' as const,
  isRedeemable: true,
  validFrom: date('2026-11-01T00:00:00Z'),
  validUntil: date('2026-12-01T00:00:00Z'),
};
const card = { useLimit: 50, usesAllStores: false, storeIds: [], enforcesTimeLimits: false, needsRotatingCode: false };
const good: RedemptionFacts = {
  code,
  redeemed: null,
  card,
  way: 'API',
  showing: { isRotating: false, refusal: null },
  useCount: 0,
  storeId: null,
  boundStoreIds: null,
  staff: null,
  isWithinHours: true,
};

const ASKED = 'ROTATING_CODE_REQUIRED';
const rotates = { card: { ...card, needsRotatingCode: true } };
const live = { isRotating: true, refusal: null };
const old = { isRotating: true, refusal: aRefusal('ROTATING_CODE_EXPIRED') };

const staff = { mayRedeem: true, isDisabled: false, storeIds: [] };

describe('a redemption', () => {
  const cases: [string, Partial<RedemptionFacts>, string | null][] = [
    ['of a good code is allowed', {}, null],
    ['of a gift that came back is allowed', { code: { ...code, status: 'GIFT_TIMEOUT' } }, null],
    [
      'of a used code is refused',
      { code: { ...code, status: 'CONSUMED', isRedeemable: false }, redeemed: { redeemedAt: noon, storeId: 's1' } },
      'ALREADY_REDEEMED',
    ],
    [
      'of a code that is being given is refused',
      { code: { ...code, status: 'GIFTING', isRedeemable: false } },
      'CODE_NOT_REDEEMABLE',
    ],
    [
      'of a deleted code is refused',
      { code: { ...code, status: 'DELETED', isRedeemable: false } },
      'CODE_NOT_REDEEMABLE',
    ],
    [
      'of a void code is refused',
      { code: { ...code, status: 'UNAVAILABLE', isRedeemable: false } },
      'CODE_NOT_REDEEMABLE',
    ],
    ['at the first moment is allowed', { code: { ...code, validFrom: noon } }, null],
    [
      'before the first moment is refused',
      { code: { ...code, validFrom: new Date(noon.getTime() + 1) } },
      'NOT_STARTED',
    ],
    ['at the end is refused', { code: { ...code, validUntil: noon } }, 'EXPIRED'],
    ['in any store is allowed when the card names none', { storeId: 's9' }, null],
    ['in a named store is allowed', { storeId: 's1', card: { ...card, storeIds: ['s1'] } }, null],
    ['in a store that is not named is refused', { storeId: 's2', card: { ...card, storeIds: ['s1'] } }, 'WRONG_STORE'],
    [
      'in any store is allowed for all stores',
      { storeId: 's2', card: { ...card, usesAllStores: true, storeIds: ['s1'] } },
      null,
    ],
    ['by a bound actor without a store is refused', { boundStoreIds: ['s1'] }, 'STORE_REQUIRED'],
    ['by a bound actor elsewhere is refused', { boundStoreIds: ['s1'], storeId: 's2' }, 'WRONG_STORE'],
    ['by a bound actor in its store is allowed', { boundStoreIds: ['s1'], storeId: 's1' }, null],
    ['by staff of all stores is allowed', { staff, storeId: 's2' }, null],
    ['by staff of all stores without a store is allowed', { staff }, null],
    ['by staff of the store is allowed', { staff: { ...staff, storeIds: ['s1', 's2'] }, storeId: 's2' }, null],
    ['by staff of another store is refused', { staff: { ...staff, storeIds: ['s1'] }, storeId: 's2' }, 'WRONG_STORE'],
    [
      'by staff of certain stores without a store is refused',
      { staff: { ...staff, storeIds: ['s1'] } },
      'STORE_REQUIRED',
    ],
    ['by somebody whose role redeems nothing is refused', { staff: { ...staff, mayRedeem: false } }, 'NOT_ALLOWED'],
    ['by somebody who is disabled is refused', { staff: { ...staff, isDisabled: true } }, 'NOT_ALLOWED'],
    [
      'names the store that the card lacks before the staff',
      { staff: { ...staff, mayRedeem: false }, storeId: 's2', card: { ...card, storeIds: ['s1'] } },
      'WRONG_STORE',
    ],
    ['names the staff before the use limit', { staff: { ...staff, mayRedeem: false }, useCount: 50 }, 'NOT_ALLOWED'],
    ['outside shown hours is allowed', { isWithinHours: false }, null],
    [
      'outside enforced hours is refused',
      { card: { ...card, enforcesTimeLimits: true }, isWithinHours: false },
      'OUTSIDE_TIME_LIMIT',
    ],
    [
      'by number in the console is refused where the card asks for the rotating code',
      { way: 'CONSOLE', ...rotates },
      ASKED,
    ],
    ['by scanned number is refused there', { way: 'STAFF_SCAN', ...rotates }, ASKED],
    ['by typed number is refused there', { way: 'STAFF_TYPED', ...rotates }, ASKED],
    ['by a program with the number is allowed there', { way: 'API', ...rotates }, null],
    ['by the user is allowed there', { way: 'SELF', ...rotates }, null],
    ['by rotating code is allowed there', { way: 'STAFF_SCAN', ...rotates, showing: live }, null],
    ['by rotating code is allowed anywhere', { way: 'STAFF_SCAN', showing: live }, null],
    ['by an old screenshot is refused anywhere', { showing: old }, 'ROTATING_CODE_EXPIRED'],
    [
      'by an old screenshot is refused to people too',
      { way: 'STAFF_SCAN', ...rotates, showing: old },
      'ROTATING_CODE_EXPIRED',
    ],
    [
      'names the use before the screenshot',
      {
        code: { ...code, status: 'CONSUMED', isRedeemable: false },
        redeemed: { redeemedAt: noon, storeId: 's1' },
        showing: old,
      },
      'ALREADY_REDEEMED',
    ],
    ['names the screenshot before the store', { showing: old, boundStoreIds: ['s1'] }, 'ROTATING_CODE_EXPIRED'],
    ['beyond the use limit is refused', { useCount: 50 }, 'USE_LIMIT_REACHED'],
    [
      'names the status before the store',
      { code: { ...code, status: 'DELETED', isRedeemable: false }, boundStoreIds: ['s1'] },
      'CODE_NOT_REDEEMABLE',
    ],
  ];
  it.each(cases)('%s', (_name, changes, expected) =>
    expect(redemptionRefusal({ ...good, ...changes }, noon)?.code ?? null).toBe(expected),
  );
});

describe('the person at the till', () => {
  const person = (role: PersonRoleName): Actor => ({
    kind: 'person',
    id: 'per_self',
    merchantId: 'mer_1',
    role,
    storeIds: [],
    sessionId: 'ses_1',
  });
  const key: Actor = { kind: 'secretKey', id: 'key_1', merchantId: 'mer_1', isTest: true, scopes: [], storeIds: [] };

  it.each<[string, Actor, string | null, string | null]>([
    ['is nobody under a key that names none', key, null, null],
    ['is whom a key names', key, 'per_ann', 'per_ann'],
    ['is the staff that signed in', person('STAFF'), null, 'per_self'],
    ['may be named by the staff itself', person('STAFF'), 'per_self', 'per_self'],
    ['is the manager that signed in', person('MANAGER'), null, 'per_self'],
    ['is whom a manager names', person('MANAGER'), 'per_ann', 'per_ann'],
    ['is whom an owner names', person('OWNER'), 'per_ann', 'per_ann'],
  ])('%s', (_title, actor, named, expected) => {
    expect(staffIdOf(actor, named)).toBe(expected);
  });

  it('is no colleague whom staff name', () => {
    expect(() => staffIdOf(person('STAFF'), 'per_ann')).toThrow(
      expect.objectContaining({ code: 'NOT_ALLOWED', field: ['staffId'] }),
    );
  });
});

describe('the way of a redemption', () => {
  const session = { kind: 'operator', id: 'per_op', merchantId: 'mer_1', sessionId: 'ses_1' } as const;
  const person = {
    kind: 'person',
    id: 'per_1',
    merchantId: 'mer_1',
    role: 'OWNER',
    storeIds: [],
    sessionId: 'ses_1',
  } as const;
  const program = { kind: 'operator', id: 'key_op', merchantId: 'mer_1' } as const;
  it.each<[string, Actor, 'STAFF_SCAN' | null, string]>([
    ['a person who names none', person, null, 'CONSOLE'],
    ['a person on a phone', person, 'STAFF_SCAN', 'STAFF_SCAN'],
    ['an operator who signed in', session, null, 'CONSOLE'],
    ['a program of the operator', program, null, 'API'],
  ])('of %s', (_who, actor, named, way) => expect(wayOf(actor, named)).toBe(way));

  it('is not a program’s to name', () =>
    expect(() => wayOf(program, 'STAFF_SCAN')).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field: ['way'] }),
    ));
});

describe('the source of a redemption', () => {
  it.each<[Parameters<typeof sourceOf>[0], string]>([
    ['STAFF_SCAN', 'FROM_MOBILE_HELPER'],
    ['STAFF_TYPED', 'FROM_MOBILE_HELPER'],
    ['CONSOLE', 'FROM_MP'],
    ['API', 'FROM_API'],
    ['SELF', 'FROM_API'],
    ['CHECKOUT', 'FROM_API'],
  ])('of way %s is %s', (way, source) => expect(sourceOf(way)).toBe(source));
});
