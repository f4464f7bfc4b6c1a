import { clientOf, type DomainContext } from '../kit/context.ts';
import { type KeyBounds, UNBOUND } from './key-bounds.rules.ts';

/** What binds the credential that acts; people who signed in are bound by their session, which hands out no key's life. */
export async function boundsOf(ctx: DomainContext): Promise<KeyBounds> {
  const { actor } = ctx;
  if (actor.kind !== 'secretKey' && actor.kind !== 'operator') return UNBOUND;
  const select = { ipAllowList: true, expiresAt: true } as const;
  return (await clientOf(ctx).apiKey.findUnique({ where: { id: actor.id }, select })) ?? UNBOUND;
}
