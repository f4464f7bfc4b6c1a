import type { Prisma } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { ownInbox, readerOf, visibleNotices } from './message.access.ts';

// house: no event, because whether somebody has read a message changes nothing for others.

/** Which messages were read; absent: all of them. */
export type MarkReadOrder = { messageIds?: readonly string[] | null | undefined };

const MOST_IDS = 100;
const BATCH = 1_000;

/** Marks messages in the inbox of the user who asks as read; those that are read already stay so. Throws NotFoundError, InvalidInputError. */
export async function markInboxRead(ctx: DomainContext, { messageIds }: MarkReadOrder): Promise<void> {
  const where = await chosenOf(ctx, ownInbox(ctx), messageIds);
  await clientOf(ctx).message.updateMany({ where: { AND: [where, { readAt: null }] }, data: { readAt: ctx.now() } });
}

/**
 * Marks notices as read by the person who asks; others still find them unread.
 * Throws NotAllowedError for programs, NotFoundError, InvalidInputError.
 */
export async function markNoticesRead(ctx: DomainContext, { messageIds }: MarkReadOrder): Promise<void> {
  const visible = visibleNotices(ctx);
  const personId = readerOf(ctx.actor);
  if (personId === null) throw new NotAllowedError('Only people who signed in read notices');
  const chosen = await chosenOf(ctx, visible, messageIds);
  const unread = { AND: [chosen, { reads: { none: { personId } } }] };
  const client = clientOf(ctx);
  for (;;) {
    const found = await client.message.findMany({ where: unread, select: { id: true }, take: BATCH });
    const data = found.map(({ id }) => ({ messageId: id, personId, readAt: ctx.now() }));
    await client.messageRead.createMany({ data, skipDuplicates: true });
    if (found.length < BATCH) return;
  }
}

async function chosenOf(
  ctx: DomainContext,
  visible: Prisma.MessageWhereInput,
  ids: MarkReadOrder['messageIds'],
): Promise<Prisma.MessageWhereInput> {
  if (!ids) return visible;
  if (ids.length > MOST_IDS) throw new InvalidInputError(['messageIds'], `At most ${MOST_IDS}`);
  const where = { AND: [visible, { id: { in: [...ids] } }] };
  const found = new Set((await clientOf(ctx).message.findMany({ where, select: { id: true } })).map(({ id }) => id));
  const missing = ids.findIndex((id) => !found.has(id));
  if (missing !== -1) throw new NotFoundError('message', ['messageIds', missing]);
  return where;
}
