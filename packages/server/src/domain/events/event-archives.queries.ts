import { createHash } from 'node:crypto';
import type { EventArchive } from '../../generated/prisma/client.ts';
import type { DomainContext } from '../kit/context.ts';

type Root = Pick<DomainContext, 'prisma' | 'ports'>;

const PAGE = 100;

// house: no access check, because only commands of the installation call it.

/**
 * The archives of events, merchant by merchant, each with its file; null where the file is missing or not the one
 * that was written.
 */
export async function* readEventArchives({
  prisma,
  ports,
}: Root): AsyncGenerator<{ archive: EventArchive; bytes: Uint8Array | null }> {
  let last: EventArchive | undefined;
  do {
    const page: EventArchive[] = await prisma.eventArchive.findMany({
      orderBy: { key: 'asc' },
      ...(last ? { cursor: { key: last.key }, skip: 1 } : {}),
      take: PAGE,
    });
    for (const archive of page) yield { archive, bytes: whole(archive, await ports.events.archives.get(archive.key)) };
    last = page.at(-1);
  } while (last !== undefined);
}

const whole = ({ sha256 }: EventArchive, bytes: Uint8Array | null): Uint8Array | null =>
  bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null;
