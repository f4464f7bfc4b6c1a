import { commitRedemptions, type ReadyRedemption } from '../../src/domain/redemptions/commit-redemptions.store.ts';
import type { Tx } from '../../src/domain/kit/context.ts';
import type { TestContext } from './context.ts';
import { aCard } from './factories.ts';
import { randomOf } from './random.ts';
import { commitInModel, type Model, type ModelCode } from './redemption-model.ts';

type World = { ctx: TestContext & { tx: Tx }; below: (most: number) => number; model: Model; made: number };

const CARDS = 3;
const USERS = 5;
const LIFE_MS = 86_400_000;

/**
 * Sends `batches` random batches of redemptions to the database and to the model, and tells where they differ: their
 * verdicts, and what is used up, counted and written afterwards. Runs in the transaction of `ctx`.
 */
export async function redemptionBatches(
  ctx: World['ctx'],
  order: { seed: number; batches: number },
): Promise<string[]> {
  const world = await aWorld(ctx, order.seed);
  const faults: string[] = [];
  for (let nth = 0; nth < order.batches; nth += 1)
    for (const fault of await oneBatch(world)) faults.push(`seed ${order.seed}, batch ${nth}: ${fault}`);
  return faults;
}

async function aWorld(ctx: World['ctx'], seed: number): Promise<World> {
  const random = randomOf(seed);
  const below = (most: number): number => Math.floor(random() * most);
  const [codes, useCounts] = [new Map<string, ModelCode>(), new Map<string, number>()];
  const model: Model = { cards: new Map(), codes, useCounts, redeemed: new Map(), answers: new Map() };
  for (let nth = 0; nth < CARDS; nth += 1) {
    const { id, useLimit } = await aCard(ctx, { useLimit: 1 + below(8) });
    const rows = await ctx.tx.$queryRaw<{ row: string }[]>`SELECT xmin::text AS "row" FROM "Card" WHERE "id" = ${id}`;
    model.cards.set(id, { id, useLimit, row: rows[0]?.row ?? '' });
  }
  return { ctx, below, model, made: 0 };
}

async function oneBatch(world: World): Promise<string[]> {
  const { ctx, below, model } = world;
  await makeCodes(world, 1 + below(6));
  await changeSome(world);
  const orders = Array.from({ length: 1 + below(16) }, () => anOrder(world));
  const expected = commitInModel(model, orders);
  const verdicts = await commitRedemptions(ctx, orders);
  const differing = expected.flatMap((entry, nth) => {
    const { verdict, redemptionId } = verdicts[nth] ?? {};
    return differenceOf(`order ${nth}`, entry, { verdict, redemptionId });
  });
  return [...differing, ...(await differencesInTables(world))];
}

function pick<T>({ below }: World, among: Iterable<T>): T {
  const all = [...among];
  const picked = all[below(all.length)];
  if (picked === undefined) throw new Error('Nothing to pick from');
  return picked;
}

async function makeCodes(world: World, count: number): Promise<void> {
  const { ctx, below, model } = world;
  const [claimedAt, merchantId] = [ctx.now(), ctx.merchantId];
  const codes = Array.from({ length: count }, () => {
    world.made += 1;
    const owner = { cardId: pick(world, model.cards.values()).id, openid: `u${below(USERS)}` };
    return { id: ctx.newId('code'), value: `${100_000_000_000 + world.made}`, status: 'NORMAL' as const, ...owner };
  });
  const shared = { merchantId, mode: 'SYSTEM', validFrom: claimedAt, claimedAt, updatedAt: claimedAt } as const;
  await ctx.tx.code.createMany({ data: codes.map((code) => ({ ...code, ...shared })) });
  const where = codes.map(({ id }) => id);
  const rows = await ctx.tx.$queryRaw<{ id: string; row: string }[]>`
    SELECT "id", xmin::text AS "row" FROM "Code" WHERE "id" = ANY (${where})`;
  for (const code of codes)
    model.codes.set(code.id, { ...code, row: rows.find(({ id }) => id === code.id)?.row ?? '' });
}

/** Codes are taken back, given and made void between batches. */
async function changeSome(world: World): Promise<void> {
  const statuses = ['NORMAL', 'GIFT_TIMEOUT', 'GIFTING', 'UNAVAILABLE'] as const;
  for (let left = world.below(3); left > 0; left -= 1) {
    const [code, status] = [pick(world, world.model.codes.values()), pick(world, statuses)];
    code.status = status;
    await world.ctx.tx.code.update({ where: { id: code.id }, data: { status } });
  }
}

/** An order that was judged well; or by a row that has changed since, or whose key was used before. */
function anOrder(world: World): ReadyRedemption {
  const { ctx, below, model } = world;
  const code = pick(world, model.codes.values());
  const card = model.cards.get(code.cardId);
  const isGood = code.status === 'NORMAL' || code.status === 'GIFT_TIMEOUT';
  const rowOf = (row: string): string | null => [null, '0'][below(20)] ?? row;
  const at = ctx.now();
  const key = below(2) === 0 ? null : `key-${below(60)}`;
  const redemptionId = ctx.newId('rdm');
  const nothing = { storeId: null, staffId: null, amountFen: null, outerStr: null, verificationCode: null };
  const told = { redemptionId, code: code.value, way: 'API', source: 'FROM_API', ...nothing, confirmedAt: null };
  return {
    ...{ merchantId: ctx.merchantId, cardId: code.cardId, codeId: code.id, openid: code.openid, ...nothing },
    ...{ codeRow: rowOf(code.row), cardRow: rowOf(card?.row ?? ''), from: isGood ? code.status : 'NORMAL' },
    ...{ useLimit: card?.useLimit ?? 0, way: 'API', confirmedAt: null, deviceId: null, deviceCounter: null },
    ...{ redemptionId, historyId: ctx.newId('hist'), eventId: ctx.newId('evt'), told, at },
    ...{ actorKind: 'secretKey', actorId: null, key, scope: key && `till-${below(2)}` },
    requestHash: key && `hash of ${below(4) === 0 ? 'another' : key}`,
    keepUntil: key === null ? null : new Date(at.getTime() + LIFE_MS),
  };
}

const differenceOf = (what: string, expected: unknown, found: unknown): string[] => {
  const [wanted, got] = [JSON.stringify(expected), JSON.stringify(found)];
  return wanted === got ? [] : [`${what}: the model says ${wanted}, the database ${got}`];
};

/** What the tables say beside the model: statuses, counts, and a redemption, a history and an event for each use. */
async function differencesInTables({ ctx: { tx, merchantId }, model }: World): Promise<string[]> {
  const where = { merchantId };
  const codes = await tx.code.findMany({ where, select: { id: true, status: true } });
  const users = await tx.cardUser.findMany({ where, orderBy: [{ cardId: 'asc' }, { openid: 'asc' }] });
  const uses = await tx.redemption.groupBy({ by: ['codeId'], where, _count: true });
  const found = {
    statuses: sorted(codes.map(({ id, status }) => `${id} ${status}`)),
    counts: sorted(users.map(({ cardId, openid, redeemCount }) => `${cardId} ${openid} ${redeemCount}`)),
    redeemed: sorted(uses.map(({ codeId, _count }) => `${codeId} ${_count}`)),
    histories: await tx.codeHistory.count({ where: { ...where, reason: 'redeemed' } }),
    events: await tx.event.count({ where: { ...where, type: 'code.redeemed' } }),
    answers: await tx.idempotencyRecord.count({ where: { ...where, operation: 'codeRedeem' } }),
  };
  const total = [...model.redeemed.values()].reduce((sum, count) => sum + count, 0);
  const expected = {
    statuses: sorted([...model.codes.values()].map(({ id, status }) => `${id} ${status}`)),
    counts: sorted([...model.useCounts].map(([user, count]) => `${user} ${count}`)),
    redeemed: sorted([...model.redeemed].map(([codeId, count]) => `${codeId} ${count}`)),
    ...{ histories: total, events: total, answers: model.answers.size },
  };
  return differenceOf('the tables', expected, found);
}

const sorted = (texts: string[]): string[] => texts.toSorted();
