import { cardErrorOf } from '../core/errors.ts';
import { KqCardsClaim, type KqCardsClaimVariables } from '../generated/documents.ts';
import type { Graphql } from '../transport/create-urql.ts';
import type { ClaimAllItem, ClaimAllOptions, ClaimAllResult, ClaimResult, Client } from '../types.ts';
import type { ClaimSteps } from './claim-steps.ts';

/** Servers take so many claims with one call. */
export const MOST_CLAIMS = 10;

type Wish = ClaimAllItem & {
  resolve: (claim: ClaimResult | Promise<ClaimResult>) => void;
  reject: (reason: unknown) => void;
};

/** Claims of several cards by few requests. Each has the key of its own wish, as if it were claimed alone. */
export function createClaimAll(graphql: Graphql, claims: ClaimSteps): Pick<Client, 'claimAll'> {
  const { running } = claims;

  /** The answer of a wish that is going to be sent. Until then nobody else sends it. */
  function promiseOf(item: ClaimAllItem, wishes: Wish[]): Promise<ClaimResult> {
    const answer = new Promise<ClaimResult>((resolve, reject) => wishes.push({ ...item, resolve, reject }));
    const forget = (): unknown => running.delete(item.cardId);
    running.set(item.cardId, answer);
    answer.then(forget, forget);
    return answer;
  }

  return {
    async claimAll(items, options = {}) {
      const wishes: Wish[] = [];
      const results = items.map((item) => resultOf(item.cardId, running.get(item.cardId) || promiseOf(item, wishes)));
      while (wishes.length) await send(wishes.splice(0, MOST_CLAIMS), options, graphql, claims);
      return Promise.all(results);
    },
  };
}

const resultOf = (cardId: string, answer: Promise<ClaimResult>): Promise<ClaimAllResult> =>
  answer.then(
    (claim) => ({ cardId, claim, error: null }),
    (thrown: unknown) => ({ cardId, claim: null, error: cardErrorOf(thrown) }),
  );

/** One request. A card whose ticket can not be had fails alone. */
async function send(
  wishes: readonly Wish[],
  options: ClaimAllOptions,
  graphql: Graphql,
  claims: ClaimSteps,
): Promise<void> {
  const inputs: KqCardsClaimVariables['input']['claims'][number][] = [];
  const sent: Wish[] = [];
  await Promise.all(
    wishes.map(async (wish) => {
      try {
        const { cardId, cardExt } = wish;
        inputs.push(await claims.inputOf(cardId, { ...options, cardExt }));
        sent.push(wish);
      } catch (thrown) {
        wish.reject(thrown);
      }
    }),
  );
  const [first] = inputs;
  if (!first) return;
  try {
    // Each claim has a key of its own, so that of the call says nothing.
    const input = { claims: inputs, idempotencyKey: first.idempotencyKey || '' };
    const { data, requestId } = await graphql.ask(KqCardsClaim, { input });
    const { results, userErrors } = data.cardsClaim;
    sent.forEach((wish, place) => {
      const answer = results[place] || { claim: null, userErrors };
      const [error] = answer.userErrors;
      const { cardId, cardExt } = wish;
      // What the server wants beside the claim of one card is no affair of the others.
      if (error && ('challenge' in error || error.field.indexOf('pageTicket') > 0))
        wish.resolve(claims.run(cardId, { ...options, cardExt }));
      else settle(wish, () => claims.take(cardId, answer, requestId, {}));
    });
  } catch (thrown) {
    sent.forEach(({ reject }) => reject(thrown));
  }
}

function settle({ resolve, reject }: Wish, take: () => ClaimResult): void {
  try {
    resolve(take());
  } catch (thrown) {
    reject(thrown);
  }
}
