import type { ReadyRedemption, RedemptionVerdict } from '../../src/domain/redemptions/commit-redemptions.store.ts';

/** A code as the model of a commit sees it. */
export type ModelCode = {
  id: string;
  value: string;
  cardId: string;
  openid: string;
  row: string;
  status: ReadyRedemption['from'];
};

export type Model = {
  cards: Map<string, { id: string; row: string; useLimit: number }>;
  codes: Map<string, ModelCode>;
  /** By card and user. */
  useCounts: Map<string, number>;
  /** How often each code was redeemed. */
  redeemed: Map<string, number>;
  /** Kept answers, by scope and key. */
  answers: Map<string, { requestHash: string; redemptionId: string }>;
};

export type Expected = Pick<RedemptionVerdict, 'verdict' | 'redemptionId'>;

/** The plainest telling of what a batch does: one order after another, in memory. */
export function commitInModel(model: Model, orders: readonly ReadyRedemption[]): Expected[] {
  const seen = new Set<string>();
  const kept = new Map(model.answers);
  return orders.map((order) => {
    const isShared = meets(seen, order);
    const answer = order.key === null ? undefined : kept.get(keyOf(order));
    if (answer && answer.requestHash !== order.requestHash) return told('KEY_REUSED');
    if (answer) return { verdict: 'REPLAYED', redemptionId: answer.redemptionId };
    if (isShared) return told('WAIT');
    return isChanged(model, order) ? told('CHANGED') : use(model, order);
  });
}

const told = (verdict: RedemptionVerdict['verdict']): Expected => ({ verdict, redemptionId: null });

const keyOf = ({ scope, key }: ReadyRedemption): string => `${scope} ${key}`;

/** Whether an earlier order of the batch has the same code or the same key. */
function meets(seen: Set<string>, order: ReadyRedemption): boolean {
  const marks = [`code ${order.codeId}`, ...(order.key === null ? [] : [`key ${keyOf(order)}`])];
  const isShared = marks.some((mark) => seen.has(mark));
  for (const mark of marks) seen.add(mark);
  return isShared;
}

function isChanged({ codes, cards }: Model, { codeId, codeRow, cardId, cardRow, from }: ReadyRedemption): boolean {
  const [code, card] = [codes.get(codeId), cards.get(cardId)];
  const isOther = (row: string | null, known: string | undefined): boolean => row !== null && row !== known;
  return code?.status !== from || isOther(codeRow, code.row) || isOther(cardRow, card?.row);
}

function use(model: Model, order: ReadyRedemption): Expected {
  const { codeId, cardId, openid, useLimit, redemptionId, requestHash } = order;
  const user = `${cardId} ${openid}`;
  const used = model.useCounts.get(user) ?? 0;
  if (used >= useLimit) return told('LIMIT_REACHED');
  model.useCounts.set(user, used + 1);
  model.redeemed.set(codeId, (model.redeemed.get(codeId) ?? 0) + 1);
  const code = model.codes.get(codeId);
  if (code) code.status = 'CONSUMED';
  if (order.key !== null) model.answers.set(keyOf(order), { requestHash: requestHash ?? '', redemptionId });
  return { verdict: 'REDEEMED', redemptionId };
}
