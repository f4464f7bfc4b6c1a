import type { ClaimOrder, ClaimVerdict } from '../../src/domain/claims/commit-claims.store.ts';

/** A card as the model of a commit sees it. */
export type ModelCard = {
  id: string;
  row: string;
  mode: ClaimOrder['mode'];
  claimLimit: number;
  quantity: number;
  left: number;
  /** Deposited codes that are free, in the order in which they are handed out. */
  pool: string[];
  ownCodes: Set<string>;
  /** Whether no claim has put it into circulation yet. */
  isReady: boolean;
  claimCounts: Map<string, number>;
  audience: Set<string>;
};

export type Model = {
  cards: Map<string, ModelCard>;
  testers: Set<string>;
  /** Kept answers, by user and key. */
  answers: Map<string, { requestHash: string; claimId: string }>;
};

export type Expected = Pick<ClaimVerdict, 'verdict' | 'claimId' | 'value'>;
type Manner = { isAlone: boolean; lowMark: number; lowFrom: number };

/** The plainest telling of what a batch does: one order after another, in memory. */
export function commitInModel(model: Model, orders: readonly ClaimOrder[], manner: Manner): Expected[] {
  const before = new Map([...model.cards.values()].map(({ id, left }) => [id, left]));
  const ready = new Set([...model.cards.values()].filter(({ isReady }) => isReady).map(({ id }) => id));
  const places = new Map<string, number>();
  const seen = new Set<string>();
  const kept = new Map(model.answers);
  return orders.map((order) => {
    const card = cardIn(model, order);
    const isShared = meets(seen, order);
    const answer = order.key === null ? undefined : kept.get(`${order.openid} ${order.key}`);
    if (answer && answer.requestHash !== order.requestHash) return told('KEY_REUSED');
    if (answer) return { verdict: 'REPLAYED', claimId: answer.claimId, value: null };
    const refusal = refusalIn(model, { card, order, isShared, isReady: ready.has(card.id) });
    if (refusal) return told(refusal);
    const place = (places.get(card.id) ?? 0) + 1;
    places.set(card.id, place);
    const held = heldBack(manner, { place, left: before.get(card.id) ?? 0, quantity: card.quantity });
    return held ? told(held) : give(model, card, order);
  });
}

const told = (verdict: ClaimVerdict['verdict']): Expected => ({ verdict, claimId: null, value: null });

function cardIn({ cards }: Model, { cardId }: ClaimOrder): ModelCard {
  const card = cards.get(cardId);
  if (card === undefined) throw new Error('A card that the model does not know');
  return card;
}

/** Whether an earlier order of the batch has the same user on the card, the same key or the same code. */
function meets(seen: Set<string>, { cardId, openid, key, mode, value }: ClaimOrder): boolean {
  const marks = [
    `user ${cardId} ${openid}`,
    ...(key === null ? [] : [`key ${openid} ${key}`]),
    ...(mode === 'CUSTOM' ? [`code ${cardId} ${value}`] : []),
  ];
  const isShared = marks.some((mark) => seen.has(mark));
  for (const mark of marks) seen.add(mark);
  return isShared;
}

type Asked = { card: ModelCard; order: ClaimOrder; isShared: boolean; isReady: boolean };

function refusalIn({ testers }: Model, { card, order, isShared, isReady }: Asked): ClaimVerdict['verdict'] | null {
  if (order.cardRow !== card.row) return 'CARD_CHANGED';
  if (order.distributedEventId !== null && !isReady) return 'CARD_HELD';
  if (isShared) return 'WAIT';
  if (order.forTesters && !testers.has(order.openid)) return 'NOT_A_TESTER';
  if (order.forAudience && !card.audience.has(order.openid)) return 'NOT_IN_AUDIENCE';
  if (card.mode === 'CUSTOM' && card.ownCodes.has(order.value ?? '')) return 'CODE_TAKEN';
  return (card.claimCounts.get(order.openid) ?? 0) >= card.claimLimit ? 'LIMIT_REACHED' : null;
}

type Standing = { place: number; left: number; quantity: number };

function heldBack({ isAlone, lowMark, lowFrom }: Manner, { place, left, quantity }: Standing) {
  if (place > left) return 'OUT_OF_STOCK';
  if (isAlone || quantity <= lowFrom || left <= lowMark || left - place > lowMark) return null;
  return left - place === lowMark ? 'LOW_MARK' : 'WAIT';
}

function give({ answers }: Model, card: ModelCard, order: ClaimOrder): Expected {
  const value = card.mode === 'DEPOSITED' ? (card.pool.shift() ?? null) : order.value;
  if (value === null) return told('OUT_OF_STOCK');
  const { openid, key, requestHash, claimId } = order;
  card.left -= 1;
  if (order.distributedEventId !== null) card.isReady = false;
  if (card.mode === 'CUSTOM') card.ownCodes.add(value);
  card.claimCounts.set(openid, (card.claimCounts.get(openid) ?? 0) + 1);
  if (key !== null) answers.set(`${openid} ${key}`, { requestHash: requestHash ?? '', claimId });
  return { verdict: 'CLAIMED', claimId, value };
}
