import { announceAll, type NewEvent } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import type { Addressee, Delivery, MessageChannel } from './message.ports.ts';
import { wordsInAll } from './message-texts.rules.ts';

/** So many users' copies are told of by one event. */
const COPIES = 200;
/** As many events are written at once. */
const BATCH = 500;

/**
 * The channel to the outside (E3): each message is an event, with its words in every language, so webhook endpoints
 * and subscribers that hear of `message.left` and `notice.left` can pass it on. A message to many is one event for each
 * 200 of them.
 */
export const announcedMessages: MessageChannel = { deliver: announceMessages };

async function announceMessages(tx: Tx, ctx: DomainContext, delivery: Delivery): Promise<void> {
  const events = eventsOf(delivery);
  for (let done = 0; done < events.length; done += BATCH) await announceAll(tx, ctx, events.slice(done, done + BATCH));
}

function eventsOf({ to, ...delivery }: Delivery): NewEvent[] {
  const { merchantId, kind, data, cardId } = delivery;
  const words = wordsInAll({ kind, data });
  const about = { merchantId, ...(cardId === null ? {} : { cardId }) };
  const notices = to.filter(({ recipient }) => recipient === 'PEOPLE');
  const { placementId, broadcastId } = delivery;
  return [
    ...notices.map(({ messageId, storeId }) => ({
      type: 'notice.left' as const,
      ...about,
      ...(storeId === null ? {} : { storeId }),
      data: { messageId, kind, carries: data, words },
    })),
    ...copiesOf(to).map((copies) => ({
      type: 'message.left' as const,
      ...about,
      ...(to.length === 1 && copies[0] ? { openid: copies[0].openid } : {}),
      data: { kind, carries: data, words, placementId, broadcastId, copies },
    })),
  ];
}

type Copy = { messageId: string; openid: string };

function copiesOf(to: readonly Addressee[]): Copy[][] {
  const copies = to.flatMap(({ messageId, openid }) => (openid === null ? [] : [{ messageId, openid }]));
  return Array.from({ length: Math.ceil(copies.length / COPIES) }, (_, nth) =>
    copies.slice(nth * COPIES, (nth + 1) * COPIES),
  );
}
