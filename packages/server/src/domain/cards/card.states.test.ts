import { describe, expect, it } from 'vitest';
import type { CardStatus, CardWithdrawer } from '../../generated/prisma/enums.ts';
import { allowedOperations, CARD_OPERATIONS, cardStatusAt, isUnapproved, statusAllows } from './card.states.ts';

const now = new Date('2030-01-15T00:00:00Z');
const past = new Date('2030-01-01T00:00:00Z');

type State = { status: CardStatus; isOver?: boolean; withdrawnBy?: CardWithdrawer };
const cardIn = ({ status, isOver = false, withdrawnBy }: State) => ({
  status,
  validUntil: isOver ? past : null,
  withdrawnBy: withdrawnBy ?? null,
});

// One column an operation, in this order: edit, withdraw, relist, delete, copy, audience, stock, claim, tester's claim.
const MATRIX: [string, State, merchant: string, operator: string][] = [
  ['IN_REVIEW', { status: 'IN_REVIEW' }, 'x..xxxx.x', 'x..xxxx.x'],
  ['REJECTED', { status: 'REJECTED' }, 'x..xxxx.x', 'x..xxxx.x'],
  ['READY', { status: 'READY' }, 'xx.xxxxxx', 'xx.xxxxxx'],
  ['DISTRIBUTED', { status: 'DISTRIBUTED' }, 'xx.xxxxxx', 'xx.xxxxxx'],
  ['EXPIRED', { status: 'DISTRIBUTED', isOver: true }, 'xx.xxxx..', 'xx.xxxx..'],
  ['WITHDRAWN by the merchant', { status: 'WITHDRAWN', withdrawnBy: 'MERCHANT' }, 'x.xxxx...', 'xxxxxx...'],
  ['WITHDRAWN by the operator', { status: 'WITHDRAWN', withdrawnBy: 'OPERATOR' }, 'x..xxx...', 'x.xxxx...'],
  ['DELETED', { status: 'DELETED' }, '....x....', '....x....'],
];

const lineOf = (allowed: readonly string[]): string =>
  CARD_OPERATIONS.map((operation) => (allowed.includes(operation) ? 'x' : '.')).join('');

describe('a card', () => {
  it.each(MATRIX)('that is %s allows just so much', (_name, state, merchant, operator) => {
    expect(lineOf(allowedOperations(cardIn(state), 'MERCHANT', now))).toBe(merchant);
    expect(lineOf(allowedOperations(cardIn(state), 'OPERATOR', now))).toBe(operator);
  });

  it.each<[CardStatus, Date | null, string]>([
    ['READY', null, 'READY'],
    ['READY', now, 'EXPIRED'],
    ['DISTRIBUTED', past, 'EXPIRED'],
    ['DISTRIBUTED', new Date(now.getTime() + 1), 'DISTRIBUTED'],
    ['IN_REVIEW', past, 'IN_REVIEW'],
    ['REJECTED', past, 'REJECTED'],
    ['WITHDRAWN', past, 'WITHDRAWN'],
    ['DELETED', past, 'DELETED'],
  ])('that is %s until %s is then %s', (status, validUntil, shown) =>
    expect(cardStatusAt({ status, validUntil }, now)).toBe(shown),
  );

  it('is claimed by users when it is approved, by testers before that as well', () => {
    expect(statusAllows('READY', 'CLAIM')).toBe(true);
    expect(statusAllows('IN_REVIEW', 'CLAIM')).toBe(false);
    expect(statusAllows('IN_REVIEW', 'TEST_CLAIM')).toBe(true);
  });

  it('has never been approved while its first review runs or refused it', () =>
    expect(
      (['IN_REVIEW', 'REJECTED', 'READY', 'WITHDRAWN'] as const).map((status) => isUnapproved({ status })),
    ).toEqual([true, true, false, false]));
});
