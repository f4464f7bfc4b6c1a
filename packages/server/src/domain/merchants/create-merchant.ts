import type { Merchant } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { actorIdOf, assertMay } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import { inTransaction } from '../kit/transaction.ts';
import { assertMerchantDraft, type MerchantDraft, type PermissionName } from './merchant.rules.ts';

/**
 * Makes an approved merchant (W2). The secret is shown this once; only its hash is kept.
 * Until applications are built (M1), the operator's word is the approval.
 * @throws InvalidInputError, NotAllowedError
 */
export async function createMerchant(
  ctx: DomainContext,
  draft: MerchantDraft,
): Promise<{ merchant: Merchant; appSecret: string }> {
  assertMay(ctx, 'merchants:write');
  assertMerchantDraft(draft);
  const { appSecret = ctx.random(16).toString('hex') } = draft;
  const merchant = await inTransaction(ctx, async (tx) => {
    const row = await insertMerchant(tx, ctx, { draft, appSecretHash: hashToken(appSecret) });
    await grantAll(tx, ctx, { merchantId: row.id, permissions: draft.permissions ?? [] });
    const { id: merchantId, appId, name } = row;
    await announce(tx, ctx, { type: 'merchant.created', merchantId, data: { appId, name } });
    return row;
  });
  return { merchant, appSecret };
}

type NewMerchant = { draft: MerchantDraft; appSecretHash: string };

function insertMerchant(tx: Tx, ctx: DomainContext, { draft, appSecretHash }: NewMerchant): Promise<Merchant> {
  const now = ctx.now();
  return tx.merchant.create({
    data: {
      id: ctx.newId('mer'),
      appId: `wx${ctx.random(8).toString('hex')}`,
      appSecretHash,
      name: draft.name.trim(),
      status: 'APPROVED',
      isSandbox: draft.isSandbox,
      loginUrl: draft.loginUrl ?? null,
      seedName: draft.seedName ?? null,
      requiresPageTicket: draft.requiresPageTicket ?? true,
      createdAt: now,
      updatedAt: now,
      ...(draft.timeZone === undefined ? {} : { timeZone: draft.timeZone }),
    },
  });
}

type Grants = { merchantId: string; permissions: readonly PermissionName[] };

async function grantAll(tx: Tx, ctx: DomainContext, { merchantId, permissions }: Grants): Promise<void> {
  const grant = { merchantId, grantedAt: ctx.now(), grantedBy: actorIdOf(ctx.actor) ?? 'system' };
  const distinct = [...new Set(permissions)];
  await tx.merchantPermissionGrant.createMany({ data: distinct.map((permission) => ({ ...grant, permission })) });
}
