import { randomInt, randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Code, PrismaClient } from '../../src/generated/prisma/client.ts';

/** Requests wait for a free connection, as they do elsewhere. */
const PATIENCE = { maxWait: 30_000, timeout: 30_000 };

/** Look, then leap, all in one transaction. */
export const claim = (prisma: PrismaClient, { cardId, openid }: { cardId: string; openid: string }): Promise<Code> =>
  prisma.$transaction(async (tx) => {
    const card = await tx.card.findUniqueOrThrow({ where: { id: cardId } });
    const held = await tx.code.count({ where: { cardId, openid } });
    if (held >= card.claimLimit) throw new GraphQLError('CLAIM_LIMIT_REACHED');
    const now = new Date();
    // Long enough that two never meet in a run.
    const value = String(randomInt(1e14, 2.8e14));
    const code = await tx.code.create({
      data: { id: randomUUID(), cardId, value, openid, status: 'NORMAL', claimedAt: now },
    });
    await tx.event.create({ data: { type: 'card.claimed', cardId, codeId: code.id, openid, occurredAt: now } });
    const taken = await tx.card.updateMany({
      where: { id: cardId, left: { gt: 0 } },
      data: { left: { decrement: 1 } },
    });
    if (taken.count === 0) throw new GraphQLError('OUT_OF_STOCK');
    return code;
  }, PATIENCE);

export const redeem = (prisma: PrismaClient, value: string): Promise<Code> =>
  prisma.$transaction(async (tx) => {
    const { id, cardId, openid, status } = await tx.code.findUniqueOrThrow({ where: { value } });
    if (status !== 'NORMAL') throw new GraphQLError('CODE_NOT_REDEEMABLE');
    const now = new Date();
    const used = await tx.code.updateMany({
      where: { id, status: 'NORMAL' },
      data: { status: 'CONSUMED', redeemedAt: now },
    });
    if (used.count === 0) throw new GraphQLError('CODE_NOT_REDEEMABLE');
    await tx.event.create({ data: { type: 'code.redeemed', cardId, codeId: id, openid, occurredAt: now } });
    return tx.code.findUniqueOrThrow({ where: { id } });
  }, PATIENCE);
