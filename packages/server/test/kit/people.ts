import { randomBytes } from 'node:crypto';
import type { RequestFacts } from '../../src/domain/access/index.ts';
import { hashToken } from '../../src/domain/kit/secrets.ts';
import { as, type TestContext } from './context.ts';

/** A login that nobody has: logins are unique in the installation, whatever the merchant. */
export const aLogin = (): string => `p${randomBytes(8).toString('hex')}@shop.example`;

/** The same world as an operator who acts in the merchant. */
export const asOperator = <C extends TestContext>(ctx: C): C =>
  as(ctx, { kind: 'operator', id: 'key_operator', merchantId: ctx.merchantId });

/** A request from nowhere in particular. */
export const LOCAL: RequestFacts = {
  origin: null,
  referer: null,
  appBundle: null,
  ip: '127.0.0.1',
  merchantAppId: null,
};

export async function hasEnded(ctx: TestContext, sessionToken: string): Promise<boolean> {
  const where = { tokenHash: hashToken(sessionToken) };
  const { revokedAt } = await (ctx.tx ?? ctx.prisma).session.findUniqueOrThrow({ where });
  return revokedAt !== null;
}
