import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { claimabilityOf, claimCard } from '../../src/domain/claims/index.ts';
import { cancelDraw, QueuedError, runNextDraw, scheduleDraw } from '../../src/domain/draws/index.ts';
import type { DomainContext } from '../../src/domain/kit/context.ts';
import { ThrottledError } from '../../src/domain/kit/errors.ts';
import { createPlacement, type PlacementDraft } from '../../src/domain/placements/index.ts';
import type { Card, ClaimDraw, ClaimDrawEntry } from '../../src/generated/prisma/client.ts';
import { aContext, at, type TestContext } from '../kit/context.ts';
import { aCard, leftOf } from '../kit/factories.ts';

// Other instances of the same installation would take up what is closed: the clocks of these tests stand in the past.
const NOON = Date.parse('2026-01-01T04:00:00Z');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const second = (n: number): Date => new Date(NOON + n * 1_000);

type World = { ctx: TestContext; card: Card; draw: ClaimDraw };

/** A card that is given out by draw from second 10 to second 20. */
async function aDrawn(quantity: number, pieces = quantity): Promise<World> {
  const ctx = at(await aContext({ now: second(0) }), second(0));
  const card = await aCard(ctx, { quantity, claimLimit: 1 });
  const order = { cardId: card.id, opensAt: second(10), closesAt: second(20), pieces };
  return { ctx, card, draw: await scheduleDraw(ctx, order) };
}

const enter = (ctx: DomainContext, cardId: string, openid: string): Promise<unknown> =>
  claimCard(ctx, { cardId, openid, idempotencyKey: `key-of-${openid}` }).then(
    (claim) => claim,
    (error: unknown) => error,
  );
const users = (count: number): string[] => Array.from({ length: count }, (_, nth) => `user_${nth}`);

const drawOf = ({ ctx, draw }: World): Promise<ClaimDraw> =>
  ctx.prisma.claimDraw.findUniqueOrThrow({ where: { id: draw.id } });
const entriesOf = ({ ctx, draw }: World): Promise<ClaimDrawEntry[]> =>
  ctx.prisma.claimDrawEntry.findMany({ where: { drawId: draw.id }, orderBy: { rank: 'asc' } });

/** Goes on, as several instances do, until the draw has ended. */
async function runToItsEnd(world: World, instances = 2): Promise<void> {
  const late = at(world.ctx, second(25));
  const { actor: _nobody, ...root } = late;
  while ((await drawOf(world)).endedAt === null)
    await Promise.all(Array.from({ length: instances }, () => runNextDraw(root)));
}

/** The same world where every claim finds the card busy. */
function busy(ctx: TestContext): TestContext {
  const isBusy = () => Promise.reject(new ThrottledError(1_000));
  const claims = { ...ctx.ports.claims, lanes: { ...ctx.ports.claims.lanes, put: isBusy, alone: isBusy } };
  return { ...ctx, ports: { ...ctx.ports, claims } };
}

describe('a draw', () => {
  it('gives each piece to one of those who entered, once, in an order that anybody can check', async () => {
    const world = await aDrawn(5);
    const { ctx, card } = world;
    const open = at(ctx, second(15));
    const told = await Promise.all([...users(30), ...users(30)].map((openid) => enter(open, card.id, openid)));
    expect(told.every((error) => error instanceof QueuedError)).toBe(true);
    await runToItsEnd(world);
    const [draw, entries] = await Promise.all([drawOf(world), entriesOf(world)]);
    expect(draw).toMatchObject({ entryCount: 30, wonCount: 5, seedHash: sha256(draw.seed ?? '') });
    const order = users(30)
      .map((openid) => sha256(`${draw.id}:${openid}:key-of-${openid}`))
      .toSorted((a, b) => (sha256(`${draw.seed}:${a}`) < sha256(`${draw.seed}:${b}`) ? -1 : 1));
    expect(entries.map(({ ticket }) => ticket)).toEqual(order);
    expect(entries.map(({ rank }) => rank)).toEqual(order.map((_, place) => place + 1));
    expect(entries.map(({ result }) => result)).toEqual(order.map((_, place) => (place < 5 ? 'WON' : 'LOST')));
    expect([await ctx.prisma.claim.count({ where: { cardId: card.id } }), await leftOf(ctx, card.id)]).toEqual([5, 0]);
    const events = await ctx.prisma.event.findMany({ where: { type: 'claim_draw.settled', cardId: card.id } });
    expect(new Set(events.map(({ openid }) => openid)).size).toBe(30);
    expect(events).toHaveLength(30);
  });

  it('answers who repeats the call after it has won with the claim', async () => {
    const world = await aDrawn(1);
    const { ctx, card } = world;
    await enter(at(ctx, second(15)), card.id, 'ann');
    await runToItsEnd(world, 1);
    const [entry] = await entriesOf(world);
    expect(await enter(at(ctx, second(30)), card.id, 'ann')).toMatchObject({ id: entry?.claimId, replayed: true });
  });

  it('lets in who comes while it is open, and nobody before or after', async () => {
    const world = await aDrawn(3);
    const { ctx, card } = world;
    expect(await enter(at(ctx, second(9)), card.id, 'ann')).toMatchObject({
      code: 'NOT_STARTED',
      validFrom: second(10),
    });
    expect(await enter(at(ctx, second(10)), card.id, 'ben')).toMatchObject({ code: 'QUEUED', drawsAt: second(20) });
    expect(await enter(at(ctx, second(20)), card.id, 'cat')).toMatchObject({ code: 'EXPIRED', validUntil: second(20) });
    expect(await enter(at(ctx, second(21)), card.id, 'ben')).toMatchObject({ code: 'QUEUED' });
    expect((await entriesOf(world)).map(({ openid }) => openid)).toEqual(['ben']);
  });

  it('counts everybody whom it told to be in, also in the last moment', async () => {
    const world = await aDrawn(10);
    const { ctx, card } = world;
    const { actor: _nobody, ...root } = at(ctx, second(20));
    const last = at(ctx, new Date(NOON + 19_999));
    const [told] = await Promise.all([
      Promise.all(users(40).map((openid) => enter(last, card.id, openid))),
      runNextDraw(root),
    ]);
    await runToItsEnd(world);
    const entered = told.filter((error) => error instanceof QueuedError);
    const draw = await drawOf(world);
    expect(draw.entryCount).toBe(entered.length);
    expect((await entriesOf(world)).every(({ result }) => result !== null)).toBe(true);
  });

  it('is gone on with by another instance where one has died between the claim and its record', async () => {
    const world = await aDrawn(2);
    const { ctx, card, draw } = world;
    await Promise.all(users(4).map((openid) => enter(at(ctx, second(15)), card.id, openid)));
    const { actor: _nobody, ...root } = at(ctx, second(25));
    for (let step = 0; step < 3; step += 1) await runNextDraw(root);
    const [first] = await entriesOf(world);
    const won = { cardId: card.id, openid: first?.openid ?? '', idempotencyKey: first?.idempotencyKey ?? '' };
    await claimCard(at(ctx, second(25)), { ...won, isDrawn: true });
    const lease = { workedUntil: second(55) };
    await ctx.prisma.claimDraw.update({ where: { id: draw.id }, data: lease });
    expect(await runNextDraw(root)).toBe(false);
    const { actor: _noOne, ...later } = at(ctx, second(56));
    while ((await drawOf(world)).endedAt === null) await runNextDraw(later);
    expect((await entriesOf(world)).filter(({ result }) => result === 'WON')).toHaveLength(2);
    expect(await ctx.prisma.claim.count({ where: { cardId: card.id } })).toBe(2);
  });

  it('holds up no other draw where its own seed can not be opened', async () => {
    const [broken, sound] = [await aDrawn(1), await aDrawn(1)];
    const { prisma } = broken.ctx;
    await prisma.claimDraw.update({ where: { id: broken.draw.id }, data: { sealedSeed: 'of another key' } });
    const { actor: _nobody, ...root } = at(sound.ctx, second(25));
    await expect(runNextDraw(root)).rejects.toThrow(broken.draw.id);
    while ((await drawOf(sound)).endedAt === null) await runNextDraw(root);
    expect(await drawOf(broken)).toMatchObject({ drawnAt: null });
    await prisma.claimDraw.update({ where: { id: broken.draw.id }, data: { cancelledAt: second(25) } });
  });

  it('takes nobody in whose key could not claim later', async () => {
    const { ctx, card, draw } = await aDrawn(1);
    const open = at(ctx, second(15));
    await expect(claimCard(open, { cardId: card.id, openid: 'ann', idempotencyKey: 'short' })).rejects.toMatchObject({
      field: ['idempotencyKey'],
    });
    expect(await ctx.prisma.claimDrawEntry.count({ where: { drawId: draw.id } })).toBe(0);
  });

  it('passes the turn of who may claim no more to the next in order', async () => {
    const world = await aDrawn(2);
    const { ctx, card } = world;
    await Promise.all(users(5).map((openid) => enter(at(ctx, second(15)), card.id, openid)));
    await ctx.prisma.cardUser.create({
      data: { merchantId: ctx.merchantId, cardId: card.id, openid: 'user_2', claimCount: 1 },
    });
    await runToItsEnd(world);
    const entries = await entriesOf(world);
    expect(entries.filter(({ result }) => result === 'WON')).toHaveLength(2);
    const before = entries.findIndex(({ result }) => result === 'LOST');
    const lasts = entries.slice(0, before < 0 ? entries.length : before);
    expect(lasts.every(({ openid, result }) => result === (openid === 'user_2' ? 'REFUSED' : 'WON'))).toBe(true);
  });

  it('gives what is left of the stock to the first in order, and ends', async () => {
    const world = await aDrawn(3);
    const { ctx, card } = world;
    await Promise.all(users(6).map((openid) => enter(at(ctx, second(15)), card.id, openid)));
    await ctx.prisma.stockLot.updateMany({ where: { cardId: card.id }, data: { left: 1 } });
    await runToItsEnd(world);
    expect(await drawOf(world)).toMatchObject({ wonCount: 1 });
    const results = (await entriesOf(world)).map(({ result }) => result);
    expect(results).toEqual(['WON', 'REFUSED', 'LOST', 'LOST', 'LOST', 'LOST']);
    expect(await leftOf(ctx, card.id)).toBe(0);
  });

  it('that is called off lets the card be claimed again, and can be followed by another', async () => {
    const { ctx, card, draw } = await aDrawn(3);
    const order = { cardId: card.id, opensAt: second(30), closesAt: second(40), pieces: 1 };
    await expect(scheduleDraw(ctx, order)).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['cardId'] });
    await cancelDraw(ctx, { drawId: draw.id });
    expect(await enter(at(ctx, second(15)), card.id, 'ann')).toMatchObject({ openid: 'ann', replayed: false });
    expect(await scheduleDraw(ctx, order)).toMatchObject({ pieces: 1 });
  });

  it('is its merchant’s own', async () => {
    const { card, draw } = await aDrawn(3);
    const other = at(await aContext({ now: second(0) }), second(0));
    const order = { cardId: card.id, opensAt: second(30), closesAt: second(40), pieces: 1 };
    await expect(scheduleDraw(other, order)).rejects.toMatchObject({ code: 'NOT_FOUND', field: ['cardId'] });
    await expect(cancelDraw(other, { drawId: draw.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      field: ['drawId'],
    });
  });
});

describe('a winner whose claim fails for what may pass', () => {
  it('is tried again after a pause, in which nothing is done for the draw', async () => {
    const world = await aDrawn(1);
    const { ctx, card } = world;
    await Promise.all(['ann', 'ben'].map((openid) => enter(at(ctx, second(15)), card.id, openid)));
    const { actor: _nobody, ...stuck } = at(busy(ctx), second(25));
    let steps = 0;
    while (await runNextDraw(stuck)) steps += 1;
    expect(steps).toBeLessThan(10);
    expect((await entriesOf(world)).map(({ tries, retryAt, result }) => [tries, retryAt, result])).toEqual([
      [1, second(26), null],
      [0, null, null],
    ]);
    const { actor: _noOne, ...root } = at(ctx, second(26));
    while ((await drawOf(world)).endedAt === null) expect(await runNextDraw(root)).toBe(true);
    expect((await entriesOf(world)).map(({ result }) => result)).toEqual(['WON', 'LOST']);
  });

  it('passes the turn on after twenty tries', async () => {
    const world = await aDrawn(1);
    const { ctx, card } = world;
    await Promise.all(['ann', 'ben'].map((openid) => enter(at(ctx, second(15)), card.id, openid)));
    for (let now = 25; (await drawOf(world)).endedAt === null; now += 60) {
      const { actor: _nobody, ...stuck } = at(busy(ctx), second(now));
      while (await runNextDraw(stuck));
    }
    const ends = (await entriesOf(world)).map(({ tries, result, refusal }) => [tries, result, refusal]);
    expect(ends).toEqual([
      [19, 'REFUSED', 'THROTTLED'],
      [19, 'REFUSED', 'THROTTLED'],
    ]);
  });
});

describe('an entry by a placement', () => {
  const placed = async ({ ctx, card }: World, more: Partial<PlacementDraft['cards'][number]> = {}) => {
    const cards = [{ cardId: card.id, ...more }];
    return createPlacement(ctx, { kind: 'QR_CODE', channel: 'door', cards });
  };
  const enterBy = (world: World, openid: string, placementToken: string): Promise<unknown> => {
    const open = at(world.ctx, second(15));
    const input = { cardId: world.card.id, openid, outerStr: 'own', idempotencyKey: `key-of-${openid}` };
    return claimCard(open, { ...input, placementToken }).catch((error: unknown) => error);
  };

  it('gives a claim that names placement and channel, also to who repeats the call', async () => {
    const world = await aDrawn(1);
    const { id, token } = await placed(world);
    expect(await enterBy(world, 'ann', token)).toMatchObject({ code: 'QUEUED' });
    await runToItsEnd(world, 1);
    const claim = await world.ctx.prisma.claim.findFirst({ where: { cardId: world.card.id } });
    expect(claim).toMatchObject({ openid: 'ann', placementId: id, outerStr: 'door' });
    const again = { cardId: world.card.id, openid: 'ann', outerStr: 'own', idempotencyKey: 'key-of-ann' };
    const late = at(world.ctx, second(30));
    expect(await claimCard(late, { ...again, placementToken: token })).toMatchObject({ id: claim?.id, replayed: true });
  });

  it('is refused where its placement refuses, and uses up what is good for one', async () => {
    const world = await aDrawn(1);
    const { token } = await placed(world, { isSingleUse: true });
    expect(await enterBy(world, 'ann', token)).toMatchObject({ code: 'QUEUED' });
    expect(await enterBy(world, 'ann', token)).toMatchObject({ code: 'QUEUED' });
    expect(await enterBy(world, 'ben', token)).toMatchObject({ code: 'PLACEMENT_USED' });
    expect(await enterBy(world, 'cat', 'unknown')).toMatchObject({ code: 'NOT_FOUND' });
    expect((await entriesOf(world)).map(({ openid }) => openid)).toEqual(['ann']);
  });

  it('is let in to a card that binds its users where the placement names the user, and so is its claim', async () => {
    const world = await aDrawn(1);
    await world.ctx.prisma.card.update({ where: { id: world.card.id }, data: { bindsOpenid: true } });
    const { token } = await placed(world, { openid: 'ann' });
    expect(await enter(at(world.ctx, second(15)), world.card.id, 'ann')).toMatchObject({ code: 'NOT_ELIGIBLE' });
    expect(await enterBy(world, 'ann', token)).toMatchObject({ code: 'QUEUED' });
    await runToItsEnd(world, 1);
    expect((await entriesOf(world)).map(({ result }) => result)).toEqual(['WON']);
  });
});

describe('claimability of a card that is drawn for', () => {
  it('says what the draw would answer, and when that turns', async () => {
    const world = await aDrawn(2);
    const { ctx, card } = world;
    const drawCheck = async (now: Date, openid = 'ann') => {
      const { canClaim, checks } = await claimabilityOf(at(ctx, now), card, { openid });
      const { refusal, changesAt } = checks.find(({ check }) => check === 'DRAW') ?? {};
      return [canClaim, refusal?.code ?? null, changesAt];
    };
    expect(await drawCheck(second(5))).toEqual([false, 'NOT_STARTED', second(10)]);
    expect(await drawCheck(second(15))).toEqual([false, 'QUEUED', second(20)]);
    await enter(at(ctx, second(15)), card.id, 'ann');
    expect(await drawCheck(second(20))).toEqual([false, 'QUEUED', null]);
    expect(await drawCheck(second(20), 'ben')).toEqual([false, 'EXPIRED', null]);
    await runToItsEnd(world, 1);
    expect(await drawCheck(second(30), 'ben')).toEqual([true, null, null]);
  });
});
