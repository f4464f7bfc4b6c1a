import { merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';

/**
 * Who owns the actor's merchant: the first that may sign in; a disabled one where there is no other. For the seeding of
 * the sandbox.
 */
export async function findOwner(ctx: DomainContext): Promise<{ personId: string; isDisabled: boolean } | null> {
  const owners = await clientOf(ctx).personRole.findMany({
    where: { merchantId: merchantIdOf(ctx), role: 'OWNER', storeIds: { isEmpty: true } },
    select: { personId: true, person: { select: { disabledAt: true } } },
    orderBy: { createdAt: 'asc' },
  });
  const found = owners.find(({ person }) => person.disabledAt === null) ?? owners[0];
  return found === undefined ? null : { personId: found.personId, isDisabled: found.person.disabledAt !== null };
}
