import type { Prisma, PrismaClient } from '../../generated/prisma/client.ts';
import type { DomainContext } from './context.ts';
import { tableOf, type Writing } from './read-condition.ts';
import { rowOf, rowsExpression, type Selection, type Shape } from './read-selection.ts';
import { askTogether, type Question, questionOf } from './read-together.ts';
import { UnreadableError } from './unreadable.ts';

type Reading = Pick<DomainContext, 'prisma' | 'tx' | 'runStatement'>;
type Models = Uncapitalize<Prisma.ModelName>;

/** Prisma's own questions about rows. */
export type Reads = { [M in Models]: Pick<PrismaClient[M], 'findFirst' | 'findMany' | 'findUniqueOrThrow' | 'count'> };

/**
 * The rows that a query of Prisma's asks for, in one statement where it is made only of columns, plain conditions and
 * bounded relations; else, and in a transaction, from Prisma itself. The answer is the same.
 */
export const readsOf = (ctx: Reading): Reads => (ctx.tx ? asReads(ctx.tx) : asReads(new Proxy(ctx, delegates)));

const delegates: ProxyHandler<Reading> = {
  has: ({ prisma }, name) => Reflect.has(prisma, name),
  get: (ctx, name) => (typeof name === 'string' ? delegateOf(ctx, name) : undefined),
};

type Row = Record<string, unknown>;
type Delegate = {
  findFirst: (query: Selection) => Promise<Row | null>;
  findMany: (query: Selection) => Promise<Row[]>;
  findUniqueOrThrow: (query: Selection) => Promise<Row>;
  count: (query: Selection) => Promise<number>;
};

function delegateOf(ctx: Reading, name: string): Delegate {
  const model = name.charAt(0).toUpperCase() + name.slice(1);
  const prisma = prismaDelegate(ctx, name);
  const rows = (query: Selection): Promise<Row[]> | null => rowsFor(ctx, model, query);
  return {
    findMany: (query) => rows(query) ?? prisma.findMany(query),
    findFirst: (query) => rows({ ...query, take: 1 })?.then(firstOrNull) ?? prisma.findFirst(query),
    findUniqueOrThrow: aloneOrTogether(ctx, name, {
      // Prisma knows how to say that a row is missing.
      alone: async (query) => (await rows({ ...query, take: 1 })?.then(firstOrNull)) ?? prisma.findUniqueOrThrow(query),
      together: (query) => prisma.findUniqueOrThrow(query),
    }),
    count: (query) => prisma.count(query),
  };
}

type Find = Delegate['findUniqueOrThrow'];
type Waiting = { go: (find: 'alone' | 'together') => void }[];
const waiting = new WeakMap<Reading, Map<string, Waiting>>();

/** What is asked in one moment goes together: Prisma makes one statement of rows that are asked for alike. */
function aloneOrTogether(ctx: Reading, name: string, ways: { alone: Find; together: Find }): Find {
  return (query) =>
    new Promise((resolve, reject) => {
      waitOf(ctx, name).push({ go: (way) => void ways[way](query).then(resolve, reject) });
    });
}

function waitOf(ctx: Reading, name: string): Waiting {
  const byName = waiting.get(ctx) ?? new Map<string, Waiting>();
  waiting.set(ctx, byName);
  const known = byName.get(name);
  if (known) return known;
  const made: Waiting = [];
  byName.set(name, made);
  queueMicrotask(() => {
    byName.delete(name);
    for (const { go } of made) go(made.length === 1 ? 'alone' : 'together');
  });
  return made;
}

const firstOrNull = ([first]: Row[]): Row | null => first ?? null;

type Written = { question: Question; shape: Shape };

/** Null: this is for Prisma. */
function rowsFor(ctx: Reading, model: string, query: Selection): Promise<Row[]> | null {
  const written = writtenOrNull(model, query);
  return written && run(ctx, written);
}

async function run({ runStatement }: Reading, { question, shape }: Written): Promise<Row[]> {
  const rows = await askTogether(runStatement, question);
  return rows.map((values) => rowOf(values, shape));
}

/** One text, whatever the values: PostgreSQL reads it once a connection. */
export function writtenOrNull(model: string, query: Selection): Written | null {
  try {
    const writing: Writing = { values: [], types: [], tables: 0 };
    const { sql, shape } = rowsExpression(query, tableOf(model, writing), { writing });
    return { question: questionOf(sql, writing), shape };
  } catch (error) {
    if (error instanceof UnreadableError) return null;
    throw error;
  }
}

// A proxy of the context answers by the name of a model and a question with what Prisma would give for them.
const asReads = (reads: object): Reads => reads as Reads;
// Prisma's delegates share no type; the question has been typed where it was asked.
const prismaDelegate = ({ prisma }: Reading, name: string): Delegate => Reflect.get(prisma, name) as Delegate;
