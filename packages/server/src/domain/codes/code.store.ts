import type { Code, Prisma } from '../../generated/prisma/client.ts';
import type { CodeMode, CodeStatus } from '../../generated/prisma/enums.ts';
import { actorIdOf, merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { isStorableText } from '../kit/text.ts';
import { isGiftOverdue } from './code.states.ts';
import { ownCodeOf } from './code-value.rules.ts';

declare module '../kit/ports.ts' {
  interface DomainPorts {
    codes: {
      /** Takes back a code that is locked and whose gift nobody took in time (L7). */
      timeOutGift: (tx: Tx, ctx: DomainContext, code: Code) => Promise<void>;
      /** Ends the open gift of a code that is locked and becomes void. The code stays as it is. */
      endGift: (tx: Tx, ctx: DomainContext, code: Code) => Promise<void>;
      /** Takes note that a user has opened an own code (L8). Never waits and never fails. */
      noteView: (codeId: string) => void;
    };
  }
}

export type NewCode = {
  id: string;
  cardId: string;
  openid: string;
  outerStr: string | null;
  validFrom: Date;
  validUntil: Date | null;
};

/** False when the number is taken: system numbers are unique in the merchant, the others in their card. */
export async function insertCode(
  tx: Tx,
  ctx: DomainContext,
  code: NewCode,
  { mode, value }: { mode: CodeMode; value: string },
): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO "Code" ("id", "merchantId", "cardId", "mode", "value", "openid", "status", "outerStr", "validFrom", "validUntil", "claimedAt", "updatedAt")
    VALUES (${code.id}, ${merchantIdOf(ctx)}, ${code.cardId}, ${mode}::"CodeMode", ${value}, ${code.openid}, 'NORMAL', ${code.outerStr}, ${code.validFrom}, ${code.validUntil}, ${ctx.now()}, ${ctx.now()})
    ON CONFLICT DO NOTHING`;
  return inserted === 1;
}

/**
 * The code as it is, held until the commit: of many changes of one code one goes first and the others see its result.
 * A gift whose time is over is taken back first, so that the change finds the code with its holder.
 */
export async function lockCode(tx: Tx, ctx: DomainContext, codeId: string): Promise<Code> {
  await tx.$queryRaw`SELECT 1 AS "locked" FROM "Code" WHERE "id" = ${codeId} FOR UPDATE`;
  const code = await tx.code.findUniqueOrThrow({ where: { id: codeId } });
  if (!isGiftOverdue(code, ctx.now())) return code;
  await ctx.ports.codes.timeOutGift(tx, ctx, code);
  return tx.code.findUniqueOrThrow({ where: { id: codeId } });
}

/** Whether the card has this code of its merchant's own already. */
export async function hasOwnCode(tx: Tx, cardId: string, given: string): Promise<boolean> {
  const value = ownCodeOf(given);
  const where = { cardId, value, mode: { not: 'SYSTEM' }, giftedAt: null } satisfies Prisma.CodeWhereInput;
  return isStorableText(value) && (await tx.code.findFirst({ where })) !== null;
}

/**
 * Puts a locked code back in its holder's hands: unused, and no longer on its way to a friend. Where its end went by
 * meanwhile, the sweep comes to it once more and tells of it.
 */
export async function returnCode(
  tx: Tx,
  ctx: DomainContext,
  { codeId, to }: { codeId: string; to: 'NORMAL' | 'GIFT_TIMEOUT' },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Code" SET "status" = ${to}::"CodeStatus", "giftExpiresAt" = NULL, "expiryPassedAt" = NULL, "updatedAt" = ${ctx.now()}
    WHERE "id" = ${codeId}`;
}

export type CodeChange = {
  codeId: string;
  /** Needed only where the actor has no tenant of its own. */
  merchantId?: string;
  from: CodeStatus | null;
  to: CodeStatus;
  storeId?: string | null;
  reason?: string | null;
};

/** Adds a line to a code's history (K2). */
export async function recordCodeChange(tx: Tx, ctx: DomainContext, change: CodeChange): Promise<void> {
  await tx.codeHistory.create({
    data: {
      id: ctx.newId('hist'),
      merchantId: change.merchantId ?? merchantIdOf(ctx),
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
