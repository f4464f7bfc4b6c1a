import type { Prisma, WebhookEndpoint } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { insertEndpoint } from './create-endpoint.ts';
import { endpointRevived } from './endpoint-health.store.ts';
import { assertDraft, assertMaySetUp, rightsOf } from './endpoint-draft.ts';
import type { EndpointDraft } from './endpoint-draft.rules.ts';
import { HandshakeFailedError } from './weixin-push.errors.ts';
import type { PushMode } from './weixin-push.ports.ts';
import { findWeixinPush, pushSecretsOf } from './weixin-push.queries.ts';
import { assertPushSecrets, type PushSecrets, writePushSecrets } from './weixin-push.rules.ts';

// house: no access check, because assertMaySetUp makes it.

export type WeixinPushInput = {
  /** The callback address. */
  url: string;
  mode: PushMode;
  /** False: events wait until it is on again. */
  isOn: boolean;
  /** Absent: the one that was set before. */
  token?: string | null | undefined;
  /** Absent: the one that was set before. */
  encodingAesKey?: string | null | undefined;
};

type Draft = { url: string; mode: PushMode; isOn: boolean; secrets: PushSecrets };

const HANDSHAKE_MS = 5_000;
/** XML has no shape to choose, and the platform decides of what there is a push. */
const FIXED = { name: 'Weixin push', types: [], document: null, variables: null };

/**
 * Sets where a merchant's events are pushed to as the platform pushes them (contract §10). To be on, the address has to
 * answer the handshake. Token and key are kept sealed and never shown again.
 * @throws NotAllowedError, InvalidInputError, HandshakeFailedError
 */
export async function setWeixinPush(ctx: DomainContext, input: WeixinPushInput): Promise<WebhookEndpoint> {
  assertMaySetUp(ctx);
  const draft = draftOf(ctx, await findWeixinPush(ctx), input);
  assertPushSecrets(draft.secrets, draft.mode);
  assertDraft(ctx, { ...FIXED, url: draft.url });
  if (draft.isOn) await shakeHands(ctx, draft);
  return inTransaction(ctx, (tx) => write(tx, { ...ctx, tx }, draft));
}

function draftOf(ctx: DomainContext, known: WebhookEndpoint | null, input: WeixinPushInput): Draft {
  const kept = known === null ? null : pushSecretsOf(ctx, known);
  const { url, mode, isOn } = input;
  const token = input.token || (kept?.token ?? '');
  const encodingAesKey = input.encodingAesKey || (kept?.encodingAesKey ?? null);
  return { url, mode, isOn, secrets: { token, encodingAesKey } };
}

/** Before anything is written: no transaction waits for somebody else's server. */
async function shakeHands(ctx: DomainContext, { url, secrets: { token } }: Draft): Promise<void> {
  const { weixinPush, webhooks } = ctx.ports;
  const asked = weixinPush.handshakeOf({ url, token }, { at: ctx.now(), random: ctx.random });
  const { signal } = new AbortController();
  const sending = { url: asked.url, method: 'GET', headers: {}, body: '', timeoutMs: HANDSHAKE_MS, signal } as const;
  const answer = await webhooks.sender.send(sending);
  if (answer.fault !== null || answer.statusCode !== 200 || answer.head.trim() !== asked.echo)
    throw new HandshakeFailedError(answer);
}

/** Under the merchant's lock: of two who set it first at once, the second changes what the first made. */
async function write(tx: Tx, ctx: DomainContext, draft: Draft): Promise<WebhookEndpoint> {
  await tx.$queryRaw`SELECT "id" FROM "Merchant" WHERE "id" = ${merchantIdOf(ctx)} FOR NO KEY UPDATE`;
  const known = await findWeixinPush(ctx);
  const { id } = known ?? (await insert(tx, ctx, draft));
  const status = draft.isOn ? 'ACTIVE' : 'PAUSED';
  const endpoint = await tx.webhookEndpoint.update({ where: { id }, data: { ...columnsOf(ctx, draft), status } });
  if (known && draft.isOn) await endpointRevived(tx, ctx, id);
  const fields = ['url', 'mode', 'status'];
  if (known) await announce(tx, ctx, { type: 'webhook_endpoint.updated', data: { endpointId: id, fields } });
  return endpoint;
}

const insert = (tx: Tx, ctx: DomainContext, { url, mode, secrets }: Draft): Promise<WebhookEndpoint> => {
  const draft: EndpointDraft = { ...FIXED, url };
  return insertEndpoint(tx, ctx, { ...draft, format: 'WEIXIN', secret: writePushSecrets(secrets), settings: { mode } });
};

/** Set anew it begins without a past of failures. */
const columnsOf = (ctx: DomainContext, { url, mode, secrets }: Draft) =>
  ({
    url,
    settings: { mode },
    secretCiphertext: ctx.secrets.seal('webhook-secret', writePushSecrets(secrets)),
    ...rightsOf(ctx),
    disabledReason: null,
    failureCount: 0,
    failingSince: null,
    probeAt: null,
    pauseSeconds: 0,
    version: { increment: 1 },
    updatedAt: ctx.now(),
  }) satisfies Prisma.WebhookEndpointUpdateInput;
