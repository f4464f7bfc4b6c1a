import { may } from '../../domain/kit/access.ts';
import type { Scope } from '../../domain/kit/actor.ts';
import type { GraphqlContext } from '../context.ts';

/** What a field grants whose object is the answer of the caller's own write: the rows next to it are part of the answer. */
export const OWN_ANSWER = 'own-answer';

/** For descriptions of relations of rows that writes answer with. */
export const needsUnlessOwn = (scope: Scope): string =>
  `Needs \`${scope}\`; open on a user’s own row, and in the answer of one’s own write.`;

/**
 * What a relation asks of its caller. A scope opens its own rows and not those next to them: a key that reads claims
 * reads no codes. Users follow relations from what is theirs, and whoever writes reads what the write answers with.
 */
export const relationScopes =
  (scope: Scope) =>
  ({ openid }: { openid: string }, _args: unknown, { domain: { actor } }: GraphqlContext) =>
    // What the actor alone decides is decided here: the plugin would walk a map of scopes for each row of a list.
    (actor.kind === 'user' && actor.openid === openid) || may(actor, scope) || { $granted: OWN_ANSWER };
