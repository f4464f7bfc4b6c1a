import { createHash } from 'node:crypto';
import { isSameSignature, type SignaturePart, type SignedValue } from './signed-text.rules.ts';

/** Everything that decides a signature, and what else its maker might have done. */
export type SignatureCase = {
  /** The values by each key that is in force; the first is shown. */
  keyed: readonly { values: readonly SignedValue[]; digest: (text: string) => string }[];
  /** The same under keys that are not in force here: another ticket, an ended one, another secret. */
  foreign: readonly {
    part: SignaturePart;
    values: readonly SignedValue[];
    digest: (text: string) => string;
  }[];
  join: (values: readonly SignedValue[]) => string;
  /** Values that are sent and not signed. */
  unsigned: readonly SignedValue[];
  sent: string;
  /** What is wrong when no key is in force at all. */
  keyPart: 'TICKET' | 'KEY_ID';
};

/** What the server thinks of a signature. */
export type SignatureExplanation = {
  isValid: boolean;
  /** What is wrong; null: nothing is. */
  part: SignaturePart | null;
  /** The text whose digest is the signature, with the secret in it masked. */
  expectedText: string;
};

/** Whether what was sent is the signature under a key that is in force. */
export const isRightSignature = ({ keyed, join, sent }: SignatureCase): boolean =>
  keyed.some(({ values, digest }) => isSameSignature(digest(join(values)), sent));

/**
 * The first of the usual mistakes that leads to the signature that was sent; UNKNOWN when none does. `instead` are values
 * that its maker may have signed in the place of those of the same part, such as another card.
 */
export function explainSignature(given: SignatureCase, instead: readonly SignedValue[] = []): SignatureExplanation {
  const [first] = given.keyed;
  const expectedText = first ? given.join(first.values.map(masked)) : '';
  if (isRightSignature(given)) return { isValid: true, part: null, expectedText };
  return { isValid: false, part: mistakeIn(given, instead) ?? (first ? 'UNKNOWN' : given.keyPart), expectedText };
}

const masked = (one: SignedValue): SignedValue =>
  one.part === 'TICKET' ? { ...one, value: `${one.value.slice(0, 4)}…${one.value.slice(-4)}` } : one;

function mistakeIn(given: SignatureCase, instead: readonly SignedValue[]): SignaturePart | null {
  const { keyed, foreign, join, sent } = given;
  const fits = (text: string, digest: (text: string) => string): boolean => isSameSignature(digest(text), sent);
  const wrongKey = foreign.find(({ values, digest }) => fits(join(values), digest));
  if (wrongKey) return wrongKey.part;
  for (const { values, digest } of keyed) {
    const spelled = otherSpelling(join(values), digest, sent);
    if (spelled) return spelled;
    for (const { part, text } of replacedTexts(values, { join, instead })) if (fits(text, digest)) return part;
    for (const { part, text } of otherTexts(values, given)) if (fits(text, digest)) return part;
  }
  return null;
}

/** The right text in another digest or spelling. */
function otherSpelling(text: string, digest: (text: string) => string, sent: string): SignaturePart | null {
  const hex = digest(text);
  if (isSameSignature(hex, sent.trim().toLowerCase())) return 'SIGNATURE';
  if (isSameSignature(Buffer.from(hex, 'hex').toString('base64'), sent)) return 'SIGNATURE';
  const others = ['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(text).digest('hex'));
  return others.some((other) => isSameSignature(other, sent.toLowerCase())) ? 'ALGORITHM' : null;
}

type Guess = { part: SignaturePart; text: string };

type Replaced = Pick<SignatureCase, 'join'> & { instead: readonly SignedValue[] };

function* replacedTexts(values: readonly SignedValue[], { join, instead }: Replaced): Generator<Guess> {
  for (const one of instead)
    yield { part: one.part, text: join([...values.filter(({ part }) => part !== one.part), one]) };
}

function* otherTexts(values: readonly SignedValue[], { join, unsigned }: SignatureCase): Generator<Guess> {
  const given = values.filter(({ value }) => value !== '');
  for (const one of given) yield* changesOf(one, given, join);
  for (const extra of unsigned) {
    yield { part: extra.part, text: join([...given, extra]) };
    // A value under a name that nobody reads takes the place of the one that is missing.
    yield { part: extra.part, text: join([...given.filter(({ part }) => part !== extra.part), extra]) };
  }
  if (unsigned.length > 1) yield { part: 'OTHER_VALUE', text: join([...given, ...unsigned]) };
  yield* otherForms(given);
  yield* otherOrders(given, join);
}

/** One value left out, in another unit, with blanks, encoded. */
function* changesOf(one: SignedValue, given: readonly SignedValue[], join: SignatureCase['join']): Generator<Guess> {
  const others = given.filter((other) => other !== one);
  yield { part: one.part, text: join(others) };
  const asTimestamp = one.part === 'TIMESTAMP' ? [`${one.value}000`, one.value.slice(0, -3)] : [];
  const asUrl = one.part === 'URL' ? urlsLike(one.value) : [];
  const spelled = [one.value.trim(), encodeURIComponent(one.value), one.value.toLowerCase(), one.value.toUpperCase()];
  for (const value of [...asTimestamp, ...asUrl, ...spelled]) {
    if (value !== one.value && value !== '') yield { part: one.part, text: join([...others, { ...one, value }]) };
  }
}

function urlsLike(url: string): string[] {
  const [withoutQuery = url] = url.split('?');
  return [
    `${url}#`,
    `${url}/`,
    url.replace(/\/$/, ''),
    withoutQuery,
    decodeURIComponentOr(url),
    `${url}#wechat_redirect`,
  ];
}

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // No encoded address: nothing to guess.
  }
}

const camel = (name: string): string => name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** The right values, written down in another way. */
function* otherForms(given: readonly SignedValue[]): Generator<Guess> {
  const sorted = (texts: readonly string[]): string[] => texts.toSorted((a, b) => (a < b ? -1 : 1));
  const values = sorted(given.map(({ value }) => value));
  const pairs = given.map(({ name, value }) => `${name}=${value}`);
  const camelPairs = given.map(({ name, value }) => `${name === 'noncestr' ? 'nonceStr' : camel(name)}=${value}`);
  for (const text of [
    values.join(''),
    values.join('&'),
    values.join(','),
    sorted(pairs).join('&'),
    sorted(pairs).join(''),
    sorted(camelPairs).join('&'),
  ])
    yield { part: 'FORMAT', text };
}

const MOST_ORDERED = 7;

/** The right values in every other order: at most 5,040 texts. */
function* otherOrders(given: readonly SignedValue[], join: SignatureCase['join']): Generator<Guess> {
  if (given.length > MOST_ORDERED) return;
  const isPaired = join(given).includes('=') && join(given).includes('&');
  const texts = given.map(({ name, value }) => (isPaired ? `${name}=${value}` : value));
  for (const order of permutationsOf(texts)) yield { part: 'ORDER', text: order.join(isPaired ? '&' : '') };
}

function* permutationsOf(texts: readonly string[]): Generator<string[]> {
  if (texts.length <= 1) {
    yield [...texts];
    return;
  }
  for (const [index, text] of texts.entries())
    for (const rest of permutationsOf(texts.toSpliced(index, 1))) yield [text, ...rest];
}
