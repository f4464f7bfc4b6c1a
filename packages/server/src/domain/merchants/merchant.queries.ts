import type { Merchant } from '../../generated/prisma/client.ts';
import { merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';

const APP_ID = /^wx[0-9a-z]{16}$/;

type Reading = Pick<DomainContext, 'prisma' | 'tx'>;

/** For doors that are about to find out who calls: an appId is public. */
export async function findMerchantByAppId(ctx: Reading, appId: string): Promise<Merchant | null> {
  if (!APP_ID.test(appId)) return null;
  return clientOf(ctx).merchant.findUnique({ where: { appId } });
}

/** The merchant that was made under this name by a seeding. */
export const findSeededMerchant = (ctx: Reading, seedName: string): Promise<Merchant | null> =>
  clientOf(ctx).merchant.findUnique({ where: { seedName } });

/**
 * The merchant that the actor acts in.
 * @throws NotAllowedError when the actor names none, NotFoundError when it is not there
 */
export async function merchantOf(ctx: Reading & Pick<DomainContext, 'actor'>): Promise<Merchant> {
  const merchant = await clientOf(ctx).merchant.findUnique({ where: { id: merchantIdOf(ctx) } });
  if (!merchant) throw new NotFoundError('merchant');
  return merchant;
}

/** Merchants by their ids, for who has been shown what names them. */
export async function merchantsByIds(ctx: Reading, ids: readonly string[]): Promise<Map<string, Merchant>> {
  const merchants = await clientOf(ctx).merchant.findMany({ where: { id: { in: [...ids] } } });
  return new Map(merchants.map((merchant) => [merchant.id, merchant]));
}
