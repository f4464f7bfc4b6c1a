import type { Merchant } from '../../generated/prisma/client.ts';
import { merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { NotFoundError, PermissionMissingError } from '../kit/errors.ts';
import type { PermissionName } from './merchant.rules.ts';

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

/** What a call without the permission answers at the Weixin door (contract §12.2). */
const PERMISSION_NUMBERS = {
  CHECKOUT: 43008,
  CUSTOM_CODE: 43009,
  STORED_VALUE: 43010,
  JSAPI: 48001,
} satisfies Record<PermissionName, number>;

/** Throws {@link PermissionMissingError} unless the permission is granted to the actor's merchant (M3). */
export async function assertPermission(
  ctx: Reading & Pick<DomainContext, 'actor'>,
  permission: PermissionName,
): Promise<void> {
  const merchantId = merchantIdOf(ctx);
  const granted = await clientOf(ctx).merchantPermissionGrant.findUnique({
    where: { merchantId_permission: { merchantId, permission } },
  });
  if (!granted) throw new PermissionMissingError(permission, PERMISSION_NUMBERS[permission]);
}

/** Merchants by their ids, for who has been shown what names them. */
export async function merchantsByIds(ctx: Reading, ids: readonly string[]): Promise<Map<string, Merchant>> {
  const merchants = await clientOf(ctx).merchant.findMany({ where: { id: { in: [...ids] } } });
  return new Map(merchants.map((merchant) => [merchant.id, merchant]));
}
