import type { Code } from '../../generated/prisma/client.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { insertCode, recordCodeChange, returnCode } from './code.store.ts';
import { systemCodeFrom } from './code-value.rules.ts';

// Each of these changes a code that the caller has locked, and adds the line to its history (K2, L7).

/** Puts a code on its way to a friend, who can take it until then. */
export async function offerCode(tx: Tx, ctx: DomainContext, code: Code, until: Date): Promise<void> {
  const data = { status: 'GIFTING', giftExpiresAt: until, updatedAt: ctx.now() } as const;
  await tx.code.update({ where: { id: code.id }, data });
  await recordCodeChange(tx, ctx, { codeId: code.id, from: code.status, to: 'GIFTING', reason: 'given' });
}

type TakenBack = { code: Code; to: 'NORMAL' | 'GIFT_TIMEOUT'; reason: string };

/** Gives a code that was on its way back to its holder. */
export async function takeBackCode(tx: Tx, ctx: DomainContext, { code, to, reason }: TakenBack): Promise<void> {
  await returnCode(tx, ctx, { codeId: code.id, to });
  const { id: codeId, merchantId, status: from } = code;
  await recordCodeChange(tx, ctx, { codeId, merchantId, from, to, reason });
}

/**
 * Retires a code that was given away, and makes the friend's with the same validity, ticket and channel. A system code
 * gets a new number; a merchant's own keeps the one that its till knows, and its place in the pool.
 */
export async function handOverCode(tx: Tx, ctx: DomainContext, code: Code, openid: string): Promise<Code> {
  const retired = { status: 'GIFTED', giftExpiresAt: null, giftedAt: ctx.now(), updatedAt: ctx.now() } as const;
  await tx.code.update({ where: { id: code.id }, data: retired });
  await recordCodeChange(tx, ctx, { codeId: code.id, from: code.status, to: 'GIFTED', reason: `taken by ${openid}` });
  const id = ctx.newId('code');
  await insertFriendsCode(tx, ctx, { ...code, id, openid });
  await recordCodeChange(tx, ctx, { codeId: id, from: null, to: 'NORMAL', reason: `gift of ${code.openid}` });
  await tx.codeTicket.updateMany({ where: { codeId: code.id }, data: { codeId: id } });
  await tx.depositedCode.updateMany({ where: { codeId: code.id }, data: { codeId: id } });
  return tx.code.findUniqueOrThrow({ where: { id } });
}

async function insertFriendsCode(tx: Tx, ctx: DomainContext, code: Code): Promise<void> {
  const { mode } = code;
  if (mode !== 'SYSTEM') {
    if (!(await insertCode(tx, ctx, code, { mode, value: code.value })))
      throw new Error(`The number of ${code.id} is in somebody's hands`);
    return;
  }
  while (!(await insertCode(tx, ctx, code, { mode, value: systemCodeFrom(ctx.random(8)) })));
}
