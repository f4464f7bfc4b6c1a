import type { ClaimLoad } from './claim-load.ts';
import { type Ask, asking, eventFaults, type Verdict } from './judge.ts';

type About = { cards: readonly { cardId: string; quantity: number }[]; limit: number; load: ClaimLoad };

/** Compares what users were told with the rows of all cards. */
export const judgeClaims = (databaseUrl: string, { cards, limit, load }: About): Promise<Verdict> =>
  asking(databaseUrl, async (ask) => {
    await untilNumbered(ask);
    const faults: Record<string, number> = {
      wrongAnswers: load.wrongAnswers.length,
      secondAnswersOfAKey: load.secondAnswers.length,
      deadlocks: await ask('SELECT deadlocks n FROM pg_stat_database WHERE datname = current_database()'),
    };
    for (const card of cards) {
      const ids = load.claimed.get(card.cardId) ?? [];
      const found = { ...(await cardFaults(ask, { ...card, limit, ids })), ...(await eventFaults(ask, card.cardId)) };
      for (const [name, count] of Object.entries(found)) faults[name] = (faults[name] ?? 0) + count;
    }
    const told = [...load.claimed.values()].reduce((sum, ids) => sum + ids.length, 0);
    return { figures: { claims: told, answers: load.answers, unansweredTries: load.tries.unanswered }, faults };
  });

/** Events get their numbers a moment after the claim. */
async function untilNumbered(ask: Ask): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if ((await ask('SELECT count(*) n FROM "Event" WHERE sequence IS NULL')) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

type Judged = { cardId: string; quantity: number; limit: number; ids: readonly string[] };

/** As every key was repeated until it was answered, there are as many claims as answers: not one more for a lost answer. */
async function cardFaults(ask: Ask, { cardId, quantity, limit, ids }: Judged) {
  const claimed = await ask('SELECT count(*) n FROM "Claim" WHERE "cardId" = $1', cardId);
  const codes = await ask('SELECT count(*) n FROM "Code" WHERE "cardId" = $1', cardId);
  const left = await ask('SELECT sum("left") n FROM "StockLot" WHERE "cardId" = $1', cardId);
  return {
    answeredClaimsLost: ids.length - (await ask('SELECT count(*) n FROM "Claim" WHERE id = ANY($1)', ids)),
    claimsAnsweredTwice: ids.length - new Set(ids).size,
    claimsThatNobodyWasTold: Math.abs(claimed - ids.length),
    claimsWithoutOneCode: Math.abs(claimed - codes),
    stockUnaccountedFor: Math.abs(quantity - claimed - left),
    piecesBelowNothing: Math.max(0, -left),
    usersAboveTheLimit: await ask(
      'SELECT count(*) n FROM (SELECT 1 FROM "Claim" WHERE "cardId" = $1 GROUP BY openid HAVING count(*) > $2) d',
      ...[cardId, limit],
    ),
    claimsUncounted: Math.abs(
      claimed - (await ask('SELECT sum("claimCount") n FROM "CardUser" WHERE "cardId" = $1', cardId)),
    ),
  };
}
