import { sendBroadcast, sendCardMessage } from '../domain/broadcasts/index.ts';
import type { JsonObject } from './kit/read-body.ts';
import { type Call, ok, type Route } from './kit/route.ts';
import { assertToAll, cardIdIn, channelIn, userIn, usersIn, wirePathOfMessage } from './messages.wire.ts';

const post = (answer: (call: Call) => Promise<JsonObject>): Route => ({
  access: 'token',
  methods: ['POST'],
  takes: 'json',
  wirePathOf: wirePathOfMessage,
  answer,
});

const broadcast = async ({ ctx }: Call, order: Parameters<typeof sendBroadcast>[1]): Promise<JsonObject> => {
  const { messageNumber } = await sendBroadcast(ctx, order);
  return ok({ msg_id: messageNumber, msg_data_id: messageNumber });
};

/** One user gets the card, now and against no quota: what previews and messages of customer service have in common. */
async function toOne({ ctx, body }: Call): Promise<JsonObject> {
  const cardId = cardIdIn(body);
  const openid = userIn(body);
  await sendCardMessage(ctx, { cardId, openid, channel: channelIn(body, openid) });
  return ok();
}

/** Messages that bring cards (contract §3.4). */
export const messageRoutes: Readonly<Record<string, Route>> = {
  '/cgi-bin/message/mass/send': post(async (call) => {
    const cardId = cardIdIn(call.body);
    return broadcast(call, { cardId, audience: { openids: usersIn(call.body) } });
  }),
  '/cgi-bin/message/mass/sendall': post(async (call) => {
    const cardId = cardIdIn(call.body);
    assertToAll(call.body);
    return broadcast(call, { cardId, audience: { everyone: true } });
  }),
  '/cgi-bin/message/mass/preview': post(toOne),
  '/cgi-bin/message/custom/send': post(toOne),
};
