import type { CardChanges, CardDraft } from './card-draft.ts';

/** Fields that are changed leaf by leaf. */
const NESTED = ['validity', 'center', 'custom', 'promotion', 'useCondition', 'abstract', 'benefit'] as const;

/** A draft with changes: what they leave out stays. Who takes all stores names none any more (C6). */
export function changedDraft(draft: CardDraft, changes: CardChanges): CardDraft {
  const nested = Object.fromEntries(
    NESTED.flatMap((name) => (changes[name] ? [[name, merged(draft[name], changes[name])] as const] : [])),
  );
  const takesAllStores = changes.usesAllStores === true && changes.storeIds === undefined;
  return { ...draft, ...given(changes), ...nested, ...(takesAllStores ? { storeIds: [] } : {}) };
}

/** A value with a change: groups leaf by leaf, lists as a whole but for places that are left out. */
function merged(before: unknown, change: unknown): unknown {
  if (change === undefined) return before;
  if (Array.isArray(change))
    return change.map((entry: unknown, at) => (entry === undefined ? placeOf(before, at) : entry));
  if (!isGroup(change)) return change;
  const known = isGroup(before) ? before : {};
  const leaves = Object.entries(change).map(([name, leaf]) => [name, merged(known[name], leaf)] as const);
  return { ...known, ...Object.fromEntries(leaves) };
}

const placeOf = (list: unknown, at: number): unknown => (Array.isArray(list) ? (list[at] ?? null) : null);

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const given = <T extends object>(values: T): Partial<T> =>
  partOf<T>(Object.fromEntries(Object.entries(values).filter((entry: [string, unknown]) => entry[1] !== undefined)));

// Fewer of the same entries.
const partOf = <T>(entries: Record<string, unknown>): Partial<T> => entries as Partial<T>;

/** The part of a draft that these dotted paths name. Empty values are named too: they empty the field. */
export function partOfDraft(draft: CardDraft, fields: readonly string[]): CardChanges {
  const part: Record<string, unknown> = {};
  for (const field of fields) {
    const [name = '', leaf] = field.split('.');
    const value: unknown = Reflect.get(draft, name);
    part[name] =
      leaf === undefined ? (value ?? null) : { ...recordOf(part[name]), [leaf]: recordOf(value)[leaf] ?? null };
  }
  return part;
}

// A part of a draft that has leaves, or nothing.
const recordOf = (value: unknown): Record<string, unknown> => (value ?? {}) as Record<string, unknown>;

// JSON of our own writing: what partOfDraft made. Fields that are reviewed hold no times.
export const readChanges = ({ changes }: { changes: unknown }): CardChanges => changes as CardChanges;
