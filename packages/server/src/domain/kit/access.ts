import { scopesOf, type Actor, type Scope } from './actor.ts';
import type { DomainContext } from './context.ts';
import { NotAllowedError } from './errors.ts';

export const may = (actor: Actor, scope: Scope): boolean => scopesOf(actor).includes(scope);

/** Throws {@link NotAllowedError} when the actor lacks the scope. The first line of every verb. */
export function assertMay(ctx: Pick<DomainContext, 'actor'>, scope: Scope): void {
  if (!may(ctx.actor, scope)) throw new NotAllowedError(`This credential lacks the scope ${scope}`, { scope });
}

/** The tenant that the actor acts in. Every query and every row carries it. */
export function merchantIdOf(ctx: Pick<DomainContext, 'actor'>): string {
  const { actor } = ctx;
  const merchantId = actor.kind === 'system' ? null : actor.merchantId;
  if (merchantId === null) throw new NotAllowedError('Name the merchant in X-Kaquan-Merchant');
  return merchantId;
}

/** Id under which an actor is put on record; null for the system. */
export const actorIdOf = (actor: Actor): string | null => (actor.kind === 'system' ? null : actor.id);
