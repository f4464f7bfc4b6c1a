import { createHash } from 'node:crypto';
import type { EventArchive, Prisma } from '../../generated/prisma/client.ts';
import type { DomainContext } from '../kit/context.ts';

type Root = Pick<DomainContext, 'prisma' | 'ports'>;

const PAGE = 100;

// house: no access check, because only commands of the installation call it.

/**
 * The archives of events, merchant by merchant in the order of their numbers, each with its file; null where the file is missing or not the one
 * that was written.
 */
export async function* readEventArchives({
  prisma,
  ports,
}: Root): AsyncGenerator<{ archive: EventArchive; bytes: Uint8Array | null }> {
  let last: Prisma.EventArchiveWhereUniqueInput | undefined;
  do {
    const page: EventArchive[] = await prisma.eventArchive.findMany({
      orderBy: [{ merchantId: 'asc' }, { firstSequence: 'asc' }],
      ...(last ? { cursor: last, skip: 1 } : {}),
      take: PAGE,
    });
    for (const archive of page) yield { archive, bytes: whole(archive, await ports.events.archives.get(archive.key)) };
    const end = page.at(-1);
    last = end && { merchantId_firstSequence: { merchantId: end.merchantId, firstSequence: end.firstSequence } };
  } while (last !== undefined);
}

const whole = ({ sha256 }: EventArchive, bytes: Uint8Array | null): Uint8Array | null =>
  bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null;
