import type { Attempts } from '../core/attempts.ts';
import type { Clock } from '../core/clock.ts';
import { CardError } from '../core/errors.ts';
import { KqCardClaim, KqClaimById, KqClaimContext } from '../generated/documents.ts';
import type { Graphql } from '../transport/create-urql.ts';
import type { Claim, ClaimContext, ClaimOptions, ClaimResult, Client, OnChallenge } from '../types.ts';
import { createClaimAll } from './claim-all.ts';
import type { ClaimSteps } from './claim-steps.ts';

export type Claims = Pick<Client, 'claim' | 'claimAll' | 'claimContext'> & {
  find: (claimId: string) => Promise<Claim | null>;
};

/** Servers take a ticket for five minutes. */
const TICKET_MS = 240_000;

/** Claims of the user of this page. */
export function createClaims(graphql: Graphql, attempts: Attempts, clock: Clock, onChallenge?: OnChallenge): Claims {
  const tickets = new Map<string, { pageTicket: string; at: number }>();
  const running = new Map<string, Promise<ClaimResult>>();

  async function claimContext(cardId: string): Promise<ClaimContext | null> {
    const at = Date.now();
    const { data } = await graphql.ask(KqClaimContext, { cardId });
    const context = data.claimContext;
    if (context) {
      clock.learn(context.serverTime, at);
      tickets.set(cardId, { pageTicket: context.pageTicket, at });
    }
    return context;
  }

  async function ticketOf(cardId: string): Promise<string | null> {
    const { pageTicket, at } = tickets.get(cardId) || { pageTicket: null, at: 0 };
    if (Date.now() - at < TICKET_MS) return pageTicket;
    const context = await claimContext(cardId);
    return context && context.pageTicket;
  }

  const inputOf: ClaimSteps['inputOf'] = async (cardId, { idempotencyKey, channel, cardExt, placementToken }) => ({
    pageTicket: await ticketOf(cardId),
    cardId,
    outerStr: channel,
    cardExt,
    placementToken,
    idempotencyKey: idempotencyKey || attempts.open(cardId),
  });

  const take: ClaimSteps['take'] = (cardId, { claim, userErrors }, requestId, { idempotencyKey }) => {
    const { code, ...fields } = userErrors[0] || { code: '', retryable: false };
    // A refusal that passes by itself is no answer yet: the next try is the same attempt.
    if (!idempotencyKey && !fields.retryable) attempts.close(cardId);
    if (claim) return claim;
    throw new CardError(code, { ...fields, requestId, fields });
  };

  /** What the server wants beside the claim is brought, and the claim goes on with the same key. */
  async function run(cardId: string, options: ClaimOptions, more = {}, tries = 3): Promise<ClaimResult> {
    const { data, requestId } = await graphql.ask(KqCardClaim, {
      input: { ...(await inputOf(cardId, options)), ...more },
    });
    const { cardClaim } = data;
    const [error] = cardClaim.userErrors;
    if (error && tries) {
      const ask = (pass?: OnChallenge) => pass && 'challenge' in error && pass(error.challenge);
      const token = ask(options.onChallenge) || ask(onChallenge);
      if (token) return run(cardId, options, { challengeToken: await token }, tries - 1);
      if (error.field[0] === 'pageTicket' && tickets.delete(cardId)) return run(cardId, options, more, tries - 1);
    }
    return take(cardId, cardClaim, requestId, options);
  }

  return {
    claimContext,
    claim(cardId, options = {}) {
      const result = running.get(cardId) || run(cardId, options).finally(() => running.delete(cardId));
      running.set(cardId, result);
      return result;
    },
    find: async (id) => (await graphql.ask(KqClaimById, { id })).data.claim,
    ...createClaimAll(graphql, { inputOf, take, running, run }),
  };
}
