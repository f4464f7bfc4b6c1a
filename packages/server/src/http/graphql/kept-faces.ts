import { createHash } from 'node:crypto';
import type { OperationAnswer } from './engine.ts';

/** An answer without errors, written out once: its JSON without `extensions`, and the ETag of that. */
export type KeptFace = { text: string; etag: string };

/** Whose cards are asked for, and all else that the answer depends on. */
export type Question = { merchantId: string; asked: string };

export type KeptFaces = {
  /**
   * The answer that is kept, or the one that `execute` gives, once for all who ask the same meanwhile. With errors it
   * comes as it is, and is nobody's but the caller's.
   */
  answerTo(question: Question, execute: () => Promise<OperationAnswer>): Promise<KeptFace | OperationAnswer>;
};

/**
 * Sees to it that `onChange` hears, soon, of whatever changes cards of this merchant from now on. Cheap where it is
 * followed already.
 */
export type FollowFaces = (merchantId: string, onChange: () => void) => Promise<void>;

type Read = { answer: OperationAnswer; face: KeptFace | null; beganAt: number };
type Entry = { merchantId: string; face: Promise<KeptFace | null>; until: number; length: number };

/** Claims are not followed, so this is how old the stock that is shown may be. */
const KEEP_MS = 1_000;
const MOST_KEPT = 2_000;
/** Of questions and answers together. */
const MOST_CHARACTERS = 8_000_000;

/** Keeps answers about the public faces of cards, ready to be sent, for a moment. The oldest go first. */
export function createKeptFaces(follow: FollowFaces, now: () => number = () => performance.now()): KeptFaces {
  const kept = new Map<string, Entry>();
  let characters = 0;
  const forget = (key: string, entry: Entry): void => {
    if (kept.get(key) !== entry) return;
    kept.delete(key);
    characters -= entry.length;
  };
  const dropOf = (merchantId: string): void => {
    for (const [key, entry] of kept) if (entry.merchantId === merchantId) forget(key, entry);
  };
  const grow = (entry: Entry, length: number): void => {
    entry.length += length;
    characters += length;
    for (const [key, oldest] of kept) {
      if (kept.size <= MOST_KEPT && characters <= MOST_CHARACTERS) break;
      forget(key, oldest);
    }
  };
  const keep = (key: string, merchantId: string, reading: Promise<Read>): void => {
    const settle = ({ face, beganAt }: Read): KeptFace | null => {
      entry.until = beganAt + KEEP_MS;
      if (face === null) forget(key, entry);
      // A change that came meanwhile has dropped it already.
      else if (kept.get(key) === entry) grow(entry, face.text.length);
      return face;
    };
    const fail = (): null => {
      forget(key, entry);
      return null;
    };
    const entry: Entry = { merchantId, face: reading.then(settle, fail), until: Number.POSITIVE_INFINITY, length: 0 };
    kept.set(key, entry);
    grow(entry, key.length);
  };
  const read = async (merchantId: string, execute: () => Promise<OperationAnswer>): Promise<Read> => {
    // Followed before it is read: a change between the two would go unheard.
    await follow(merchantId, () => dropOf(merchantId));
    const beganAt = now();
    const answer = await execute();
    return { answer, face: faceOf(answer), beganAt };
  };
  return {
    answerTo: async ({ merchantId, asked }, execute) => {
      const key = `${merchantId} ${asked}`;
      const found = kept.get(key);
      if (found !== undefined && now() < found.until) return (await found.face) ?? execute();
      if (found !== undefined) forget(key, found);
      const reading = read(merchantId, execute);
      keep(key, merchantId, reading);
      const { face, answer } = await reading;
      return face ?? answer;
    },
  };
}

function faceOf({ data, errors }: OperationAnswer): KeptFace | null {
  if (errors !== undefined || data === undefined) return null;
  const text = JSON.stringify({ data });
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"` };
}
