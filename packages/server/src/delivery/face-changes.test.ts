import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aContext, type TestContext, testPrisma } from '../../test/kit/context.ts';
import { aCard } from '../../test/kit/factories.ts';
import { updateCard } from '../domain/cards/index.ts';
import { claimCard } from '../domain/claims/index.ts';
import { sequenceEvents } from '../domain/events/index.ts';
import { createFaceChanges } from './face-changes.ts';
import { createLiveFeed, type LiveFeed } from './live.ts';

/** On a machine that may be busy. */
const PATIENT = { timeout: 10_000 };

let ctx: TestContext;
let feed: LiveFeed;

beforeAll(async () => {
  ctx = await aContext();
  feed = createLiveFeed({ prisma: await testPrisma(), onError: () => undefined });
});
afterAll(() => feed.stop());

async function wake(): Promise<void> {
  await sequenceEvents(ctx);
  feed.wake();
}

describe('changes of faces', () => {
  it('are told of once they have their numbers, claims are none', async () => {
    const card = await aCard(ctx, { quantity: 10 });
    // The first claim makes it a distributed card, and that is a change.
    await claimCard(ctx, { cardId: card.id, openid: 'first' });
    await wake();
    const place = await feed.open(ctx.merchantId, {});
    const onChange = vi.fn();
    const follow = createFaceChanges(feed);
    await Promise.all([follow(ctx.merchantId, onChange), follow(ctx.merchantId, onChange)]);
    const before = place.head();
    await claimCard(ctx, { cardId: card.id, openid: 'ann' });
    await wake();
    await vi.waitFor(() => expect(place.head()).toBeGreaterThan(before), PATIENT);
    expect(onChange).not.toHaveBeenCalled();
    await updateCard(ctx, { id: card.id, changes: { title: '换了' } });
    await wake();
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1), PATIENT);
    place.close();
  });

  it('end with the feed, which counts as one', async () => {
    const ending = createLiveFeed({ prisma: await testPrisma(), onError: () => undefined });
    const onChange = vi.fn();
    await createFaceChanges(ending)(ctx.merchantId, onChange);
    await ending.stop();
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1), PATIENT);
  });

  it('are followed anew after a feed that could not be read', async () => {
    const open = vi.fn<LiveFeed['open']>((...place) => feed.open(...place)).mockRejectedValueOnce(new Error('gone'));
    const follow = createFaceChanges({ open });
    await expect(follow(ctx.merchantId, () => undefined)).rejects.toThrow('gone');
    await follow(ctx.merchantId, () => undefined);
    expect(open).toHaveBeenCalledTimes(2);
  });
});
