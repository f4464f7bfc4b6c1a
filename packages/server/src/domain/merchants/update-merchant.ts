import type { ClaimChallenge, Merchant } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { merchantOf } from './merchant.queries.ts';
import { assertLoginUrl, normalizeImageHosts } from './merchant.rules.ts';

/** What changes; what is absent stays. */
export type MerchantChanges = {
  /** Null: users are not known by a login of the merchant's any more. */
  loginUrl?: string | null | undefined;
  imageHosts?: readonly string[] | null | undefined;
  /** Whether users' claims bring a fresh ticket of their page. */
  requiresPageTicket?: boolean | null | undefined;
  /** When users' claims have to pass a challenge. */
  claimChallenge?: ClaimChallenge | null | undefined;
};

/**
 * Changes how the merchant's users are known (W8), whose images its cards may show (C11), and what its pages have to
 * show before users claim. All decide whom pages trust, so who may hand out keys may change them.
 * @throws InvalidInputError, NotAllowedError, NotFoundError
 */
export async function updateMerchant(ctx: DomainContext, changes: MerchantChanges): Promise<Merchant> {
  assertMay(ctx, 'keys:write');
  const updated = await inTransaction(ctx, async (tx) => {
    const merchant = await merchantOf({ ...ctx, tx });
    const data = dataOf(changes, merchant);
    const fields = Object.keys(data);
    if (fields.length === 0) return merchant;
    await announce(tx, ctx, { type: 'merchant.updated', data: { fields } });
    return tx.merchant.update({ where: { id: merchant.id }, data: { ...data, updatedAt: ctx.now() } });
  });
  // What is kept of a merchant holds its guards and login: here they change at once, elsewhere within two seconds.
  ctx.ports.access.lookups?.drop();
  return updated;
}

type Data = {
  loginUrl?: string | null;
  imageHosts?: string[];
  requiresPageTicket?: boolean;
  claimChallenge?: ClaimChallenge;
};

/** Only what differs: saying the same again is no change. */
function dataOf({ loginUrl, imageHosts, ...guards }: MerchantChanges, merchant: Merchant): Data {
  const data: Data = {};
  const { requiresPageTicket, claimChallenge } = guards;
  if (requiresPageTicket != null && requiresPageTicket !== merchant.requiresPageTicket)
    data.requiresPageTicket = requiresPageTicket;
  if (claimChallenge != null && claimChallenge !== merchant.claimChallenge) data.claimChallenge = claimChallenge;
  if (loginUrl !== undefined) {
    if (loginUrl !== null) assertLoginUrl(loginUrl, merchant);
    if (loginUrl !== merchant.loginUrl) data.loginUrl = loginUrl;
  }
  const hosts = imageHosts == null ? merchant.imageHosts : normalizeImageHosts(imageHosts);
  if (hosts.join() !== merchant.imageHosts.join()) data.imageHosts = hosts;
  return data;
}
