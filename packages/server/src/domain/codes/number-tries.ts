import type { Actor } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';
import { withinTries } from '../kit/tries.ts';
import type { CodeReference } from './code.queries.ts';
import { findCode, type ShownCode } from './shown-code.queries.ts';

/** Far more than are mistyped at a till in 15 minutes, far less than it takes to find a number that is good. */
const MOST_WRONG_NUMBERS = 100;

/**
 * Who may try only so many numbers that are none: staff, who could else find those of unused codes by trying, and users,
 * who could else fill the records. Programs and people who may list all codes gain nothing by it.
 */
function guesserOf(actor: Actor): string | null {
  if (actor.kind === 'user') return `user:${actor.openid}`;
  return actor.kind === 'person' && actor.role === 'STAFF' ? `person:${actor.id}` : null;
}

/** Runs a call that names a number. Throws ThrottledError to whoever has named too many wrong ones. */
export async function withinNumberTries<T>(
  ctx: DomainContext,
  work: () => Promise<T>,
  isWrong: (outcome: PromiseSettledResult<T>) => boolean,
): Promise<T> {
  const who = guesserOf(ctx.actor);
  return who === null ? work() : withinTries(ctx, { at: 'number', who, most: MOST_WRONG_NUMBERS }, { work, isWrong });
}

/** As {@link findCode}, for who types or scans a number. Throws ThrottledError to staff who have tried too many. */
export const lookUpCode = (ctx: DomainContext, reference: CodeReference): Promise<ShownCode | null> =>
  withinNumberTries(
    ctx,
    () => findCode(ctx, reference),
    (outcome) => outcome.status === 'fulfilled' && outcome.value === null,
  );
