import { hash } from 'node:crypto';
import type { Prisma } from '../../generated/prisma/client.ts';
import { actorIdOf, merchantIdOf } from './access.ts';
import type { DomainContext, Tx } from './context.ts';
import { IdempotencyInProgressError, IdempotencyKeyReusedError, InvalidInputError } from './errors.ts';
import { isLockTimeout } from './postgres-errors.ts';
import { rowsOf } from './rows-of.ts';
import { inTransaction } from './transaction.ts';

const KEY = /^[A-Za-z0-9_-]{8,64}$/;
const DAY_MS = 86_400_000;

export type IdempotentCall<Input> = {
  operation: string;
  /** Absent: the door has no keys (Weixin), and every call counts. */
  key: string | undefined;
  /** The openid that the call is for; absent where there is no user. */
  openid?: string | undefined;
  input: Input;
  /** How long a success can be repeated; 24 h unless the call moves money. */
  keepDays?: number;
};

/** Ids of what the first call made. */
export type Answer = Record<string, string>;

/** Writes the answer before the work ends: for work that ends with a row for which others wait. */
export type KeepAnswer<A extends Answer> = (answer: A) => Promise<void>;

/**
 * Runs `work` once per key (graphql.md §6). Only successes are kept, in the transaction of their effect.
 * Simultaneous repeats wait for the first at the unique index and get its answer.
 */
export async function once<Input, A extends Answer>(
  ctx: DomainContext,
  call: IdempotentCall<Input>,
  work: (tx: Tx, keep: KeepAnswer<A>) => Promise<A>,
): Promise<{ answer: A; isReplay: boolean }> {
  const { key } = call;
  if (key === undefined)
    return { answer: await inTransaction(ctx, (tx) => work(tx, () => Promise.resolve())), isReplay: false };
  assertKey(key);
  const id = {
    merchantId: merchantIdOf(ctx),
    operation: call.operation,
    scope: call.openid ?? keyScopeOf(ctx),
    key,
  };
  const { requestHash, keepUntil } = keptBy(call, ctx.now());
  return inTransaction(ctx, async (tx) => {
    const isFirst = await takeKey(tx, { ...id, requestHash, createdAt: ctx.now(), expiresAt: keepUntil });
    if (!isFirst) return { answer: await storedAnswer<A>(tx, id, requestHash), isReplay: true };
    let isKept = false;
    const keep = async (answer: A): Promise<void> => {
      isKept = true;
      await keepAnswer(tx, id, answer);
    };
    const answer = await work(tx, keep);
    if (!isKept) await keep(answer);
    return { answer, isReplay: false };
  });
}

/** Whose keys those of a call that is for no user are. */
export const keyScopeOf = ({ actor }: Pick<DomainContext, 'actor'>): string => actorIdOf(actor) ?? 'system';

/** What is kept beside the answer of a call: by which a repeat is known, and until when. */
export const keptBy = <Input>(
  { input, keepDays = 1 }: Pick<IdempotentCall<Input>, 'input' | 'keepDays'>,
  at: Date,
) => ({
  requestHash: hashOf(input),
  keepUntil: new Date(at.getTime() + keepDays * DAY_MS),
});

/** Throws InvalidInputError with the field. */
export function assertKey(key: string): void {
  if (!KEY.test(key)) throw new InvalidInputError(['idempotencyKey'], '8 to 64 of A-Z a-z 0-9 _ -');
}

/** The answer that a call with its key has been given; null: none, or the call has no key. Throws IdempotencyKeyReusedError. */
export async function findAnswer<A extends Answer>(
  ctx: DomainContext,
  call: IdempotentCall<unknown>,
): Promise<A | null> {
  const kept = await findKept(ctx, call);
  if (kept === null) return null;
  if (kept.requestHash !== hashOf(call.input)) throw new IdempotencyKeyReusedError();
  return answerOf<A>(kept.answer);
}

/**
 * Whether a call with this key succeeded before: a repeat of it is owed its answer, whatever has become of what was
 * asked beside the call. Who repeats while the first is under way is asked like anybody else.
 */
export const hasAnswer = async (ctx: DomainContext, call: Omit<IdempotentCall<unknown>, 'input'>): Promise<boolean> =>
  (await findKept(ctx, call)) !== null;

type Kept = { answer: Prisma.JsonObject; requestHash: string };

async function findKept(ctx: DomainContext, call: Omit<IdempotentCall<unknown>, 'input'>): Promise<Kept | null> {
  if (call.key === undefined) return null;
  const [kept] = await rowsOf<Kept>(ctx, {
    name: 'kept_answer',
    text: `SELECT "answer", "requestHash" FROM "IdempotencyRecord"
      WHERE "merchantId" = $1 AND "operation" = $2 AND "scope" = $3 AND "key" = $4`,
    values: [merchantIdOf(ctx), call.operation, call.openid ?? keyScopeOf(ctx), call.key],
  });
  return kept ?? null;
}

type KeyRow = {
  merchantId: string;
  operation: string;
  scope: string;
  key: string;
  requestHash: string;
  createdAt: Date;
  expiresAt: Date;
};
type RecordId = Pick<KeyRow, 'merchantId' | 'operation' | 'scope' | 'key'>;

/** True for the first caller; a second one waits here until the first has committed or rolled back. */
async function takeKey(tx: Tx, row: KeyRow): Promise<boolean> {
  try {
    const inserted = await tx.$executeRaw`
      INSERT INTO "IdempotencyRecord" ("merchantId", "operation", "scope", "key", "requestHash", "answer", "createdAt", "expiresAt")
      VALUES (${row.merchantId}, ${row.operation}, ${row.scope}, ${row.key}, ${row.requestHash}, '{}', ${row.createdAt}, ${row.expiresAt})
      ON CONFLICT ("merchantId", "operation", "scope", "key") DO NOTHING`;
    return inserted === 1;
  } catch (error) {
    if (isLockTimeout(error)) throw new IdempotencyInProgressError();
    throw error;
  }
}

async function keepAnswer(tx: Tx, { merchantId, operation, scope, key }: RecordId, answer: Answer): Promise<void> {
  await tx.$executeRaw`
    UPDATE "IdempotencyRecord" SET "answer" = ${answer}::jsonb
    WHERE "merchantId" = ${merchantId} AND "operation" = ${operation} AND "scope" = ${scope} AND "key" = ${key}`;
}

async function storedAnswer<A extends Answer>(tx: Tx, id: RecordId, requestHash: string): Promise<A> {
  const stored = await tx.idempotencyRecord.findUnique({ where: { merchantId_operation_scope_key: id } });
  if (!stored) throw new IdempotencyInProgressError();
  if (stored.requestHash !== requestHash) throw new IdempotencyKeyReusedError();
  return answerOf<A>(stored.answer);
}

// The row was written by the same operation, whose answers have this shape.
const answerOf = <A extends Answer>(stored: Prisma.JsonValue): A => stored as A;

/** Equal requests hash equally whatever the order of their fields. */
const hashOf = (input: unknown): string => hash('sha256', textOf(input) ?? '', 'hex');

/** The value as JSON with the fields of its objects by name, written at once: it is made for every write. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'bigint') return `"${value}"`;
  if (value === null || typeof value !== 'object' || value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => textOf(each) ?? 'null').join(',')}]`;
  let fields = '';
  for (const name of Object.keys(value).toSorted()) {
    const text = textOf(Reflect.get(value, name));
    if (text !== undefined) fields += `${fields === '' ? '' : ','}${JSON.stringify(name)}:${text}`;
  }
  return `{${fields}}`;
}
