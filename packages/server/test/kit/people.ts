import { randomBytes } from 'node:crypto';
import { identify, invitePerson, type RequestFacts } from '../../src/domain/access/index.ts';
import type { Actor, PersonRoleName } from '../../src/domain/kit/actor.ts';
import { hashToken } from '../../src/domain/kit/secrets.ts';
import { as, type TestContext } from './context.ts';

/** A login that nobody has: logins are unique in the installation, whatever the merchant. */
export const aLogin = (): string => `p${randomBytes(8).toString('hex')}@shop.example`;

/** The same world as an operator who acts in the merchant. */
export const asOperator = <C extends TestContext>(ctx: C): C =>
  as(ctx, { kind: 'operator', id: 'key_operator', merchantId: ctx.merchantId });

type Colleague = { role: PersonRoleName; storeIds?: string[]; isDisabled?: boolean };

/** The same world as somebody who was invited to the merchant and signed in. */
export async function aColleague<C extends TestContext>(
  ctx: C,
  { role, storeIds = [], isDisabled = false }: Colleague,
): Promise<C & { actor: Extract<Actor, { kind: 'person' }> }> {
  const { person } = await invitePerson(asOperator(ctx), { login: aLogin(), name: 'Colleague', role, storeIds });
  if (isDisabled) {
    await (ctx.tx ?? ctx.prisma).person.update({ where: { id: person.id }, data: { disabledAt: ctx.now() } });
  }
  const { merchantId } = ctx;
  return { ...ctx, actor: { kind: 'person', id: person.id, merchantId, role, storeIds, sessionId: ctx.newId('ses') } };
}

const LOCAL: RequestFacts = {
  origin: null,
  referer: null,
  appBundle: null,
  ip: '127.0.0.1',
  merchantAppId: null,
};

/** The same world as whoever shows the session. */
export async function asSession<C extends TestContext>(ctx: C, sessionToken: string): Promise<C> {
  const credentials = { bearer: null, userToken: null, sessionToken, csrfToken: null, isWrite: false };
  return as(ctx, (await identify(ctx, credentials, LOCAL)).actor);
}

export async function hasEnded(ctx: TestContext, sessionToken: string): Promise<boolean> {
  const where = { tokenHash: hashToken(sessionToken) };
  const { revokedAt } = await (ctx.tx ?? ctx.prisma).session.findUniqueOrThrow({ where });
  return revokedAt !== null;
}
