import pg from 'pg';
import type { Load } from './load.ts';

/** What the run came to. `faults` are counts of what must never happen. */
export type Verdict = { figures: Record<string, number>; faults: Record<string, number> };

export type Ask = (sql: string, ...values: unknown[]) => Promise<number>;

/** Compares the answers that users got with the rows that are there. */
export async function judge(
  databaseUrl: string,
  about: { cardId: string; quantity: number; load: Load },
): Promise<Verdict> {
  return asking(databaseUrl, async (ask) => {
    const { turns, tries } = about.load;
    const claims = await claimFaults(ask, about);
    const redemptions = await redemptionFaults(ask, about);
    const events = await eventFaults(ask, about.cardId);
    return {
      figures: {
        claims: turns.length,
        redemptions: turns.filter(({ redemptionId }) => redemptionId !== null).length,
        unansweredTries: tries.unanswered,
        events: await ask('SELECT count(*) n FROM "Event"'),
      },
      faults: { ...answerFaults(about.load), ...claims, ...redemptions, ...events },
    };
  });
}

/** Asks a database for numbers, each the column `n` of one row. */
export async function asking<T>(databaseUrl: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(async (sql, ...values) =>
      Number((await client.query<{ n: string }>(sql, values)).rows[0]?.n ?? 0),
    );
  } finally {
    await client.end();
  }
}

const answerFaults = ({ refusals, secondAnswers, secondRedemptions }: Load) => ({
  needlessRefusals: refusals.length,
  secondAnswersOfAKey: secondAnswers.length,
  codesRedeemedAgain: secondRedemptions.length,
});

/** What tells of a row: an idempotency key that made it, an event that announced it. `id` finds the row's id in it. */
type Witness = { table: string; id: string; where: string };

const keyOf = (operation: string, id: string): Witness => ({
  table: 'IdempotencyRecord',
  id: `answer->>'${id}'`,
  where: `operation = '${operation}'`,
});
const eventOf = (type: string, id: string): Witness => ({
  table: 'Event',
  id: `data->>'${id}'`,
  where: `type = '${type}'`,
});

/** Rows of the card of which not exactly one witness tells. */
const untold = (table: string, { table: witness, id, where }: Witness): string =>
  `SELECT count(*) n FROM "${table}" r
   LEFT JOIN (SELECT ${id} AS id, count(*) told FROM "${witness}" WHERE ${where} GROUP BY 1) w ON w.id = r.id
   WHERE r."cardId" = $1 AND coalesce(w.told, 0) <> 1`;

/** Witnesses of rows that are not there. */
const unfounded = (table: string, { table: witness, id, where }: Witness): string =>
  `SELECT count(*) n FROM "${witness}" w LEFT JOIN "${table}" r ON r.id = w.${id} AND r."cardId" = $1
   WHERE w.${where} AND r.id IS NULL`;

const CLAIM_KEY = keyOf('cardClaim', 'claimId');
const REDEEM_KEY = keyOf('codeRedeem', 'redemptionId');

async function claimFaults(ask: Ask, { cardId, quantity, load }: { cardId: string; quantity: number; load: Load }) {
  const ids = load.turns.map(({ claimId }) => claimId);
  const claimed = await ask('SELECT count(*) n FROM "Code" WHERE "cardId" = $1', cardId);
  const left = await ask('SELECT sum("left") n FROM "StockLot" WHERE "cardId" = $1', cardId);
  return {
    answeredClaimsLost:
      ids.length -
      (await ask('SELECT count(*) n FROM "Claim" c JOIN "Code" k ON k.id = c."codeId" WHERE c.id = ANY($1)', ids)),
    claimsThatNobodyWasTold: claimed - ids.length,
    usersWithTwoClaims: await ask(
      'SELECT count(*) n FROM (SELECT 1 FROM "Claim" WHERE "cardId" = $1 GROUP BY openid HAVING count(*) > 1) d',
      cardId,
    ),
    claimKeysWithoutClaim: await ask(unfounded('Claim', CLAIM_KEY), cardId),
    claimsWithoutOneKey: await ask(untold('Claim', CLAIM_KEY), cardId),
    stockUnaccountedFor: Math.abs(quantity - claimed - left),
    claimsUncounted: Math.abs(
      claimed - (await ask('SELECT sum("claimCount") n FROM "CardUser" WHERE "cardId" = $1', cardId)),
    ),
  };
}

async function redemptionFaults(ask: Ask, { cardId, load }: { cardId: string; load: Load }) {
  const ids = load.turns.flatMap(({ redemptionId }) => redemptionId ?? []);
  const redeemed = await ask('SELECT count(*) n FROM "Redemption" WHERE "cardId" = $1', cardId);
  return {
    answeredRedemptionsLost: ids.length - (await ask('SELECT count(*) n FROM "Redemption" WHERE id = ANY($1)', ids)),
    redemptionsThatNobodyWasTold: redeemed - ids.length,
    codesWithTwoRedemptions: await ask(
      'SELECT count(*) n FROM (SELECT 1 FROM "Redemption" WHERE "cardId" = $1 GROUP BY "codeId" HAVING count(*) > 1) d',
      cardId,
    ),
    redeemKeysWithoutRedemption: await ask(unfounded('Redemption', REDEEM_KEY), cardId),
    redemptionsWithoutOneKey: await ask(untold('Redemption', REDEEM_KEY), cardId),
    consumedWithoutRedemption: Math.abs(
      redeemed - (await ask(`SELECT count(*) n FROM "Code" WHERE "cardId" = $1 AND status = 'CONSUMED'`, cardId)),
    ),
    redemptionsUncounted: Math.abs(
      redeemed - (await ask('SELECT sum("redeemCount") n FROM "CardUser" WHERE "cardId" = $1', cardId)),
    ),
  };
}

/** Each claim and redemption has one event, every event a number, and the numbers of a merchant no hole. */
export async function eventFaults(ask: Ask, cardId: string) {
  return {
    claimsWithoutOneEvent: await ask(untold('Claim', eventOf('card.claimed', 'claimId')), cardId),
    redemptionsWithoutOneEvent: await ask(untold('Redemption', eventOf('code.redeemed', 'redemptionId')), cardId),
    eventsUnnumbered: await ask('SELECT count(*) n FROM "Event" WHERE sequence IS NULL'),
    holesInNumbers: await ask(
      'SELECT coalesce(sum(top - rows), 0) n FROM (SELECT max(sequence) top, count(*) rows FROM "Event" WHERE sequence IS NOT NULL GROUP BY "merchantId") m',
    ),
  };
}
