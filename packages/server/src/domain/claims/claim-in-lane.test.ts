import { describe, expect, it } from 'vitest';
import { aContext, asUser, type TestContext } from '../../../test/kit/context.ts';
import { aCard, leftOf } from '../../../test/kit/factories.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { NotFoundError } from '../kit/errors.ts';
import type { Statement } from '../kit/statement.ts';
import { createLookups } from '../access/index.ts';
import { withdrawCard } from '../cards/index.ts';
import { CardNotClaimableError, claimCard } from './index.ts';
import { createClaimLanes } from './claim-lanes.ts';

/** Whoever asks it for anything has gone another way than the hot one. */
function nobody(): PrismaClient {
  const asked = (_target: object, name: string | symbol): never => {
    throw new Error(`The ORM was asked for ${String(name)}`);
  };
  return new Proxy(Object.create(null), { get: asked });
}

/** A world whose hot statements are written down. Its rows stay: lanes commit by themselves. */
async function aWatchedWorld() {
  const world = await aContext();
  const names: string[] = [];
  const runStatement: TestContext['runStatement'] = <Row>(statement: Statement) => {
    names.push(statement.name);
    return world.runStatement<Row>(statement);
  };
  const ctx: TestContext = {
    ...world,
    runStatement,
    ports: {
      ...world.ports,
      access: { ...world.ports.access, lookups: createLookups(world.now) },
      claims: { ...world.ports.claims, ...createClaimLanes(runStatement) },
    },
  };
  return { ctx, names };
}

describe('a plain claim', () => {
  it('is one statement, once its card is known and in circulation', async () => {
    const { ctx, names } = await aWatchedWorld();
    const card = await aCard(ctx, { quantity: 10 });
    await claimCard(asUser(ctx, 'first'), { cardId: card.id });
    await claimCard(asUser(ctx, 'second'), { cardId: card.id });
    names.length = 0;
    const user = { ...asUser(ctx, 'third'), prisma: nobody() };
    const claim = await claimCard(user, { cardId: card.id, idempotencyKey: 'third-claim' });
    expect(names).toEqual(['claim_codes']);
    const stored = await ctx.prisma.claim.findUniqueOrThrow({ where: { id: claim.id }, include: { code: true } });
    expect(claim).toEqual({ ...stored, replayed: false });
    expect(await leftOf(ctx, card.id)).toBe(7);
  });

  it('is one statement for 50 users who come at the same moment as another', async () => {
    const { ctx, names } = await aWatchedWorld();
    const card = await aCard(ctx, { quantity: 100 });
    for (const openid of ['first', 'second']) await claimCard(asUser(ctx, openid), { cardId: card.id });
    names.length = 0;
    const claims = Array.from({ length: 51 }, (_, nth) => claimCard(asUser(ctx, `user-${nth}`), { cardId: card.id }));
    expect(new Set((await Promise.all(claims)).map(({ code }) => code.value)).size).toBe(51);
    expect(names).toEqual(['claim_codes', 'claim_codes']);
  });

  it('puts its card into circulation, in one statement with the first claims of other cards', async () => {
    const { ctx, names } = await aWatchedWorld();
    const cards = await Promise.all(Array.from({ length: 20 }, () => aCard(ctx)));
    const claimAll = (openid: string) =>
      Promise.all(cards.map(({ id: cardId }) => claimCard(asUser(ctx, openid), { cardId })));
    await claimAll('first');
    expect(names.filter((name) => name === 'claim_codes').length).toBeLessThan(cards.length);
    const where = { cardId: { in: cards.map(({ id }) => id) }, type: { in: ['card.claimed', 'card.distributed'] } };
    const events = await ctx.prisma.event.findMany({ where, orderBy: { position: 'asc' } });
    for (const { id } of cards)
      expect(events.filter(({ cardId }) => cardId === id)).toMatchObject([
        { type: 'card.claimed', actorId: 'first', openid: 'first' },
        { type: 'card.distributed', actorKind: 'user', actorId: 'first', codeId: null, openid: null, data: {} },
      ]);
    expect(await ctx.prisma.card.count({ where: { id: where.cardId, status: 'DISTRIBUTED' } })).toBe(20);
    names.length = 0;
    await claimAll('second');
    expect(new Set(names)).toEqual(new Set(['claim_codes']));
  });

  it('goes as it is where one before it has put the card into circulation meanwhile', async () => {
    const { ctx, names } = await aWatchedWorld();
    const card = await aCard(ctx, { quantity: 30 });
    const claims = Array.from({ length: 30 }, (_, nth) => claimCard(asUser(ctx, `user-${nth}`), { cardId: card.id }));
    await Promise.all(claims);
    expect(names.filter((name) => ['card_row', 'claim_codes'].includes(name))).toEqual([
      'card_row',
      'claim_codes',
      'claim_codes',
    ]);
    expect(await ctx.prisma.event.count({ where: { cardId: card.id, type: 'card.distributed' } })).toBe(1);
  });

  it('waits for who is changing the card that it puts into circulation, and lets others go on', async () => {
    const { ctx } = await aWatchedWorld();
    const [held, other] = [await aCard(ctx), await aCard(ctx)];
    const claimOf = ({ id: cardId }: { id: string }) => claimCard(asUser(ctx, 'ann'), { cardId });
    const first = await ctx.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE "Card" SET "title" = 'new' WHERE "id" = ${held.id}`;
      const waiting = claimOf(held);
      await Promise.all([claimOf(other), claimCard(asUser(ctx, 'bob'), { cardId: other.id })]);
      // As a change of the stock does: the claim that waits for the card holds none of its lots.
      await tx.$queryRaw`SELECT 1 FROM "StockLot" WHERE "cardId" = ${held.id} FOR UPDATE`;
      return { waiting };
    });
    expect(await first.waiting).toMatchObject({ cardId: held.id });
    expect(await ctx.prisma.card.findUnique({ where: { id: held.id } })).toMatchObject({
      status: 'DISTRIBUTED',
      title: 'new',
    });
  });

  it('is judged by what the card has become since it was known', async () => {
    const { ctx } = await aWatchedWorld();
    const card = await aCard(ctx, { quantity: 10 });
    for (const openid of ['first', 'second']) await claimCard(asUser(ctx, openid), { cardId: card.id });
    await withdrawCard(ctx, { id: card.id });
    await expect(claimCard(asUser(ctx, 'third'), { cardId: card.id })).rejects.toThrow(CardNotClaimableError);
  });

  it.each([
    ['is told to come again where others hold its rows for too long', '55P03', { code: 'THROTTLED' }],
    ['is not made again where nobody knows whether it was made', '08006', { code: '08006' }],
  ])('%s', async (_name, code, refusal) => {
    const { ctx, names } = await aWatchedWorld();
    const card = await aCard(ctx, { quantity: 10 });
    for (const openid of ['first', 'second']) await claimCard(asUser(ctx, openid), { cardId: card.id });
    names.length = 0;
    const failing = createClaimLanes(<Row>({ name }: Statement): Promise<Row[]> => {
      names.push(name);
      return Promise.reject(Object.assign(new Error('no answer'), { code }));
    });
    const claims = { ...ctx.ports.claims, lanes: failing.lanes };
    const told = ['a', 'b', 'c'].map((openid) =>
      claimCard(asUser({ ...ctx, ports: { ...ctx.ports, claims } }, openid), { cardId: card.id }),
    );
    for (const { reason } of (await Promise.allSettled(told)).filter((one) => one.status === 'rejected'))
      expect(reason).toMatchObject(refusal);
    expect(names).toEqual(['claim_codes', 'claim_codes']);
    expect(await leftOf(ctx, card.id)).toBe(8);
  });

  it('goes by itself where its batch met a deadlock', async () => {
    const { ctx, names } = await aWatchedWorld();
    const card = await aCard(ctx, { quantity: 10 });
    for (const openid of ['first', 'second']) await claimCard(asUser(ctx, openid), { cardId: card.id });
    names.length = 0;
    const { lanes } = createClaimLanes(<Row>(statement: Statement): Promise<Row[]> => {
      names.push(statement.name);
      if (names.length === 2) return Promise.reject(Object.assign(new Error('deadlock'), { code: '40P01' }));
      return ctx.runStatement<Row>({ ...statement });
    });
    const met = { ...ctx, ports: { ...ctx.ports, claims: { ...ctx.ports.claims, lanes } } };
    await Promise.all(['a', 'b', 'c'].map((openid) => claimCard(asUser(met, openid), { cardId: card.id })));
    expect(await leftOf(ctx, card.id)).toBe(5);
  });

  it('of another merchant’s card, which somebody there has just claimed, finds no card', async () => {
    const { ctx } = await aWatchedWorld();
    const stranger = await aContext();
    const card = await aCard(ctx, { quantity: 10 });
    for (const openid of ['first', 'second']) await claimCard(asUser(ctx, openid), { cardId: card.id });
    const there = asUser({ ...ctx, merchantId: stranger.merchantId }, 'ann');
    await expect(claimCard(there, { cardId: card.id })).rejects.toThrow(NotFoundError);
    expect(await leftOf(ctx, card.id)).toBe(8);
  });

  it('that brings the stock down to the low mark tells of it once, with many at a time', async () => {
    const { ctx } = await aWatchedWorld();
    const card = await aCard(ctx, { quantity: 220 });
    const claims = Array.from({ length: 160 }, (_, nth) => claimCard(asUser(ctx, `user-${nth}`), { cardId: card.id }));
    await Promise.all(claims);
    expect(await leftOf(ctx, card.id)).toBe(60);
    const told = await ctx.prisma.event.findMany({ where: { cardId: card.id, type: 'card.stock_low' } });
    expect(told.map(({ data }) => data)).toEqual([{ quantity: 220, left: 100 }]);
  });
});
