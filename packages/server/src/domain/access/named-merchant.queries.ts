import { findMerchantByAppId } from '../merchants/index.ts';
import { ForbiddenError } from './access.errors.ts';
import type { RequestFacts, Root } from './identity.rules.ts';

/** The merchant of `X-Kaquan-Merchant`; null when the header was not sent. Throws ForbiddenError for an unknown one. */
export async function namedMerchantId(root: Root, { merchantAppId }: RequestFacts): Promise<string | null> {
  if (merchantAppId === null) return null;
  const merchant = await findMerchantByAppId(root, merchantAppId);
  if (!merchant) throw new ForbiddenError('MERCHANT_UNKNOWN');
  return merchant.id;
}
