import { expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { createPlacement } from '../../src/domain/placements/index.ts';
import { aContext } from '../kit/context.ts';
import { aCard, leftOf } from '../kit/factories.ts';

it('gives a one-time code to exactly one of 64 who scan it at once', async () => {
  const ctx = await aContext();
  const card = await aCard(ctx, { quantity: 100 });
  const cards = [{ cardId: card.id, isSingleUse: true }];
  const { token } = await createPlacement(ctx, { kind: 'QR_CODE', cards });
  const scans = await Promise.allSettled(
    Array.from({ length: 64 }, (_, scan) =>
      claimCard(ctx, { cardId: card.id, openid: `u${scan}`, placementToken: token }),
    ),
  );
  const refused: unknown[] = scans.flatMap((scan) => (scan.status === 'rejected' ? [scan.reason] : []));
  expect(refused).toHaveLength(63);
  expect(refused.every((one) => one instanceof Error && 'code' in one && one.code === 'PLACEMENT_USED')).toBe(true);
  expect(await leftOf(ctx, card.id)).toBe(99);
});

it('stays free when the claim that took it is refused', async () => {
  const ctx = await aContext();
  const card = await aCard(ctx, { claimLimit: 1 });
  await claimCard(ctx, { cardId: card.id, openid: 'ann' });
  const { token } = await createPlacement(ctx, { kind: 'QR_CODE', cards: [{ cardId: card.id, isSingleUse: true }] });
  const claim = (openid: string) => claimCard(ctx, { cardId: card.id, openid, placementToken: token });
  await expect(claim('ann')).rejects.toMatchObject({ code: 'CLAIM_LIMIT_REACHED' });
  expect(await claim('bob')).toMatchObject({ openid: 'bob' });
});
