import type { Card } from '../../generated/prisma/client.ts';
import { countFreeCodes } from '../codes/index.ts';
import { assertMay } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import type { DomainError } from '../kit/errors.ts';
import { latestReviewsOf } from '../reviews/index.ts';
import { stockOf } from '../stock/index.ts';
import { FACT_CHECKS, type ClaimFacts, type FactCheck } from './claim-checks.ts';
import { OutOfStockError } from './claim.errors.ts';
import { claimFactsOf } from './claim-facts.queries.ts';
import { claimerOf } from './claim.rules.ts';
import { limitRefusal, usageOf } from './claim.store.ts';

export type ClaimCheckName = FactCheck | 'CLAIM_LIMIT' | 'DRAW' | 'STOCK' | 'DEPOSITED_CODES';

/** What one check of a claim says now. */
export type ClaimCheck = {
  check: ClaimCheckName;
  /** What the claim would be refused with; null: it passes. */
  refusal: DomainError | null;
  /** When the verdict changes, or has to, if nobody changes anything; null: that is not known. */
  changesAt: Date | null;
};

export type Claimability = { canClaim: boolean; serverTime: Date; checks: ClaimCheck[] };

type Asked = { openid: string; code?: string | null | undefined };

/**
 * Every check of a claim of the card by a user (L4), each by itself; asking changes nothing. The caller has been shown
 * the card. Throws NotAllowedError without `claims:read`, InvalidInputError for what is no openid.
 */
export async function claimabilityOf(ctx: DomainContext, shown: Card, asked: Asked): Promise<Claimability> {
  assertMay(ctx, 'claims:read');
  const openid = claimerOf(ctx.actor, asked.openid);
  const card = await clientOf(ctx).card.findUniqueOrThrow({
    where: { id: shown.id },
    include: { merchant: { select: { timeZone: true } } },
  });
  const facts = await claimFactsOf(ctx, { card, openid, code: asked.code ?? null });
  const checks = [...(await factChecks(ctx, facts)), ...(await countChecks(ctx, card, openid))];
  return { canClaim: checks.every(({ refusal }) => refusal === null), serverTime: facts.at, checks };
}

async function factChecks(ctx: DomainContext, facts: ClaimFacts): Promise<ClaimCheck[]> {
  const names = Object.keys(FACT_CHECKS).filter(isFactCheck);
  return Promise.all(
    names.map(async (check) => {
      const refusal = FACT_CHECKS[check](facts);
      return { check, refusal, changesAt: await turnOf(ctx, facts, { check, isRefused: refusal !== null }) };
    }),
  );
}

const isFactCheck = (name: string): name is FactCheck => Object.hasOwn(FACT_CHECKS, name);

type Verdict = { check: FactCheck; isRefused: boolean };

/** When a verdict turns by itself: at the ends of the validity, and when a review has to be decided. */
async function turnOf(ctx: DomainContext, { card }: ClaimFacts, { check, isRefused }: Verdict): Promise<Date | null> {
  if (check === 'VALIDITY_BEGUN') return isRefused ? card.validFrom : null;
  if (check === 'VALIDITY_NOT_OVER') return isRefused ? null : card.validUntil;
  if (check !== 'STATUS' || card.status !== 'IN_REVIEW') return null;
  return (await latestReviewsOf(ctx, 'CARD', [card.id])).get(card.id)?.dueAt ?? null;
}

/** The checks that claims make by counting. */
async function countChecks(ctx: DomainContext, card: Card, openid: string): Promise<ClaimCheck[]> {
  const client = clientOf(ctx);
  const user = { merchantId: card.merchantId, cardId: card.id, openid };
  const { claimCount: used } = await usageOf(client, user);
  const { left } = (await stockOf(ctx, [card.id])).get(card.id) ?? { left: 0 };
  const limit = card.claimLimit;
  const refusals = {
    CLAIM_LIMIT: used < limit ? null : await limitRefusal(client, user, { limit, used }),
    STOCK: left > 0 ? null : new OutOfStockError(),
    DEPOSITED_CODES: (await hasCodeToGive(ctx, card)) ? null : new OutOfStockError(),
  } as const;
  const draw = await ctx.ports.claims.findDraw(ctx, card.id);
  const drawn = draw === null ? null : await ctx.ports.claims.judgeByDraw(ctx, draw, openid);
  return [
    { check: 'CLAIM_LIMIT', refusal: refusals.CLAIM_LIMIT, changesAt: null },
    { check: 'DRAW', refusal: drawn?.refusal ?? null, changesAt: drawn?.changesAt ?? null },
    { check: 'STOCK', refusal: refusals.STOCK, changesAt: null },
    { check: 'DEPOSITED_CODES', refusal: refusals.DEPOSITED_CODES, changesAt: null },
  ];
}

/** K1: a card with deposited codes gives one that is free; other cards always have one. */
async function hasCodeToGive(ctx: DomainContext, { id, codeMode }: Card): Promise<boolean> {
  return codeMode !== 'DEPOSITED' || (await countFreeCodes(clientOf(ctx), id, 1)) > 0;
}
