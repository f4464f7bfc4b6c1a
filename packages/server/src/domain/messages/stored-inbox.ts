import type { DomainContext, Tx } from '../kit/context.ts';
import type { Delivery, MessageChannel } from './message.ports.ts';

const BATCH = 10_000;

/** The channel that is built in: messages wait in the table until they are read. */
export const storedInbox: MessageChannel = { deliver: storeMessages };

// Written past the query builder, which would carry the same words once for each of thousands of rows.
async function storeMessages(tx: Tx, _ctx: DomainContext, { to, ...delivery }: Delivery): Promise<void> {
  const { merchantId, kind, data, cardId, placementId, broadcastId, at } = delivery;
  for (let done = 0; done < to.length; done += BATCH) {
    const batch = to.slice(done, done + BATCH);
    await tx.$executeRaw`
      INSERT INTO "Message" ("id", "merchantId", "recipient", "openid", "storeId", "kind", "data", "cardId", "placementId", "broadcastId", "createdAt")
      SELECT "id", ${merchantId}, "recipient"::"MessageRecipient", "openid", "storeId", ${kind}, ${data}::jsonb, ${cardId}, ${placementId}, ${broadcastId}, ${at}
      FROM unnest(
        ${batch.map(({ messageId }) => messageId)}::text[], ${batch.map(({ recipient }) => recipient)}::text[],
        ${batch.map(({ openid }) => openid)}::text[], ${batch.map(({ storeId }) => storeId)}::text[]
      ) AS "given" ("id", "recipient", "openid", "storeId")`;
  }
}
