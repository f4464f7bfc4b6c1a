import type { Clock } from '../core/clock.ts';
import { CardError } from '../core/errors.ts';
import { KqCode, KqCodeDelete, KqWallet } from '../generated/documents.ts';
import type { Graphql } from '../transport/create-urql.ts';
import type { Client } from '../types.ts';

export type Wallet = Pick<Client, 'wallet' | 'code' | 'deleteCode'>;

/** The codes of the user of this page. */
export const createWallet = (graphql: Graphql, clock: Clock): Wallet => ({
  async wallet({ states = null, first = null, after = null } = {}) {
    const { data } = await graphql.ask(KqWallet, { state: states, first, after });
    // Who asks without being a user is refused before.
    if (!data.me) throw new CardError('UNAUTHENTICATED');
    const { nodes, pageInfo } = data.me.codes;
    return { codes: nodes, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
  },
  async code({ cardId = null, value }) {
    const askedAt = Date.now();
    const { data } = await graphql.ask(KqCode, { cardId, value });
    const code = data.me && data.me.code;
    if (code && code.rotating) clock.learn(code.rotating.serverTime, askedAt);
    return code;
  },
  async deleteCode({ cardId, value }) {
    const { data, requestId } = await graphql.ask(KqCodeDelete, { input: { cardId, value } });
    const [refusal] = data.codeDelete.userErrors;
    if (refusal) throw new CardError(refusal.code, { ...refusal, requestId, fields: refusal });
  },
});
