import type { ApiKey } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { visibleKeys } from './key.access.ts';

const MOST_KEYS = 200;

/** A key without what could tell it to somebody: neither the key nor its hash. */
export type ListedKey = Omit<ApiKey, 'hash'>;

/** The newest 200 keys of the merchant (of the installation, for an operator who names none). */
export function listKeys(ctx: DomainContext): Promise<ListedKey[]> {
  return clientOf(ctx).apiKey.findMany({
    where: visibleKeys(ctx),
    omit: { hash: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_KEYS,
  });
}
