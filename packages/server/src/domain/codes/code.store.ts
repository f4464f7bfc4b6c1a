import type { CodeStatus } from '../../generated/prisma/enums.ts';
import { actorIdOf, merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { systemCodeFrom } from './code-value.rules.ts';

export type NewCode = {
  id: string;
  cardId: string;
  openid: string;
  outerStr: string | null;
  validFrom: Date;
  validUntil: Date | null;
};

/** Writes a code with a fresh system number, unique in the merchant, and the first line of its history. Returns the number. */
export async function issueSystemCode(tx: Tx, ctx: DomainContext, code: NewCode): Promise<string> {
  const merchantId = merchantIdOf(ctx);
  for (;;) {
    const value = systemCodeFrom(ctx.random(8));
    const inserted = await tx.$executeRaw`
      INSERT INTO "Code" ("id", "merchantId", "cardId", "mode", "value", "openid", "status", "outerStr", "validFrom", "validUntil", "claimedAt", "updatedAt")
      VALUES (${code.id}, ${merchantId}, ${code.cardId}, 'SYSTEM', ${value}, ${code.openid}, 'NORMAL', ${code.outerStr}, ${code.validFrom}, ${code.validUntil}, ${ctx.now()}, ${ctx.now()})
      ON CONFLICT ("merchantId", "value") WHERE "mode" = 'SYSTEM' DO NOTHING`;
    if (inserted === 1) {
      await recordCodeChange(tx, ctx, { codeId: code.id, from: null, to: 'NORMAL', reason: 'claimed' });
      return value;
    }
  }
}

export type CodeChange = {
  codeId: string;
  from: CodeStatus | null;
  to: CodeStatus;
  storeId?: string | null;
  reason?: string;
};

/** Adds a line to a code's history (K2). */
export async function recordCodeChange(tx: Tx, ctx: DomainContext, change: CodeChange): Promise<void> {
  await tx.codeHistory.create({
    data: {
      id: ctx.newId('hist'),
      merchantId: merchantIdOf(ctx),
      codeId: change.codeId,
      from: change.from,
      to: change.to,
      at: ctx.now(),
      actorKind: ctx.actor.kind,
      actorId: actorIdOf(ctx.actor),
      storeId: change.storeId ?? null,
      reason: change.reason ?? null,
    },
  });
}
