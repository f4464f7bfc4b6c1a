import type { Code } from '../../generated/prisma/client.ts';
import type { RedemptionWay } from '../../generated/prisma/enums.ts';
import { withinNumberTries } from '../codes/index.ts';
import { actorIdOf, merchantIdOf } from '../kit/access.ts';
import type { Actor } from '../kit/actor.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { DomainError, NotFoundError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { valueOnRecord } from './attempt.rules.ts';

// house: no access check and no event, because the verb whose refusal is kept has checked, and nothing has changed.

type Given = string | null | undefined;

/** What a call that redeems has named, right or wrong. */
export type Attempt = {
  way: RedemptionWay;
  value: string;
  cardId?: Given;
  storeId?: Given;
  staffId?: Given;
  /** Whether a phone had confirmed it without a network. */
  isOffline?: boolean;
};

/** What the verb has found by the time it refuses. */
export type Found = { code: Code | null };

/**
 * Runs a redemption; its refusal leaves one row (R1), although its transaction rolls back. A refusal that may turn by
 * itself is none: nothing was decided about the code. Joined to a caller's transaction, the row shares its fate.
 * Throws ThrottledError to staff who have named too many unknown numbers, and to users who were refused too often.
 */
export function onRecord<T>(ctx: DomainContext, attempt: Attempt, work: (found: Found) => Promise<T>): Promise<T> {
  return withinNumberTries(
    ctx,
    () => keepingRefusal(ctx, attempt, work),
    (outcome) => outcome.status === 'rejected' && isGuess(ctx.actor, outcome.reason),
  );
}

/** Of staff a number that is unknown; of users, who find no codes but their own, whatever leaves a row. */
const isGuess = ({ kind }: Actor, error: unknown): boolean =>
  kind === 'user' ? isFinal(error) : error instanceof NotFoundError && error.noun === 'code';

const isFinal = (error: unknown): error is DomainError => error instanceof DomainError && !error.retryable;

async function keepingRefusal<T>(ctx: DomainContext, attempt: Attempt, work: (found: Found) => Promise<T>): Promise<T> {
  const merchantId = merchantIdOf(ctx);
  const found: Found = { code: null };
  try {
    return await work(found);
  } catch (error) {
    if (isFinal(error)) await keepAttempt(ctx, { ...attempt, merchantId, found, refusalCode: error.code });
    throw error;
  }
}

type Kept = Attempt & { merchantId: string; found: Found; refusalCode: string };

/** One insert. What the call named is kept only if it is the merchant's. */
async function keepAttempt(ctx: DomainContext, { merchantId, found: { code }, refusalCode, ...attempt }: Kept) {
  const value = valueOnRecord(code?.value ?? attempt.value);
  const cardId = code?.cardId ?? idOf(attempt.cardId);
  const staffId = tillOf(ctx.actor, attempt.staffId);
  await clientOf(ctx).$executeRaw`
    INSERT INTO "RedemptionAttempt" ("id", "merchantId", "way", "value", "cardId", "codeId", "storeId", "staffId", "refusalCode", "isOffline", "attemptedAt", "actorKind", "actorId")
    VALUES (${ctx.newId('rda')}, ${merchantId}, ${attempt.way}::"RedemptionWay", ${value},
      (SELECT "id" FROM "Card" WHERE "id" = ${cardId} AND "merchantId" = ${merchantId}), ${code?.id ?? null},
      (SELECT "id" FROM "Store" WHERE "id" = ${idOf(attempt.storeId)} AND "merchantId" = ${merchantId}),
      (SELECT "personId" FROM "PersonRole" WHERE "personId" = ${idOf(staffId)} AND "merchantId" = ${merchantId}),
      ${refusalCode}, ${attempt.isOffline ?? false}, ${ctx.now()}, ${ctx.actor.kind}, ${actorIdOf(ctx.actor)})`;
}

/** Who stood at the till: staff themselves, whomever they name. */
function tillOf(actor: Actor, named: Given): Given {
  if (actor.kind !== 'person') return named;
  return actor.role === 'STAFF' ? actor.id : (named ?? actor.id);
}

/** The id if it is one; whatever else was sent is nothing to look for. */
const idOf = (given: Given): string | null => (given && prefixOf(given) !== null ? given : null);
