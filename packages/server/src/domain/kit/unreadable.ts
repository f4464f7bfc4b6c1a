/** Thrown while a read is put into SQL: it asks for something that only Prisma knows how to ask. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

export function unreadable(what: string): never {
  throw new UnreadableError(`Reads do not know ${what}`);
}

/** An object of Prisma's query language; anything else is not read here. */
export function treeOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date)
    unreadable('this form');
  // Not null, no array, no date: an object whose entries are looked at one by one.
  return value as Readonly<Record<string, unknown>>;
}
