import { InvalidInputError } from '../kit/errors.ts';
import { byteLength, isStorableText } from '../kit/text.ts';
import type { SignaturePart, SignedValue } from './signed-text.rules.ts';

const MOST_BYTES = 4_096;
const NAME = /^\w{1,64}$/;

/** A `cardExt` as it was sent: its values as texts, in the order in which they stand. */
export type CardExt = { fields: ReadonlyMap<string, string>; signature: string; form: 'V1' | 'V2' };

/** Reads the JSON text of contract §1.5. Throws InvalidInputError with the field at fault. */
export function readCardExt(text: string): CardExt {
  const parsed = objectIn(text);
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(parsed)) {
    if (value === null || value === '') continue;
    if (typeof value !== 'string' && typeof value !== 'number') throw fault(name, 'A text or a number');
    if (!isStorableText(String(value))) throw fault(name, 'Holds a character that is no text');
    fields.set(name, String(value));
  }
  const signature = fields.get('signature');
  if (signature === undefined) throw fault('signature', 'Missing');
  fields.delete('signature');
  const form = fields.get('sign_type') === 'HMAC-SHA256' ? 'V2' : 'V1';
  if (form === 'V2') assertUnambiguous(fields);
  return { fields, signature, form };
}

/** Signed pairs are joined by `&`: with it in a name or a value, two fields could be read as one, and a user left out. */
function assertUnambiguous(fields: ReadonlyMap<string, string>): void {
  for (const [name, value] of fields)
    if (!NAME.test(name) || value.includes('&')) throw fault(name, 'No & may be in it');
}

function objectIn(text: string): object {
  if (byteLength(text) > MOST_BYTES)
    throw new InvalidInputError(['cardExt'], `At most ${MOST_BYTES} bytes`, 'CARD_EXT');
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch {
    // Told below, as any other text that is no object.
  }
  throw new InvalidInputError(['cardExt'], 'A JSON object as text', 'CARD_EXT');
}

const fault = (name: string, message: string): InvalidInputError =>
  new InvalidInputError(['cardExt', name], message, 'CARD_EXT');

const PARTS: Readonly<Record<string, SignaturePart>> = {
  timestamp: 'TIMESTAMP',
  nonce_str: 'NONCE',
  code: 'CODE',
  openid: 'OPENID',
  balance: 'BALANCE',
  card_id: 'CARD_ID',
  key_id: 'KEY_ID',
};
const partOf = (name: string): SignaturePart => PARTS[name] ?? 'OTHER_VALUE';

const SIGNED_V1 = ['timestamp', 'code', 'openid', 'nonce_str', 'balance'] as const;

/** What the first form signs: the ticket, the card and five of the fields. */
export const valuesV1 = ({ fields }: CardExt, cardId: string, ticket: string): SignedValue[] => [
  { part: 'TICKET', name: 'api_ticket', value: ticket },
  { part: 'CARD_ID', name: 'card_id', value: cardId },
  ...SIGNED_V1.map((name) => ({ part: partOf(name), name, value: fields.get(name) ?? '' })),
];

/** What the second form signs: every field and the card. */
export const valuesV2 = ({ fields }: CardExt, cardId: string): SignedValue[] => [
  ...[...fields].map(([name, value]) => ({ part: partOf(name), name, value })),
  { part: 'CARD_ID', name: 'card_id', value: cardId },
];

/** What the first form does not sign though it stands there, under whatever name. */
export const unsignedV1 = ({ fields }: CardExt): SignedValue[] =>
  [...fields]
    .filter(([name]) => !SIGNED_V1.some((signed) => signed === name))
    .map(([name, value]) => ({ part: spelledPart(name), name, value }));

const SPELLED: ReadonlyMap<string, SignaturePart> = new Map([
  ['noncestr', 'NONCE'],
  ['timestamp', 'TIMESTAMP'],
  ['cardid', 'CARD_ID'],
]);

/** `nonceStr` for `nonce_str` and the like: the value is there, but under a name that nobody reads. */
const spelledPart = (name: string): SignaturePart => {
  const plain = name.toLowerCase().replaceAll('_', '');
  return SPELLED.get(plain) ?? 'OTHER_VALUE';
};

/**
 * What a claim uses up: the signature, which stays the same however its values are put into fields, and the nonce, which
 * pages use for all cards of one call.
 */
export const oneTimeValuesOf = ({ fields, signature }: CardExt, cardId: string): string[] => {
  const nonce = fields.get('nonce_str');
  return nonce === undefined ? [signature] : [signature, `${cardId}:${nonce}`];
};

type Switches = { acceptsCardExtV1: boolean; acceptsCardExtV2: boolean };

/** Whether the merchant takes this form. */
export const isFormAccepted = ({ form }: CardExt, { acceptsCardExtV1, acceptsCardExtV2 }: Switches): boolean =>
  form === 'V1' ? acceptsCardExtV1 : acceptsCardExtV2;

const SECONDS = /^\d{1,12}$/;
/** Whole seconds since 1970 in a field; null: it holds none. */
export const secondsIn = (text: string | undefined): number | null =>
  text !== undefined && SECONDS.test(text) ? Number(text) : null;
