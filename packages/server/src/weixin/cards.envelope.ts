import type { CardChanges, CardDraft } from '../domain/cards/index.ts';
import type { Field } from '../domain/kit/errors.ts';
import { type CardOrder, changesIn, orderIn, wirePathOfDraft } from './cards.wire.ts';
import { KINDS_ON_THE_WIRE } from './cards.benefits.wire.ts';
import { isGiven } from './kit/codecs.ts';
import { isObject, type JsonObject } from './kit/read-body.ts';
import { WireFault } from './kit/wire-fault.ts';
import { objectAt } from './kit/wire-table.ts';

/** The outside of `/card/create`: `{"card": {"card_type": T, "<t>": {…}}}` (contract §2.4). */

type Kind = CardDraft['kind'];

const KINDS: ReadonlyMap<unknown, Kind> = new Map(KINDS_ON_THE_WIRE.map((kind) => [kind, kind]));

/** Types of the contract whose cards can't be made here. */
const CLOSED_TYPES: ReadonlySet<unknown> = new Set(['GENERAL_CARD', 'LUCKY_MONEY']);

/** Name of the object that holds a card of a kind. */
export const typeKeyOf = (kind: Kind): string => kind.toLowerCase();

function cardOf(body: JsonObject): JsonObject {
  const stranger = Object.keys(body).find((name) => name !== 'card');
  if (stranger !== undefined) throw new WireFault(47001, stranger.slice(0, 120));
  if (!isGiven(body['card'])) throw new WireFault(41011, 'card');
  return objectAt(body['card'], 'card');
}

function kindOf(card: JsonObject): Kind {
  const type = card['card_type'];
  if (!isGiven(type)) throw new WireFault(41011, 'card_type');
  if (CLOSED_TYPES.has(type)) throw new WireFault(48001, 'card_type');
  const kind = KINDS.get(type);
  if (!kind) throw new WireFault(40071, 'card_type');
  return kind;
}

/** What the body of `/card/create` asks for; throws {@link WireFault} with the path. */
export function orderOf(body: JsonObject): CardOrder {
  const card = cardOf(body);
  const kind = kindOf(card);
  const key = typeKeyOf(kind);
  const stranger = Object.keys(card).find((name) => name !== 'card_type' && name !== key);
  if (stranger !== undefined) throw new WireFault(47001, stranger.slice(0, 120));
  if (!isGiven(card[key])) throw new WireFault(41011, key);
  const source = objectAt(card[key], key);
  if (!isGiven(source['base_info'])) throw new WireFault(41011, 'base_info');
  return orderIn(kind, source);
}

/** The wire's name of a field that the domain refused in the draft of this body. */
export function wirePathOfOrder(field: Field, body: JsonObject): string {
  const card = isObject(body['card']) ? body['card'] : {};
  const kind = KINDS.get(card['card_type']);
  return kind ? wirePathOfDraft(kind, field) : field.join('.');
}

/** What the body of `/card/update` asks for: `{"card_id": …, "<t>": {…}}` (contract §5.2); throws {@link WireFault} with the path. */
export function changesOf(body: JsonObject): { changes: CardChanges; refusal: WireFault | null } {
  const [key, ...strangers] = Object.keys(body).filter((name) => name !== 'card_id');
  const kind = kindOfKey(key);
  if (key === undefined || !isGiven(body[key])) throw new WireFault(41011, key ?? 'base_info');
  const stranger = kind === undefined ? key : strangers[0];
  if (kind === undefined || stranger !== undefined) throw new WireFault(47001, stranger?.slice(0, 120));
  return changesIn(kind, objectAt(body[key], key));
}

const kindOfKey = (key: string | undefined): Kind | undefined =>
  [...KINDS.values()].find((kind) => typeKeyOf(kind) === key);

/** The wire's name of a field that the domain refused in the changes of this body. */
export function wirePathOfChanges(field: Field, body: JsonObject): string {
  if (field[0] === 'id') return 'card_id';
  const key = Object.keys(body).find((name) => kindOfKey(name) !== undefined);
  const kind = kindOfKey(key);
  if (kind === undefined) return field.join('.');
  return field[0] === 'kind' ? typeKeyOf(kind) : wirePathOfDraft(kind, field);
}
