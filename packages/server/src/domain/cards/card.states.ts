import type { CardStatus, CardWithdrawer } from '../../generated/prisma/enums.ts';

/** EXPIRED is derived from time and never stored (C8). */
export type ShownCardStatus = CardStatus | 'EXPIRED';

type Lived = { status: CardStatus; validUntil: Date | null };

const MAY_EXPIRE: readonly CardStatus[] = ['READY', 'DISTRIBUTED'];

/** The status of a card at a moment (C8). A common end closes a card with a term as well. */
export function cardStatusAt(card: Lived, at: Date): ShownCardStatus {
  return MAY_EXPIRE.includes(card.status) && card.validUntil && card.validUntil <= at ? 'EXPIRED' : card.status;
}

export const CARD_OPERATIONS = [
  'EDIT',
  'WITHDRAW',
  'RELIST',
  'DELETE',
  'COPY',
  'SET_AUDIENCE',
  'ADJUST_STOCK',
  'CLAIM',
  'TEST_CLAIM',
] as const;
/** What can be done with a card, as far as its status has a say. TEST_CLAIM is the claim of a tester. */
export type CardOperation = (typeof CARD_OPERATIONS)[number];

const UNAPPROVED: readonly CardOperation[] = ['EDIT', 'DELETE', 'COPY', 'SET_AUDIENCE', 'ADJUST_STOCK', 'TEST_CLAIM'];
const OVER: readonly CardOperation[] = ['EDIT', 'WITHDRAW', 'DELETE', 'COPY', 'SET_AUDIENCE', 'ADJUST_STOCK'];
const LIVE: readonly CardOperation[] = [...OVER, 'CLAIM', 'TEST_CLAIM'];

/** What each status allows (C8). */
const ALLOWED = {
  IN_REVIEW: UNAPPROVED,
  REJECTED: UNAPPROVED,
  READY: LIVE,
  DISTRIBUTED: LIVE,
  EXPIRED: OVER,
  WITHDRAWN: ['EDIT', 'RELIST', 'DELETE', 'COPY', 'SET_AUDIENCE'],
  DELETED: ['COPY'],
} satisfies Record<ShownCardStatus, readonly CardOperation[]>;

export const statusAllows = (status: ShownCardStatus, operation: CardOperation): boolean =>
  operationsOf(status).includes(operation);

const operationsOf = (status: ShownCardStatus): readonly CardOperation[] => ALLOWED[status];

type Withdrawable = Lived & { withdrawnBy: CardWithdrawer | null };

/** What may be done with a card now, and by whom: what the operator took down, only the operator relists (C8), or takes down anew. */
export function allowedOperations(card: Withdrawable, by: CardWithdrawer, at: Date): CardOperation[] {
  const allowed = operationsOf(cardStatusAt(card, at));
  if (card.status !== 'WITHDRAWN') return [...allowed];
  if (by === 'OPERATOR') return card.withdrawnBy === 'OPERATOR' ? [...allowed] : ['WITHDRAW', ...allowed];
  return allowed.filter((operation) => operation !== 'RELIST' || card.withdrawnBy === 'MERCHANT');
}

/** Whether the card has never been approved: then its first review is what an edit leads to (C8). */
export const isUnapproved = ({ status }: { status: CardStatus }): boolean =>
  status === 'IN_REVIEW' || status === 'REJECTED';
