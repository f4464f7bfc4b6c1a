import { SignJWT } from 'jose';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { merchantOf } from '../merchants/index.ts';
import { signingSecretOf } from './signing-secret.ts';
import {
  isOpenid,
  USER_TOKEN_AUDIENCE,
  USER_TOKEN_DEFAULT_SECONDS,
  USER_TOKEN_MAX_SECONDS,
} from './user-token.rules.ts';

export type UserTokenDraft = {
  openid: string;
  /** 1 to 7200; 900 unless given. */
  ttlSeconds?: number | undefined;
  /** The token is then good only for pages of this origin. */
  origin?: string | undefined;
};

/**
 * Signs a user token (graphql.md §1) with the merchant's signing secret. Nothing is stored: the token ends by itself.
 * @throws InvalidInputError, NotAllowedError
 */
export async function createUserToken(
  ctx: DomainContext,
  draft: UserTokenDraft,
): Promise<{ token: string; expiresAt: Date }> {
  assertMay(ctx, 'user-tokens:write');
  const { openid, ttlSeconds = USER_TOKEN_DEFAULT_SECONDS, origin } = draft;
  assertDraft({ openid, ttlSeconds, origin });
  const { appId } = await merchantOf(ctx);
  const { id, secret } = await signingSecretOf(ctx);
  const issuedAt = Math.floor(ctx.now().getTime() / 1000);
  const token = await new SignJWT(origin === undefined ? {} : { origin })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: id })
    .setIssuer(appId)
    .setAudience(USER_TOKEN_AUDIENCE)
    .setSubject(openid)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ttlSeconds)
    .setJti(ctx.random(16).toString('base64url'))
    .sign(new TextEncoder().encode(secret));
  return { token, expiresAt: new Date((issuedAt + ttlSeconds) * 1000) };
}

function assertDraft({
  openid,
  ttlSeconds,
  origin,
}: {
  openid: string;
  ttlSeconds: number;
  origin: string | undefined;
}): void {
  if (!isOpenid(openid)) throw new InvalidInputError(['openid'], '1 to 64 of A-Z a-z 0-9 _ -', 'OPENID');
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > USER_TOKEN_MAX_SECONDS) {
    throw new InvalidInputError(['ttlSeconds'], `A whole number from 1 to ${USER_TOKEN_MAX_SECONDS}`);
  }
  if (origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new InvalidInputError(['origin'], 'Write an origin such as https://shop.example, without a path');
  }
}
