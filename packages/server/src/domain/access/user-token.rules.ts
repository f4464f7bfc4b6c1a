import type { UnauthenticatedReason } from './access.errors.ts';

/** `aud` of every user token. */
export const USER_TOKEN_AUDIENCE = 'kaquan';
/** Longest life of a user token, seconds. */
export const USER_TOKEN_MAX_SECONDS = 7_200;
/** Advised life, seconds: what `createUserToken` gives unless told otherwise. */
export const USER_TOKEN_DEFAULT_SECONDS = 900;
const SKEW_SECONDS = 60;
const JTI_LENGTH = 128;

const OPENID = /^[A-Za-z0-9_-]{1,64}$/;
/** W5: 1–64 of `[A-Za-z0-9_-]`. */
export const isOpenid = (text: string): boolean => OPENID.test(text);

/** How a user token may be signed. Anything else, `none` first of all, is refused before a key is looked at. */
export const USER_TOKEN_ALGORITHMS = ['EdDSA', 'HS256'] as const;
export type UserTokenAlgorithm = (typeof USER_TOKEN_ALGORITHMS)[number];
export const isUserTokenAlgorithm = (name: unknown): name is UserTokenAlgorithm =>
  USER_TOKEN_ALGORITHMS.some((algorithm) => algorithm === name);

export type UserTokenExpectation = {
  appId: string;
  /** Origin of the page that sent the request; null where there is none. */
  origin: string | null;
  now: Date;
};

type Claims = Readonly<Record<string, unknown>>;
type Check = { reason: UnauthenticatedReason; holds: (claims: Claims, expected: UserTokenExpectation) => boolean };

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);
const seconds = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : Number.NaN;
const isText = (value: unknown, limit: number): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= limit;

/** In this order: the first that fails is the answer. */
const CHECKS: readonly Check[] = [
  { reason: 'USER_TOKEN_ISSUER', holds: (claims, { appId }) => claims['iss'] === appId },
  { reason: 'USER_TOKEN_AUDIENCE', holds: ({ aud }) => [aud].flat().includes(USER_TOKEN_AUDIENCE) },
  { reason: 'USER_TOKEN_SUBJECT', holds: ({ sub }) => typeof sub === 'string' && isOpenid(sub) },
  { reason: 'USER_TOKEN_ID', holds: ({ jti }) => isText(jti, JTI_LENGTH) },
  { reason: 'USER_TOKEN_TIMES', holds: ({ iat, exp }) => seconds(exp) > seconds(iat) },
  { reason: 'USER_TOKEN_LIFETIME', holds: ({ iat, exp }) => seconds(exp) - seconds(iat) <= USER_TOKEN_MAX_SECONDS },
  { reason: 'USER_TOKEN_FUTURE', holds: ({ iat }, { now }) => seconds(iat) <= secondsOf(now) + SKEW_SECONDS },
  {
    reason: 'USER_TOKEN_FUTURE',
    holds: ({ nbf }, { now }) => nbf === undefined || seconds(nbf) <= secondsOf(now) + SKEW_SECONDS,
  },
  { reason: 'USER_TOKEN_EXPIRED', holds: ({ exp }, { now }) => secondsOf(now) < seconds(exp) },
  {
    reason: 'USER_TOKEN_ORIGIN',
    holds: (claims, { origin }) => claims['origin'] === undefined || claims['origin'] === origin,
  },
];

/** The reason why signed claims are no good for this request; null when they are. */
export const refusalOfClaims = (claims: Claims, expected: UserTokenExpectation): UnauthenticatedReason | null =>
  CHECKS.find((check) => !check.holds(claims, expected))?.reason ?? null;
