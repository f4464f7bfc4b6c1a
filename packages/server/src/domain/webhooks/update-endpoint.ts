import { Prisma, type WebhookEndpoint } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError, StaleVersionError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { lockEndpoint } from './endpoint.queries.ts';
import { endpointRevived } from './endpoint-health.store.ts';
import { assertDraft, assertMaySetUp, rightsOf } from './endpoint-draft.ts';
import type { EndpointChanges, EndpointDraft } from './endpoint-draft.rules.ts';

// house: no access check, because assertMaySetUp makes it.

export type EndpointUpdate = EndpointChanges & { endpointId: string; expectedVersion?: number | undefined };

const FIELDS = ['name', 'url', 'types', 'document', 'variables', 'status'] as const;

/**
 * Changes an endpoint. What waits is sent by what it says then; made ACTIVE again, it is sent at once what waits, and goes
 * on after the last event that was queued. From now on its document can read what the caller can.
 * @throws NotFoundError, InvalidInputError, StaleVersionError, NotAllowedError
 */
export async function updateEndpoint(ctx: DomainContext, update: EndpointUpdate): Promise<WebhookEndpoint> {
  assertMaySetUp(ctx);
  return inTransaction(ctx, async (tx) => {
    const known = await lockEndpoint(tx, ctx, update.endpointId);
    const { expectedVersion = known.version } = update;
    if (expectedVersion !== known.version) throw new StaleVersionError(known.version);
    const draft = draftOf(known, update);
    if (known.format === 'WEIXIN') assertPlain(update);
    assertDraft(ctx, draft);
    const fields = FIELDS.filter((field) => update[field] !== undefined);
    if (fields.length === 0) return known;
    const changed = await writeChanges(tx, ctx, { known, draft, status: update.status });
    if (changed.status === 'ACTIVE' && known.status !== 'ACTIVE') await endpointRevived(tx, ctx, known.id);
    await announce(tx, ctx, { type: 'webhook_endpoint.updated', data: { endpointId: known.id, fields } });
    return changed;
  });
}

// The column holds what assertDraft let in: an object.
const variablesOf = ({ variables }: WebhookEndpoint) => variables as Prisma.JsonObject | null;

function draftOf(known: WebhookEndpoint, update: EndpointUpdate): EndpointDraft {
  const { name = known.name, url = known.url, types = known.types, document = known.document } = update;
  const kept = document === null ? null : variablesOf(known);
  const { variables = kept } = update;
  return { name, url, types, document, variables };
}

/** The address of a Weixin push is set with its handshake, and its XML has no other shape. */
function assertPlain({ url, document }: EndpointUpdate): void {
  if (url !== undefined) throw new InvalidInputError(['url'], 'Set the Weixin push anew');
  if (document) throw new InvalidInputError(['document'], 'The Weixin push takes no document');
}

type Writing = { known: WebhookEndpoint; draft: EndpointDraft; status: EndpointUpdate['status'] };

function writeChanges(tx: Tx, ctx: DomainContext, { known, draft, status }: Writing) {
  const { types, variables, ...texts } = draft;
  const isRevived = status === 'ACTIVE' && known.status !== 'ACTIVE';
  return tx.webhookEndpoint.update({
    where: { id: known.id },
    data: {
      ...texts,
      name: draft.name.trim(),
      types: [...new Set(types)],
      variables: variables ?? Prisma.DbNull,
      ...rightsOf(ctx),
      ...(status === undefined ? {} : { status, disabledReason: null }),
      ...(isRevived ? { failureCount: 0, failingSince: null, probeAt: null, pauseSeconds: 0 } : {}),
      version: { increment: 1 },
      updatedAt: ctx.now(),
    },
  });
}
