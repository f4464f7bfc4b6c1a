import { describe, expect, it } from 'vitest';
import { createLookups } from '../../src/domain/access/index.ts';
import { claimCard, createClaimLanes, setClaimChallenge } from '../../src/domain/claims/index.ts';
import { cancelDraw, runNextDraw, scheduleDraw } from '../../src/domain/draws/index.ts';
import { createPlacement } from '../../src/domain/placements/index.ts';
import type { Card } from '../../src/generated/prisma/client.ts';
import { aContext, asUser, at, type TestContext } from '../kit/context.ts';
import { aCard } from '../kit/factories.ts';

// Other instances of the same installation would take up what is closed: the clocks of these tests stand in the past.
const NOON = Date.parse('2026-01-01T04:00:00Z');
const second = (n: number): Date => new Date(NOON + n * 1_000);

/** The same installation, as another process of it knows it. */
function elsewhere(ctx: TestContext): TestContext {
  const claims = { ...ctx.ports.claims, ...createClaimLanes(ctx.runStatement) };
  const access = { ...ctx.ports.access, lookups: createLookups(ctx.now) };
  return { ...ctx, ports: { ...ctx.ports, claims, access } };
}

type World = { here: TestContext; there: TestContext; card: Card };

/** Two processes, and a card in circulation that both know. */
async function twoInstances(): Promise<World> {
  const here = at(await aContext({ now: second(0) }), second(0));
  const there = elsewhere(here);
  const card = await aCard(here, { quantity: 50 });
  await claimCard(asUser(here, 'first'), { cardId: card.id });
  await claimCard(asUser(there, 'second'), { cardId: card.id });
  return { here, there, card };
}

const aDrawOf = ({ here, card }: World) =>
  scheduleDraw(here, { cardId: card.id, opensAt: second(10), closesAt: second(20), pieces: 5 });
const claimsOf = ({ here, card }: World) => here.prisma.claim.count({ where: { cardId: card.id } });

describe('a claim on another instance', () => {
  it('enters a draw from the moment at which it is set up (L9)', async () => {
    const world = await twoInstances();
    const { there, card } = world;
    await aDrawOf(world);
    const early = claimCard(asUser(there, 'early'), { cardId: card.id });
    await expect(early).rejects.toMatchObject({ code: 'NOT_STARTED', validFrom: second(10) });
    const many = Array.from({ length: 20 }, (_, nth) =>
      claimCard(at(asUser(there, `user-${nth}`), second(11)), { cardId: card.id }),
    );
    for (const told of await Promise.allSettled(many))
      expect(told).toMatchObject({ status: 'rejected', reason: { code: 'QUEUED' } });
    expect(await claimsOf(world)).toBe(2);
  });

  it('by a placement enters it too (L9), and uses the placement up as it does so', async () => {
    const world = await twoInstances();
    const { here, there, card } = world;
    const cards = [{ cardId: card.id, isSingleUse: true }];
    const { id, token } = await createPlacement(here, { kind: 'QR_CODE', channel: 'door', cards });
    await aDrawOf(world);
    const claim = claimCard(at(asUser(there, 'ann'), second(11)), { cardId: card.id, placementToken: token });
    await expect(claim).rejects.toMatchObject({ code: 'QUEUED' });
    const entry = await here.prisma.claimDrawEntry.findFirstOrThrow({ where: { placementId: id } });
    const placed = await here.prisma.placementCard.findFirstOrThrow({ where: { placementId: id } });
    expect([entry.openid, placed.claimId]).toEqual(['ann', entry.id]);
    expect(await claimsOf(world)).toBe(2);
  });

  it('uses up no placement where the draw was called off, and is made as of any other card', async () => {
    const world = await twoInstances();
    const { here, there, card } = world;
    const cards = [{ cardId: card.id, isSingleUse: true }];
    const { token } = await createPlacement(here, { kind: 'QR_CODE', channel: 'door', cards });
    const draw = await aDrawOf(world);
    const open = (openid: string): TestContext => at(asUser(there, openid), second(11));
    await expect(claimCard(open('first'), { cardId: card.id })).rejects.toMatchObject({ code: 'QUEUED' });
    await cancelDraw(at(here, second(11)), { drawId: draw.id });
    const claim = await claimCard(open('ann'), { cardId: card.id, placementToken: token });
    expect(claim).toMatchObject({ openid: 'ann', outerStr: 'door' });
    expect(await claimCard(open('ben'), { cardId: card.id })).toMatchObject({ openid: 'ben' });
    expect(await here.prisma.claimDrawEntry.count({ where: { drawId: draw.id } })).toBe(1);
  });

  it('is made again two seconds after the draw has ended, at the latest', async () => {
    const world = await twoInstances();
    const { here, there, card } = world;
    await aDrawOf(world);
    await expect(claimCard(at(asUser(there, 'ann'), second(21)), { cardId: card.id })).rejects.toMatchObject({
      code: 'EXPIRED',
    });
    while (await runNextDraw(at(here, second(21))));
    expect(await claimCard(at(asUser(there, 'ann'), second(24)), { cardId: card.id })).toMatchObject({ openid: 'ann' });
  });

  it('is made again two seconds after the draw was called off, at the latest', async () => {
    const world = await twoInstances();
    const { here, there, card } = world;
    const draw = await aDrawOf(world);
    await expect(claimCard(asUser(there, 'ann'), { cardId: card.id })).rejects.toMatchObject({ code: 'NOT_STARTED' });
    await cancelDraw(here, { drawId: draw.id });
    expect(await claimCard(asUser(here, 'ben'), { cardId: card.id })).toMatchObject({ openid: 'ben' });
    const later = at(asUser(there, 'ann'), second(2));
    expect(await claimCard(later, { cardId: card.id })).toMatchObject({ openid: 'ann' });
  });

  it('has to pass the challenge that its card asks for by now, and counts as one try', async () => {
    const { here, there, card } = await twoInstances();
    let tries = 0;
    const throttle = { take: () => ({ isBusy: (tries += 1) < 0 }) };
    const counted = { ...there, ports: { ...there.ports, claims: { ...there.ports.claims, throttle } } };
    await setClaimChallenge(here, { cardId: card.id, challenge: 'ALWAYS' });
    const claim = claimCard(asUser(counted, 'ann'), { cardId: card.id });
    await expect(claim).rejects.toMatchObject({ code: 'CHALLENGE_REQUIRED' });
    expect(tries).toBe(1);
  });
});
