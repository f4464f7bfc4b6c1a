import { WireFault } from './wire-fault.ts';

/** How one value is spelled on the wire. `read` answers undefined for "not given"; `write` never sees an absent value. */
export type Codec = {
  read: (value: unknown, path: string) => unknown;
  write: (value: unknown) => unknown;
};

/** Clients send `null` and empty text for what they leave out (contract §1.9). */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const WRONG_KIND = 40035;
const same = (value: unknown): unknown => value;

/** A codec that passes what `isRight` accepts and refuses the rest with 40035. */
const checked = (isRight: (value: unknown) => boolean): Codec => ({
  read(value, path) {
    if (!isGiven(value)) return undefined;
    if (!isRight(value)) throw new WireFault(WRONG_KIND, path);
    return value;
  },
  write: same,
});

export const text: Codec = checked((value) => typeof value === 'string');
export const integer: Codec = checked((value) => Number.isSafeInteger(value));
export const boolean: Codec = checked((value) => typeof value === 'boolean');

/** Unix seconds ↔ Date. Beyond what a Date holds comes an invalid one, for the domain to refuse in its turn. */
export const seconds: Codec = {
  read(value, path) {
    const read = integer.read(value, path);
    return typeof read === 'number' ? new Date(read * 1000) : undefined;
  },
  write: (value) => (value instanceof Date ? Math.floor(value.getTime() / 1000) : value),
};

/** A list of equal values; an empty list is "not given", except for what {@link Codec.write} makes of it. */
export const list = (entry: Codec): Codec => ({
  read(value, path) {
    if (!isGiven(value)) return undefined;
    if (!Array.isArray(value)) throw new WireFault(WRONG_KIND, path);
    return value.length === 0 ? undefined : value.map((one, index) => readEntry(entry, one, `${path}[${index}]`));
  },
  write: (value) => (Array.isArray(value) ? value.map((one) => entry.write(one)) : []),
});

/** A list of objects; their own wire table reads each. */
export const objects: Codec = list({ read: same, write: same });

/** An entry of a list is there, so an absent or empty one is a wrong one. */
function readEntry(entry: Codec, value: unknown, path: string): unknown {
  const read = entry.read(value, path);
  if (read === undefined) throw new WireFault(WRONG_KIND, path);
  return read;
}

const DIGITS = /^[0-9]{1,15}$/;

/** An id that clients send as a number or as its digits. */
export const idNumber: Codec = {
  read: (value, path) => integer.read(typeof value === 'string' && DIGITS.test(value) ? Number(value) : value, path),
  write: same,
};

/** Unix seconds that clients send as a number or as its digits ↔ Date. */
export const timestamp: Codec = {
  read(value, path) {
    const read = idNumber.read(value, path);
    return typeof read === 'number' ? new Date(read * 1000) : undefined;
  },
  write: seconds.write,
};

/** Two spellings of one value by a table; a value outside the table is passed on for the domain to refuse. */
export function renamed(names: Readonly<Record<string, string>>, wireNames: Readonly<Record<string, string>>): Codec {
  const toDomain = new Map(Object.entries(names));
  const toWire = new Map(Object.entries(wireNames));
  return {
    read(value, path) {
      const read = text.read(typeof value === 'number' ? String(value) : value, path);
      return typeof read === 'string' ? (toDomain.get(read) ?? read) : undefined;
    },
    write: (value) => toWire.get(String(value)) ?? value,
  };
}
