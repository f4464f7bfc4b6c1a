import { getCard, setTesters } from '../domain/cards/index.ts';
import { heldCodes } from '../domain/codes/index.ts';
import type { Field } from '../domain/kit/errors.ts';
import { isOpenid } from '../domain/kit/openid.ts';
import { isGiven, list, text } from './kit/codecs.ts';
import { type Call, ok, optionalText, requiredText, type Route } from './kit/route.ts';
import { WireFault } from './kit/wire-fault.ts';

/** The codes that a user holds and can use now or later (contract §5.1, domain.md 3b). */
async function answerHeldCodes({ ctx, body }: Call) {
  const openid = requiredText(body, 'openid', 40003);
  if (!isOpenid(openid)) throw new WireFault(40003);
  const cardId = optionalText(body, 'card_id');
  if (cardId !== null) await getCard(ctx, { id: cardId });
  const codes = await heldCodes(ctx, { openid, cardId });
  return ok({
    card_list: codes.map(({ value, cardId: card_id }) => ({ code: value, card_id })),
    has_share_card: false,
  });
}

/** Replaces the testers (contract §3.5). Accounts by name are unknown here: none of them is among those that succeeded. */
async function answerTesters({ ctx, body }: Call) {
  // An empty list takes all testers away; names alone never do.
  if (!isGiven(body['openid']))
    throw isGiven(body['username']) ? new WireFault(40035, 'username') : new WireFault(41011, 'openid');
  const testers = await setTesters(ctx, { openids: textsOf(body, 'openid') });
  return ok({
    white_list_size: testers.length,
    success_openid: testers.map(({ openid }) => openid),
    success_username: [],
  });
}

function textsOf(body: Call['body'], name: string): string[] {
  const read = list(text).read(body[name], name);
  return Array.isArray(read) ? read.map(String) : [];
}

const wirePathOfTesters = ([_name, place]: Field): string => (place === undefined ? 'openid' : `openid[${place}]`);

export const userRoutes: Readonly<Record<string, Route>> = {
  '/card/user/getcardlist': {
    access: 'token',
    methods: ['POST'],
    takes: 'json',
    wirePathOf: (_field: Field) => 'card_id',
    answer: answerHeldCodes,
  },
  '/card/testwhitelist/set': {
    access: 'token',
    methods: ['POST'],
    takes: 'json',
    wirePathOf: wirePathOfTesters,
    answer: answerTesters,
  },
};
