import type { WebhookEndpoint } from '../../generated/prisma/client.ts';
import { eventDataSeenBy } from '../events/index.ts';
import type { DomainContext } from '../kit/context.ts';
import { readerOf } from './endpoint-reader.rules.ts';
import { jsonBody } from './json-body.rules.ts';
import { standardHeaders } from './standard-signature.rules.ts';
import { TEST_EVENT } from './test-event.ts';
import type { FormattedRequest, Formatting, WebhookFormatModule } from './webhook-format.ts';
import type { ShapedEvent } from './webhook.ports.ts';

/** JSON with the signatures of Standard Webhooks. Any 2xx says that the event was received. */
export const jsonFormat: WebhookFormatModule = {
  timeoutMs: 10_000,
  triesAtOnce: 1,
  request: requestOf,
  isReceived: ({ statusCode }) => statusCode !== null && statusCode >= 200 && statusCode < 300,
};

async function requestOf(formatting: Formatting): Promise<FormattedRequest | null> {
  const { root, event, endpoint, at } = formatting;
  const shaped = await shapedBy(formatting);
  if (shaped === 'OTHERS') return null;
  const data = eventDataSeenBy({ actor: readerOf(endpoint) }, event);
  const body = jsonBody({ ...event, data }, shaped);
  const signature = standardHeaders({ id: event.id, at, body }, secretsInForce(root, endpoint, at));
  return { url: endpoint.url, headers: { 'content-type': 'application/json', ...signature }, body };
}

/** A test tells of itself, whatever the document chooses. */
async function shapedBy({ root, event, endpoint }: Formatting): Promise<ShapedEvent | 'OTHERS' | null> {
  const { document } = endpoint;
  if (document === null || event.type === TEST_EVENT) return null;
  return (await root.ports.webhooks.shaper.shape(root, { endpoint, document, event })) ?? 'OTHERS';
}

/** The current secret, then the one before for as long as a rotation lets it sign too. */
function secretsInForce({ secrets }: Pick<DomainContext, 'secrets'>, endpoint: WebhookEndpoint, at: Date): string[] {
  const { secretCiphertext, previousSecretCiphertext, previousUntil } = endpoint;
  const isOverlapping = previousUntil !== null && previousUntil > at;
  const sealed = [secretCiphertext, ...(isOverlapping ? [previousSecretCiphertext] : [])];
  const opened = sealed.flatMap((text) => (text === null ? [] : (secrets.open('webhook-secret', text) ?? [])));
  if (opened.length === 0) throw new Error(`No master key opens the secret of ${endpoint.id}`);
  return opened;
}
