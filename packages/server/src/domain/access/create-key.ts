import type { ApiKey } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { hashToken } from '../kit/secrets.ts';
import { inTransaction } from '../kit/transaction.ts';
import { merchantOf } from '../merchants/index.ts';
import { INSTALLATION } from './installation.rules.ts';
import { boundsOf } from './key-bounds.queries.ts';
import { assertWithinBounds } from './key-bounds.rules.ts';
import { assertKeyDraft, assertMayGrantKey, newKeyText, type KeyDraft } from './key.rules.ts';

/**
 * Makes a key (graphql.md §1). `secret` is the key itself: shown this once, kept as a hash.
 * @throws InvalidInputError; NotFoundError for a store that is not the merchant's; NotAllowedError: more scopes, stores,
 * addresses, life or budget than the creator has, or a `_test_` key of a merchant that is no sandbox
 */
export async function createKey(ctx: DomainContext, draft: KeyDraft): Promise<{ key: ApiKey; secret: string }> {
  assertMay(ctx, 'keys:write');
  assertKeyDraft(draft, ctx.now());
  const { kind, isTest, scopes = [], storeIds = [], ipAllowList = [] } = draft;
  assertMayGrantKey(ctx.actor, { kind, scopes, storeIds }, draft.costPerSecond);
  assertWithinBounds(await boundsOf(ctx), { ipAllowList, expiresAt: draft.expiresAt ?? null });
  await assertTestStage(ctx, draft);
  const secret = newKeyText(kind, isTest, ctx.random);
  const merchantId = kind === 'OPERATOR' ? null : merchantIdOf(ctx);
  const key = await inTransaction(ctx, async (tx) => {
    await ctx.ports.access.assertStores({ ...ctx, tx }, storeIds);
    const row = await tx.apiKey.create({
      data: {
        id: ctx.newId('key'),
        merchantId,
        kind,
        hash: hashToken(secret),
        hint: secret.slice(-4),
        name: draft.name.trim(),
        isTest,
        scopes: [...new Set(scopes)],
        storeIds: [...new Set(storeIds)],
        ipAllowList: [...new Set(ipAllowList)],
        costPerSecond: draft.costPerSecond ?? null,
        expiresAt: draft.expiresAt ?? null,
        createdAt: ctx.now(),
      },
    });
    const data = { keyId: row.id, kind };
    await announce(tx, ctx, { type: 'key.created', merchantId: merchantId ?? INSTALLATION, data });
    return row;
  });
  return { key, secret };
}

async function assertTestStage(ctx: DomainContext, { isTest }: KeyDraft): Promise<void> {
  if (!isTest) return;
  const { isSandbox } = await merchantOf(ctx);
  if (!isSandbox) throw new NotAllowedError('Only sandbox merchants have _test_ keys', { field: ['isTest'] });
}
