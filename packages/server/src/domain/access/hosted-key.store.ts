import type { ApiKey, Merchant } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import type { Root } from './identity.rules.ts';
import { newKeyText } from './key.rules.ts';

const NAME = 'Hosted pages';
const MOST_LOOKED_AT = 20;

export type HostingMerchant = Pick<Merchant, 'id' | 'isSandbox'>;
type Version = { merchantId: string; isTest: boolean; version: number };

/**
 * The text of a hosted key. Keys are kept as hashes only, and a page must hold this one, so it is derived from the
 * master key each time instead of being drawn once.
 */
export function hostedKeyText({ secrets }: Pick<Root, 'secrets'>, { merchantId, isTest, version }: Version): string {
  let round = 0;
  const bytes = (count: number): Buffer => secrets.derive('hosted-key', `${merchantId}/${version}/${round++}`, count);
  return newKeyText('PUBLISHABLE', isTest, bytes);
}

/** The hosted keys of a merchant, newest first: revoked ones too. */
export const hostedKeysOf = (client: Tx, merchantId: string): Promise<ApiKey[]> =>
  client.apiKey.findMany({
    where: { merchantId, hostedVersion: { not: null } },
    orderBy: { hostedVersion: 'desc' },
    take: MOST_LOOKED_AT,
  });

/** Writes the row of a version. Of two that write the same one at once, one does. */
export async function insertHostedKey(
  tx: Tx,
  ctx: DomainContext,
  { merchant, version }: { merchant: HostingMerchant; version: number },
): Promise<void> {
  const { id: merchantId, isSandbox: isTest } = merchant;
  const text = hostedKeyText(ctx, { merchantId, isTest, version });
  const row = {
    id: ctx.newId('key'),
    merchantId,
    kind: 'PUBLISHABLE',
    hash: hashToken(text),
    hint: text.slice(-4),
    name: NAME,
    isTest,
    hostedVersion: version,
    createdAt: ctx.now(),
  } as const;
  const { count } = await tx.apiKey.createMany({ data: [row], skipDuplicates: true });
  if (count === 1)
    await announce(tx, ctx, { type: 'key.created', merchantId, data: { keyId: row.id, kind: row.kind } });
}
