import type { Event } from '../../generated/prisma/client.ts';
import type { ShapedEvent } from './webhook.ports.ts';

/** The event as JSON: as it was written, with the ids of what it is about, or as a document shaped it. */
export function jsonBody(event: Event, shaped: ShapedEvent | null): string {
  const { type, id, sequence, occurredAt, actorKind, actorId } = event;
  return JSON.stringify({
    type,
    id,
    // A test is sent before it has a number.
    sequence: sequence === null ? null : Number(sequence),
    occurredAt: occurredAt.toISOString(),
    actor: { kind: actorKind, id: actorId },
    ...(shaped ?? { data: writtenData(event) }),
  });
}

function writtenData({ data, cardId, codeId, storeId, openid }: Event): object {
  const subject = Object.entries({ cardId, codeId, storeId, openid }).filter(([, value]) => value !== null);
  const carried = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  return Object.fromEntries([...subject, ...carried]);
}
