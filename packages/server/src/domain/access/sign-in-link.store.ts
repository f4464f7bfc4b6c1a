import type { SignInLink } from '../../generated/prisma/client.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';

/** Life of a sign-in link unless an operator says otherwise, seconds. */
export const SIGN_IN_LINK_SECONDS = 15 * 60;

/** Life of the invitation of staff to their phone (W4), seconds. */
const PHONE_LINK_SECONDS = 86_400;

type NewLink = { personId: string; lifeSeconds: number; isPhone?: boolean };

/** Writes a link; its token is shown this once and kept as a hash. */
export async function insertSignInLink(
  tx: Tx,
  ctx: DomainContext,
  { personId, lifeSeconds, isPhone = false }: NewLink,
): Promise<{ link: SignInLink; token: string }> {
  const token = ctx.random(32).toString('base64url');
  const createdAt = ctx.now();
  const link = await tx.signInLink.create({
    data: {
      id: ctx.newId('sil'),
      personId,
      isPhone,
      tokenHash: hashToken(token),
      expiresAt: new Date(createdAt.getTime() + lifeSeconds * 1000),
      createdAt,
    },
  });
  return { link, token };
}

/** A link that signs staff in on a phone. */
export const insertPhoneLink = (tx: Tx, ctx: DomainContext, personId: string): ReturnType<typeof insertSignInLink> =>
  insertSignInLink(tx, ctx, { personId, lifeSeconds: PHONE_LINK_SECONDS, isPhone: true });

/** Uses a link up. Of two who bring it at once, one is told true. */
export async function takeSignInLink(tx: Tx, { id, at }: { id: string; at: Date }): Promise<boolean> {
  const updated = await tx.$executeRaw`
    UPDATE "SignInLink" SET "usedAt" = ${at} WHERE "id" = ${id} AND "usedAt" IS NULL AND "expiresAt" > ${at}`;
  return updated === 1;
}
