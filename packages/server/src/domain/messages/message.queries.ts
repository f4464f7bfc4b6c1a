import { clientOf, type DomainContext } from '../kit/context.ts';
import { ownInbox, readerOf, visibleNotices } from './message.access.ts';

/** Counting stops there: a badge says "99+". */
export const MOST_UNREAD = 100;

/** How many messages in the inbox of the user who asks are unread, counted up to {@link MOST_UNREAD}. */
export function countUnreadMessages(ctx: DomainContext): Promise<number> {
  return clientOf(ctx).message.count({ where: { ...ownInbox(ctx), readAt: null }, take: MOST_UNREAD });
}

/** How many notices the person who asks has not read, counted up to {@link MOST_UNREAD}; of a program all are unread. */
export function countUnreadNotices(ctx: DomainContext): Promise<number> {
  const personId = readerOf(ctx.actor);
  const unread = personId === null ? {} : { reads: { none: { personId } } };
  return clientOf(ctx).message.count({ where: { ...visibleNotices(ctx), ...unread }, take: MOST_UNREAD });
}

/** When the person who asks read these notices, which it has been shown; unread ones are not among them. */
export async function noticeReadsOf(ctx: DomainContext, ids: readonly string[]): Promise<Map<string, Date>> {
  const personId = readerOf(ctx.actor);
  if (personId === null) return new Map();
  const reads = await clientOf(ctx).messageRead.findMany({ where: { personId, messageId: { in: [...ids] } } });
  return new Map(reads.map(({ messageId, readAt }) => [messageId, readAt]));
}
