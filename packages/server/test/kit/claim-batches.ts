import type { ClaimOrder } from '../../src/domain/claims/commit-claims.store.ts';
import { commitClaims } from '../../src/domain/claims/commit-claims.store.ts';
import type { Tx } from '../../src/domain/kit/context.ts';
import { commitInModel, type Model, type ModelCard } from './claim-model.ts';
import type { TestContext } from './context.ts';
import { aCard, aCustomCard, aPoolCard } from './factories.ts';
import { randomOf } from './random.ts';

type Dice = {
  /** A whole number from 0 up to `most`, without it. */
  below: (most: number) => number;
  /** Once in so many times. */
  oneIn: (times: number) => boolean;
};

type World = { ctx: TestContext & { tx: Tx }; dice: Dice; model: Model; made: number };

const TIME_ZONE = 'Asia/Shanghai';
const LIFE_MS = 86_400_000;

function diceOf(seed: number): Dice {
  const random = randomOf(seed);
  const below = (most: number): number => Math.floor(random() * most);
  return { below, oneIn: (times) => below(times) === 0 };
}

/**
 * Sends `batches` random batches of claims to the database and to the model, and tells where they differ: their
 * verdicts, and what is left, counted and written afterwards. Runs in the transaction of `ctx`.
 */
export async function claimBatches(ctx: World['ctx'], order: { seed: number; batches: number }): Promise<string[]> {
  const world = await aWorld(ctx, diceOf(order.seed));
  const faults: string[] = [];
  for (let nth = 0; nth < order.batches; nth += 1)
    for (const fault of await oneBatch(world)) faults.push(`seed ${order.seed}, batch ${nth}: ${fault}`);
  return faults;
}

async function aWorld(ctx: World['ctx'], dice: Dice): Promise<World> {
  const cards = [await aSystemCard(ctx, dice), await anOwnCard(ctx, dice), await aDepositCard(ctx, dice)];
  const model: Model = { cards: new Map(cards.map((card) => [card.id, card])), testers: new Set(), answers: new Map() };
  for (const openid of ['u1', 'u2'].slice(0, dice.below(3))) {
    await ctx.tx.cardTester.create({ data: { merchantId: ctx.merchantId, openid, createdAt: ctx.now() } });
    model.testers.add(openid);
  }
  return { ctx, dice, model, made: 0 };
}

const aSystemCard = async (ctx: World['ctx'], dice: Dice): Promise<ModelCard> =>
  modelOf(ctx, dice, await aCard(ctx, { quantity: dice.below(30), claimLimit: 1 + dice.below(3) }));

const anOwnCard = async (ctx: World['ctx'], dice: Dice): Promise<ModelCard> =>
  modelOf(ctx, dice, await aCustomCard(ctx, { quantity: dice.below(30), claimLimit: 1 + dice.below(3) }));

async function aDepositCard(ctx: World['ctx'], dice: Dice): Promise<ModelCard> {
  const values = Array.from({ length: dice.below(20) }, (_, nth) => `pool-${nth}`);
  const card = await aPoolCard(ctx, { values, left: dice.below(values.length + 1), claimLimit: 1 + dice.below(3) });
  return modelOf(ctx, dice, card);
}

async function modelOf(ctx: World['ctx'], dice: Dice, { id, codeMode, claimLimit }: StoredCard): Promise<ModelCard> {
  // A second lot, so that a batch may empty one and go on with the next.
  if (dice.oneIn(2)) await ctx.tx.stockLot.updateMany({ where: { cardId: id }, data: { createdAt: new Date(0) } });
  const more = dice.below(4);
  const lot = { id: ctx.newId('lot'), merchantId: ctx.merchantId, cardId: id, createdAt: ctx.now() };
  if (more > 0) await ctx.tx.stockLot.create({ data: { ...lot, quantity: more, left: more } });
  const audience = new Set(['u1', 'u3'].slice(0, dice.below(3)));
  for (const openid of audience)
    await ctx.tx.cardAudience.create({ data: { cardId: id, openid, createdAt: ctx.now() } });
  const { _sum } = await ctx.tx.stockLot.aggregate({ where: { cardId: id }, _sum: { left: true, quantity: true } });
  const [named] = await ctx.tx.$queryRaw<{ row: string }[]>`SELECT xmin::text AS "row" FROM "Card" WHERE "id" = ${id}`;
  const pool = await ctx.tx.depositedCode.findMany({
    where: { cardId: id },
    orderBy: [{ position: 'asc' }, { value: 'asc' }],
  });
  return {
    ...{ id, mode: codeMode, claimLimit, audience, row: named?.row ?? '' },
    ...{ quantity: _sum.quantity ?? 0, left: _sum.left ?? 0, pool: pool.map(({ value }) => value) },
    ...{ ownCodes: new Set(), claimCounts: new Map(), isReady: true },
  };
}

type StoredCard = { id: string; codeMode: ModelCard['mode']; claimLimit: number };

async function oneBatch(world: World): Promise<string[]> {
  const { ctx, dice, model } = world;
  const isAlone = dice.oneIn(5);
  const manner = { isAlone, lowMark: dice.below(6), lowFrom: dice.below(12) };
  const orders = Array.from({ length: isAlone ? 1 : 1 + dice.below(20) }, () => anOrder(world));
  const expected = commitInModel(model, orders, manner);
  const verdicts = await commitClaims(ctx, orders, manner);
  const told = verdicts.map(({ verdict, claimId, value }) => ({ verdict, claimId, value }));
  const differing = expected.flatMap((entry, nth) => differenceOf(`order ${nth}`, entry, told[nth]));
  return [...differing, ...(await differencesInTables(world))];
}

function anOrder(world: World): ClaimOrder {
  const { ctx, dice, model } = world;
  const cards = [...model.cards.values()];
  const card = cards[dice.below(cards.length)];
  if (card === undefined) throw new Error('A world without cards');
  world.made += 1;
  const number = `${100_000_000_000 + world.made}`;
  const openid = `u${dice.below(8)}`;
  const key = dice.oneIn(3) ? null : `key-${dice.below(12)}`;
  const at = ctx.now();
  return {
    ...{ merchantId: ctx.merchantId, cardId: card.id, mode: card.mode, claimLimit: card.claimLimit, openid, at, key },
    ...{ cardRow: dice.oneIn(15) ? '0' : card.row, timeZone: TIME_ZONE },
    ...{ forTesters: dice.oneIn(6), forAudience: dice.oneIn(6), outerStr: null, placementId: null },
    value: { SYSTEM: number, CUSTOM: `own-${dice.below(9)}`, DEPOSITED: null }[card.mode],
    ...{
      claimId: ctx.newId('claim'),
      codeId: ctx.newId('code'),
      historyId: ctx.newId('hist'),
      eventId: ctx.newId('evt'),
      distributedEventId: card.isReady || dice.oneIn(30) ? ctx.newId('evt') : null,
    },
    ...{ validFrom: at, validUntil: null, actorKind: 'secretKey', actorId: null },
    requestHash: key === null ? null : `hash of ${dice.oneIn(10) ? 'another' : card.id}`,
    keepUntil: key === null ? null : new Date(at.getTime() + LIFE_MS),
  };
}

const differenceOf = (what: string, expected: unknown, found: unknown): string[] => {
  const [wanted, got] = [JSON.stringify(expected), JSON.stringify(found)];
  return wanted === got ? [] : [`${what}: the model says ${wanted}, the database ${got}`];
};

/** What the tables say of every card, beside the model: stock, counts, and a code, a history, a claim and an event for each claim. */
async function differencesInTables({ ctx: { tx, merchantId }, model }: World): Promise<string[]> {
  const differing: string[] = [];
  for (const card of model.cards.values()) {
    const where = { cardId: card.id };
    const users = await tx.cardUser.findMany({ where, orderBy: { openid: 'asc' } });
    const { _sum } = await tx.stockLot.aggregate({ where, _sum: { left: true } });
    const codes = await tx.code.findMany({ where, select: { id: true } });
    const ofCodes = { codeId: { in: codes.map(({ id }) => id) } };
    const found = {
      left: _sum.left ?? 0,
      counts: users.map(({ openid, claimCount }) => [openid, claimCount]),
      claims: await tx.claim.count({ where: { ...where, ...ofCodes } }),
      histories: await tx.codeHistory.count({ where: { ...ofCodes, reason: 'claimed' } }),
      events: await tx.event.count({ where: { ...where, ...ofCodes, type: 'card.claimed' } }),
      distributed: await tx.event.count({ where: { ...where, type: 'card.distributed' } }),
      isReady: (await tx.card.count({ where: { id: card.id, status: 'READY' } })) === 1,
      pool: await tx.depositedCode.count({ where: { ...where, codeId: null } }),
      codes: codes.length,
    };
    const claimed = [...card.claimCounts.values()].reduce((sum, count) => sum + count, 0);
    const expected = {
      left: card.left,
      counts: [...card.claimCounts].toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ...{ claims: claimed, histories: claimed, events: claimed },
      ...{ distributed: card.isReady ? 0 : 1, isReady: card.isReady, pool: card.pool.length, codes: claimed },
    };
    differing.push(...differenceOf(`the tables of ${card.mode}`, expected, found));
  }
  const answers = await tx.idempotencyRecord.count({ where: { merchantId, operation: 'cardClaim' } });
  return [...differing, ...differenceOf('the kept answers', model.answers.size, answers)];
}
