import { Prisma, type WebhookEndpoint } from '../../generated/prisma/client.ts';
import { announce, latestSequences } from '../events/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { MOST_ENDPOINTS } from './endpoint.queries.ts';
import { assertDraft, assertMaySetUp, rightsOf } from './endpoint-draft.ts';
import type { EndpointDraft } from './endpoint-draft.rules.ts';
import { secretText } from './standard-signature.rules.ts';

// house: no access check, because assertMaySetUp and insertEndpoint's callers make it.

const SECRET_BYTES = 32;

/**
 * Makes an endpoint that hears of what happens from now on. `secret` is the key of its signatures: shown this once,
 * kept encrypted.
 * @throws NotAllowedError, InvalidInputError
 */
export async function createEndpoint(
  ctx: DomainContext,
  draft: EndpointDraft,
): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
  assertMaySetUp(ctx);
  assertDraft(ctx, draft);
  const secret = newSecret(ctx);
  const endpoint = await inTransaction(ctx, (tx) => insertEndpoint(tx, ctx, { ...draft, format: 'JSON', secret }));
  return { endpoint, secret };
}

/** A new secret of JSON endpoints. */
export const newSecret = ({ random }: DomainContext): string => secretText(random(SECRET_BYTES));

export type NewEndpoint = EndpointDraft & {
  format: WebhookEndpoint['format'];
  /** Sealed before it is stored. */
  secret: string;
  settings?: Prisma.JsonObject;
};

/** Inserts an endpoint of any format, which was checked. @throws NotAllowedError above the limit */
export async function insertEndpoint(tx: Tx, ctx: DomainContext, draft: NewEndpoint): Promise<WebhookEndpoint> {
  const merchantId = merchantIdOf(ctx);
  // Under the merchant's lock: two who add the last one at once see each other.
  await tx.$queryRaw`SELECT "id" FROM "Merchant" WHERE "id" = ${merchantId} FOR NO KEY UPDATE`;
  const count = await tx.webhookEndpoint.count({ where: { merchantId, deletedAt: null } });
  if (count >= MOST_ENDPOINTS) throw new NotAllowedError(`A merchant has at most ${MOST_ENDPOINTS} endpoints`);
  const { name, url, types, document, variables, format, secret, settings } = draft;
  const now = ctx.now();
  const endpoint = await tx.webhookEndpoint.create({
    data: {
      id: ctx.newId('whe'),
      merchantId,
      format,
      name: name.trim(),
      url,
      types: [...new Set(types)],
      document,
      variables: variables ?? Prisma.DbNull,
      ...rightsOf(ctx),
      secretCiphertext: ctx.secrets.seal('webhook-secret', secret),
      settings: settings ?? Prisma.DbNull,
      lastSequence: (await latestSequences(tx, [merchantId])).get(merchantId) ?? 0n,
      createdAt: now,
      updatedAt: now,
    },
  });
  await announce(tx, ctx, { type: 'webhook_endpoint.created', data: { endpointId: endpoint.id, format } });
  return endpoint;
}
