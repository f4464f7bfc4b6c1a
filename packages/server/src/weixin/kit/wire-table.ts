import type { Field } from '../../domain/kit/errors.ts';
import { type Codec, isGiven } from './codecs.ts';
import { isObject, type JsonObject } from './read-body.ts';
import { WireFault } from './wire-fault.ts';

/** One line of a wire table: where a value stands on the wire and in the domain. Paths are dotted. */
export type WireField = {
  wire: string;
  domain: string;
  codec: Codec;
  /** Other wire paths under which the same value arrives. */
  aliases?: readonly string[];
  /** The lines of one entry where the value is a list of objects. */
  items?: readonly WireField[];
};

export type Line = [wire: string, domain: string, codec: Codec, aliases?: readonly string[]];

/** Lines of a table, written one to a row. */
export const lines = (rows: readonly Line[]): WireField[] =>
  rows.map(([wire, domain, codec, aliases = []]) => ({ wire, domain, codec, aliases }));

const isBelow = (path: string, container: string): boolean => path.startsWith(`${container}.`);
const wiresOf = (field: WireField): readonly string[] => [field.wire, ...(field.aliases ?? [])];

/**
 * Reads a wire object by its table into the shape of the domain. Unknown names are refused with 47001 and their path.
 * Lines are read in the order of the table: of two that fill the same place the first one given counts.
 */
export function readWire(source: JsonObject, table: readonly WireField[], at = ''): JsonObject {
  const leaves = new Map(leavesOf(source, table, { wire: '', at }));
  const known = table.flatMap((field) => wiresOf(field).map((wire) => ({ field, wire })));
  const unknown = [...leaves.keys()].find((leaf) => !known.some(({ wire }) => wire === leaf));
  if (unknown !== undefined) throw new WireFault(47001, at + shortened(unknown));
  const target: JsonObject = {};
  for (const { field, wire } of known) {
    const read = leaves.has(wire) ? readField(field, leaves.get(wire), at + wire) : undefined;
    if (read !== undefined && valueAt(target, field.domain) === undefined) setAt(target, field.domain, read);
  }
  return target;
}

function readField(field: WireField, value: unknown, path: string): unknown {
  const { items } = field;
  if (!items) return field.codec.read(value, path);
  const entries = field.codec.read(value, path);
  if (!Array.isArray(entries)) return undefined;
  return entries.map((entry: unknown, index) =>
    readWire(objectAt(entry, `${path}[${index}]`), items, `${path}[${index}].`),
  );
}

type Place = { wire: string; at: string };

/** The named values of a wire object; a name that only leads to others must hold an object. */
function leavesOf(source: JsonObject, table: readonly WireField[], { wire, at }: Place): [string, unknown][] {
  return Object.entries(source).flatMap(([name, value]): [string, unknown][] => {
    if (name.includes('.')) throw new WireFault(47001, at + shortened(name)); // Only our own paths have dots.
    const path = wire === '' ? name : `${wire}.${name}`;
    const isContainer = table.some((field) => wiresOf(field).some((known) => isBelow(known, path)));
    if (!isContainer) return [[path, value]];
    return isGiven(value) ? leavesOf(objectAt(value, at + path), table, { wire: path, at }) : [];
  });
}

const LONGEST_PATH = 120;
const shortened = (path: string): string => path.slice(0, LONGEST_PATH);

export function objectAt(value: unknown, path: string): JsonObject {
  if (!isObject(value)) throw new WireFault(40035, path);
  return value;
}

/** Writes a value of the domain by its table. What is null or absent is left out. */
export function writeWire(source: JsonObject, table: readonly WireField[]): JsonObject {
  const target: JsonObject = {};
  for (const field of table) {
    const value = valueAt(source, field.domain);
    if (value !== undefined && value !== null) setAt(target, field.wire, writeField(field, value));
  }
  return target;
}

function writeField({ codec, items }: WireField, value: unknown): unknown {
  if (!items) return codec.write(value);
  return Array.isArray(value) ? value.filter(isObject).map((entry) => writeWire(entry, items)) : [];
}

/** The wire's spelling of a field path of the domain: `['textImages', 1, 'imageUrl']` → `advanced_info.text_image_list[1].image_url`. */
export function wirePathIn(table: readonly WireField[], path: Field): string {
  for (let length = path.length; length > 0; length -= 1) {
    const head = path.slice(0, length).join('.');
    const field = table.find((line) => line.domain === head);
    const wire = field?.wire ?? containerOf(table, head);
    if (wire !== null) return wire + restOf(path.slice(length), field?.items ?? []);
  }
  return restOf(path, []).replace(/^\./, '');
}

/** Wire path of a group of fields (`validity` → `base_info.date_info`): what the paths of its lines share. */
function containerOf(table: readonly WireField[], head: string): string | null {
  const lines = table.filter((line) => isBelow(line.domain, head)).map((line) => line.wire.split('.').slice(0, -1));
  const [first] = lines;
  if (!first) return null;
  const shared = first.filter((name, index) => lines.every((line) => line[index] === name));
  return shared.join('.');
}

function restOf(path: Field, items: readonly WireField[]): string {
  const index = path.findIndex((step) => typeof step === 'string');
  const indexes = index === -1 ? path : path.slice(0, index);
  const names = index === -1 ? [] : path.slice(index);
  const inside = names.length === 0 ? '' : `.${items.length > 0 ? wirePathIn(items, names) : names.join('.')}`;
  return indexes.map((step) => `[${step}]`).join('') + inside;
}

function valueAt(source: JsonObject, path: string): unknown {
  return path.split('.').reduce((at: unknown, name) => (isObject(at) ? at[name] : undefined), source);
}

// Paths come from a table, never from a request, so no name can reach a prototype.
function setAt(target: JsonObject, path: string, value: unknown): void {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = target[name];
  const container = isObject(inner) ? inner : {};
  target[name] = container;
  setAt(container, rest.join('.'), value);
}
