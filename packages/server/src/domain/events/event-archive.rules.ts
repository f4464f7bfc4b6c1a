import type { Event } from '../../generated/prisma/client.ts';

/** Where the archive of these numbers lies in the object store. */
export const archiveKeyOf = (merchantId: string, { first, last }: { first: bigint; last: bigint }): string =>
  `events/${merchantId}/${first}-${last}.ndjson.gz`;

/** One line of an archive: all that the event says, as the API names it. */
export const archiveLineOf = ({ position: _ofTheTable, sequence, ...event }: Event): string =>
  `${JSON.stringify({ sequence: Number(sequence), ...event })}\n`;

/** The events from the start of `events` that follow each other without a hole after `after` and happened before a time. */
export function oldRunOf(events: readonly Event[], { after, before }: { after: bigint; before: Date }): Event[] {
  const end = events.findIndex(
    ({ sequence, occurredAt }, nth) => sequence !== after + BigInt(nth) + 1n || occurredAt >= before,
  );
  return events.slice(0, end < 0 ? events.length : end);
}
