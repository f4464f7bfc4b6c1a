import type { Code } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import type { CodeReference } from './code.queries.ts';
import { findInWallet } from './wallet.queries.ts';

/** The code with that number in the user's wallet, opened to be looked at: a view (L8), unless a friend has it now. */
export async function openOwnCode(ctx: DomainContext, reference: CodeReference): Promise<Code | null> {
  const code = await findInWallet(ctx, reference);
  if (code && code.status !== 'GIFTED') ctx.ports.codes.noteView(code.id);
  return code;
}

/**
 * Tells that these codes were opened by who holds them (L8), of those whose card asks for it (`pushesViews`).
 * They are gathered beside the requests, so that looking costs no write.
 */
// house: no access check, because only the installation's own worker calls it.
export async function tellViews(root: Omit<DomainContext, 'actor'>, codeIds: readonly string[]): Promise<void> {
  const asking = { id: { in: [...codeIds] }, card: { pushesViews: true } };
  const codes = await (root.tx ?? root.prisma).code.findMany({ where: asking });
  if (codes.length === 0) return;
  await inTransaction({ ...root, actor: { kind: 'system' } }, async (tx) => {
    for (const code of codes) await tellView(tx, root, code);
  });
}

function tellView(tx: Tx, root: Omit<DomainContext, 'actor'>, code: Code): Promise<void> {
  const { id: codeId, merchantId, cardId, openid, value, outerStr } = code;
  const holder = { ...root, actor: { kind: 'user' as const, id: openid, openid, merchantId, keyId: '' } };
  return announce(tx, holder, {
    type: 'code.viewed',
    merchantId,
    cardId,
    codeId,
    openid,
    data: { code: value, outerStr },
  });
}
