import type { ClaimChallenge } from '../../generated/prisma/client.ts';
import { lookUp } from '../access/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { readsOf } from '../kit/reads.ts';

/** What a merchant asks of users who claim its cards. */
export type ClaimGuards = { requiresPageTicket: boolean; claimChallenge: ClaimChallenge };

/** Kept for a few seconds by each process. Throws NotFoundError. */
export async function claimGuardsOf(ctx: DomainContext): Promise<ClaimGuards> {
  const id = merchantIdOf(ctx);
  const select = { requiresPageTicket: true, claimChallenge: true } as const;
  const guards = await lookUp(ctx, `claim-guards ${id}`, () =>
    readsOf(ctx).merchant.findFirst({ where: { id }, select }),
  );
  if (guards === null) throw new NotFoundError('merchant', []);
  return guards;
}
