import { describe, expect, it } from 'vitest';
import { asUser, at, type RolledBackContext } from '../../../test/kit/context.ts';
import { aCard } from '../../../test/kit/factories.ts';
import { rolledBack } from '../../../test/kit/rolled-back.ts';
import { solvePuzzle } from '../../../test/kit/solve-puzzle.ts';
import type { ClaimChallenge } from '../../generated/prisma/client.ts';
import type { DomainContext } from '../kit/context.ts';
import { type ClaimCardInput, claimCard } from './claim-card.ts';
import { findClaimContext } from './claim-context.queries.ts';
import { ChallengeRequiredError } from './claim.errors.ts';
import { createClaimThrottle } from './claim-throttle.ts';
import { setClaimChallenge } from './set-claim-challenge.ts';

const KEY = 'attempt-1';

type Guards = { requiresPageTicket?: boolean; claimChallenge?: ClaimChallenge };
const guard = (ctx: RolledBackContext, data: Guards) => ctx.tx.merchant.update({ where: { id: ctx.merchantId }, data });

const ticketOf = async (ctx: DomainContext, cardId: string): Promise<string> =>
  (await findClaimContext(ctx, cardId))?.pageTicket ?? '';

/** The challenge that a claim is refused with. */
async function challengeOf(ctx: DomainContext, input: ClaimCardInput): Promise<string> {
  const refusal: unknown = await claimCard(ctx, input).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(refusal instanceof ChallengeRequiredError)) throw new Error(`No challenge but ${String(refusal)}`);
  return refusal.challenge;
}

describe('a page ticket that is required', () => {
  const late = (ctx: DomainContext): Date => new Date(ctx.now().getTime() + 300_000);

  it('lets the claim of its user and card through for five minutes', () =>
    rolledBack(async (ctx) => {
      await guard(ctx, { requiresPageTicket: true });
      const card = await aCard(ctx);
      const pageTicket = await ticketOf(asUser(ctx, 'ann'), card.id);
      expect(await claimCard(asUser(ctx, 'ann'), { cardId: card.id, pageTicket })).toMatchObject({ openid: 'ann' });
    }));

  it.each([
    ['missing', () => Promise.resolve(undefined)],
    ['forged', () => Promise.resolve('a.b.c.d')],
    ['another user’s', (ctx: RolledBackContext, id: string) => ticketOf(asUser(ctx, 'ben'), id)],
    ['another card’s', async (ctx: RolledBackContext) => ticketOf(asUser(ctx, 'ann'), (await aCard(ctx)).id)],
  ])('refuses one that is %s, and names it', (_name, ticket) =>
    rolledBack(async (ctx) => {
      await guard(ctx, { requiresPageTicket: true });
      const card = await aCard(ctx);
      const pageTicket = await ticket(ctx, card.id);
      const refused = claimCard(asUser(ctx, 'ann'), { cardId: card.id, pageTicket });
      await expect(refused).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['pageTicket'] });
    }),
  );

  it('refuses one that is over, but repeats the answer that was given', () =>
    rolledBack(async (ctx) => {
      await guard(ctx, { requiresPageTicket: true });
      const card = await aCard(ctx);
      const ann = asUser(ctx, 'ann');
      const pageTicket = await ticketOf(ann, card.id);
      const input = { cardId: card.id, pageTicket, idempotencyKey: KEY };
      const claim = await claimCard(ann, input);
      const repeated = await claimCard(at(ann, late(ctx)), input);
      expect(repeated).toMatchObject({ id: claim.id, replayed: true });
      const refused = claimCard(at(ann, late(ctx)), { ...input, idempotencyKey: 'attempt-2' });
      await expect(refused).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['pageTicket'] });
    }));

  it('is not asked of programs, nor where the merchant asks for none', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      expect(await claimCard(asUser(ctx, 'ann'), { cardId: card.id })).toMatchObject({ replayed: false });
      await guard(ctx, { requiresPageTicket: true });
      expect(await claimCard(ctx, { cardId: card.id, openid: 'ben' })).toMatchObject({ replayed: false });
    }));
});

describe('a challenge', () => {
  it('holds a claim up until it is passed, under the same key', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      await setClaimChallenge(ctx, { cardId: card.id, challenge: 'ALWAYS' });
      const ann = asUser(ctx, 'ann');
      const input = { cardId: card.id, idempotencyKey: KEY };
      const challenge = await challengeOf(ann, input);
      expect(JSON.parse(challenge)).toMatchObject({ kind: 'PROOF_OF_WORK', difficulty: 16 });
      const claim = await claimCard(ann, { ...input, challengeToken: solvePuzzle(challenge) });
      expect(await claimCard(ann, input)).toMatchObject({ id: claim.id, replayed: true });
    }));

  it('that was passed is good for no other key, card or user, nor for long', () =>
    rolledBack(async (ctx) => {
      await guard(ctx, { claimChallenge: 'ALWAYS' });
      const [card, another] = [await aCard(ctx), await aCard(ctx)];
      const [ann, ben] = [asUser(ctx, 'ann'), asUser(ctx, 'ben')];
      const input = { cardId: card.id, idempotencyKey: KEY };
      const challengeToken = solvePuzzle(await challengeOf(ann, input));
      const late = at(ann, new Date(ctx.now().getTime() + 300_000));
      await challengeOf(late, { ...input, challengeToken });
      await challengeOf(ben, { ...input, challengeToken });
      await challengeOf(ann, { ...input, challengeToken, cardId: another.id });
      await challengeOf(ann, { ...input, challengeToken, idempotencyKey: 'attempt-2' });
      expect(await claimCard(ann, { ...input, challengeToken })).toMatchObject({ replayed: false });
    }));

  it.each(['', 'x', 'x~1', `${'x'.repeat(3_000)}~1`])('is not passed by %j', (challengeToken) =>
    rolledBack(async (ctx) => {
      await guard(ctx, { claimChallenge: 'ALWAYS' });
      const card = await aCard(ctx);
      await challengeOf(asUser(ctx, 'ann'), { cardId: card.id, challengeToken });
    }),
  );

  it('is not passed without the work', () =>
    rolledBack(async (ctx) => {
      await guard(ctx, { claimChallenge: 'ALWAYS' });
      const card = await aCard(ctx);
      const ann = asUser(ctx, 'ann');
      const { puzzle }: { puzzle: string } = JSON.parse(await challengeOf(ann, { cardId: card.id }));
      await challengeOf(ann, { cardId: card.id, challengeToken: `${puzzle}~1` });
    }));

  it('is asked while it is busy, and the card has the last word', () =>
    rolledBack(async (ctx) => {
      await guard(ctx, { claimChallenge: 'WHEN_BUSY' });
      const throttle = createClaimThrottle({ perUserSecond: 1, perAddressSecond: 0 });
      const claims = { ...ctx.ports.claims, throttle };
      const ann = at({ ...asUser(ctx, 'ann'), ports: { ...ctx.ports, claims } }, ctx.now());
      const card = await aCard(ctx, { quantity: 50, claimLimit: 50 });
      for (let nth = 0; nth < 15; nth += 1) await claimCard(ann, { cardId: card.id });
      await challengeOf(ann, { cardId: card.id });
      await setClaimChallenge(ctx, { cardId: card.id, challenge: 'NEVER' });
      expect(await claimCard(ann, { cardId: card.id })).toMatchObject({ replayed: false });
    }));

  it('is not asked of programs', () =>
    rolledBack(async (ctx) => {
      await guard(ctx, { claimChallenge: 'ALWAYS' });
      const card = await aCard(ctx);
      expect(await claimCard(ctx, { cardId: card.id, openid: 'ann' })).toMatchObject({ replayed: false });
    }));
});

describe('the setting of challenges', () => {
  it('is told', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      expect(await setClaimChallenge(ctx, { cardId: card.id, challenge: 'WHEN_BUSY' })).toMatchObject({
        claimChallenge: 'WHEN_BUSY',
      });
      const event = await ctx.tx.event.findFirst({ where: { type: 'card.claim_challenge_set' } });
      expect(event).toMatchObject({ cardId: card.id, data: { challenge: 'WHEN_BUSY' } });
    }));

  it('is the merchant’s own', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      await expect(
        setClaimChallenge(asUser(ctx, 'ann'), { cardId: card.id, challenge: 'NEVER' }),
      ).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
      await expect(setClaimChallenge(ctx, { cardId: 'card_none', challenge: 'NEVER' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }));
});
