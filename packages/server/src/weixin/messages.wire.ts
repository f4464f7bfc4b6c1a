import type { Field } from '../domain/kit/errors.ts';
import { isGiven, list, text } from './kit/codecs.ts';
import { isObject, type JsonObject } from './kit/read-body.ts';
import { optionalText, requiredText } from './kit/route.ts';
import { WireFault } from './kit/wire-fault.ts';
import { objectAt } from './kit/wire-table.ts';

const BAD_CARD_EXT = 40080;
const CARD_EXT = 'wxcard.card_ext';

/** The card of a message (contract §3.4); messages of other types are not sent here. */
export function cardIdIn(body: JsonObject): string {
  const type = requiredTextOf(body, 'msgtype');
  if (type !== 'wxcard') throw new WireFault(40008, 'msgtype');
  if (!isGiven(body['wxcard'])) throw new WireFault(41011, 'wxcard');
  return requiredText(objectAt(body['wxcard'], 'wxcard'), 'card_id', 41012);
}

/** The users of a broadcast by list: at least two. */
export function usersIn(body: JsonObject): string[] {
  if (!isGiven(body['touser'])) throw new WireFault(41011, 'touser');
  const users = list(text).read(body['touser'], 'touser');
  if (!Array.isArray(users) || users.length < 2) throw new WireFault(40130, 'touser');
  return users.map(String);
}

/** The user of a single message. Accounts by name are unknown here. */
export function userIn(body: JsonObject): string {
  if (!isGiven(body['touser']) && isGiven(body['towxname'])) throw new WireFault(40035, 'towxname');
  return requiredTextOf(body, 'touser');
}

/** Only all users can be meant: tags of members are not built. */
export function assertToAll(body: JsonObject): void {
  if (!isGiven(body['filter'])) throw new WireFault(41011, 'filter');
  const filter = objectAt(body['filter'], 'filter');
  if (filter['is_to_all'] === true) return;
  if (isGiven(filter['tag_id']) || isGiven(filter['group_id'])) throw new WireFault(48001, 'filter.tag_id');
  throw isGiven(filter['is_to_all'])
    ? new WireFault(40035, 'filter.is_to_all')
    : new WireFault(41011, 'filter.is_to_all');
}

/**
 * The channel that the `card_ext` of a single message names (contract §1.5), as JSON text or as an object. The message
 * itself names the user, so a signature adds nothing; a `card_ext` for somebody else, or with a code, is refused.
 */
export function channelIn(body: JsonObject, openid: string): string | null {
  const given = objectAt(body['wxcard'], 'wxcard')['card_ext'];
  if (!isGiven(given)) return null;
  const ext = cardExtOf(given);
  const named = cardExtText(ext, 'openid');
  if (named !== null && named !== openid) throw new WireFault(BAD_CARD_EXT, `${CARD_EXT}.openid`);
  if (isGiven(ext['code'])) throw new WireFault(BAD_CARD_EXT, `${CARD_EXT}.code`);
  return cardExtText(ext, 'outer_str');
}

function cardExtOf(given: unknown): JsonObject {
  const read = typeof given === 'string' ? parsed(given) : given;
  if (!isObject(read)) throw new WireFault(BAD_CARD_EXT, CARD_EXT);
  return read;
}

function parsed(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    throw new WireFault(BAD_CARD_EXT, CARD_EXT);
  }
}

function cardExtText(ext: JsonObject, name: string): string | null {
  const value = ext[name];
  if (!isGiven(value)) return null;
  if (typeof value !== 'string') throw new WireFault(BAD_CARD_EXT, `${CARD_EXT}.${name}`);
  return value;
}

function requiredTextOf(body: JsonObject, name: string): string {
  const value = optionalText(body, name);
  if (value === null) throw new WireFault(41011, name);
  return value;
}

/** Names a field of a message as these calls spell it. */
export function wirePathOfMessage([name, inner, place]: Field): string {
  if (name === 'openid') return 'touser';
  if (name === 'channel') return `${CARD_EXT}.outer_str`;
  if (name !== 'audience') return 'wxcard.card_id';
  if (inner === 'everyone') return 'filter.is_to_all';
  return place === undefined ? 'touser' : `touser[${place}]`;
}
