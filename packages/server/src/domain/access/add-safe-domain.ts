import type { SafeDomain } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { dropLookups } from './lookups.ts';
import { normalizeSafeDomain, type SafeDomainEntry } from './safe-domain.rules.ts';

const MOST_DOMAINS = 100;

/**
 * Lets the merchant's publishable keys be used from one more place: a host, a mini program or an app.
 * Adding a place again gives the row that is there.
 * @throws InvalidInputError, NotAllowedError
 */
export async function addSafeDomain(ctx: DomainContext, entry: SafeDomainEntry): Promise<SafeDomain> {
  assertMay(ctx, 'keys:write');
  const place = { merchantId: merchantIdOf(ctx), kind: entry.kind, value: normalizeSafeDomain(entry) };
  const domain = await inTransaction(ctx, async (tx) => {
    const known = await tx.safeDomain.count({ where: { merchantId: place.merchantId } });
    if (known >= MOST_DOMAINS)
      throw new InvalidInputError(['value'], `At most ${MOST_DOMAINS} safe places`, 'TOO_LONG');
    const row = { ...place, id: ctx.newId('dom'), createdAt: ctx.now() };
    const { count } = await tx.safeDomain.createMany({ data: [row], skipDuplicates: true });
    if (count === 1)
      await announce(tx, ctx, { type: 'safe_domain.added', data: { kind: place.kind, value: place.value } });
    return tx.safeDomain.findUniqueOrThrow({ where: { merchantId_kind_value: place } });
  });
  dropLookups(ctx);
  return domain;
}
