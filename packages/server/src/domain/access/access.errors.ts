import { DomainError } from '../kit/errors.ts';

/** Why a caller is not known; each with what to do about it. */
const UNAUTHENTICATED_REASONS = {
  CREDENTIAL_MISSING: 'Send a key as "Authorization: Bearer …", or sign in',
  CREDENTIAL_UNKNOWN: 'No such key: it was mistyped, or belongs to another installation',
  KEY_REVOKED: 'This key was revoked',
  KEY_EXPIRED: 'This key has expired',
  USER_TOKEN_ALONE: 'A user token needs a publishable key (pk_…) beside it',
  USER_TOKEN_MALFORMED: 'The user token is no JSON Web Token',
  USER_TOKEN_ALGORITHM: 'A user token is signed with EdDSA or HS256',
  USER_TOKEN_SIGNATURE: 'No registered key of the merchant has signed this user token',
  USER_TOKEN_ISSUER: 'The issuer (iss) of the user token is not the appId of the merchant whose key is used',
  USER_TOKEN_AUDIENCE: 'The audience (aud) of the user token is not "kaquan"',
  USER_TOKEN_SUBJECT: 'The subject (sub) of the user token is no openid: 1 to 64 of A-Z a-z 0-9 _ -',
  USER_TOKEN_ID: 'The user token has no id (jti) of 1 to 128 characters',
  USER_TOKEN_TIMES: 'The user token needs iat and exp in whole seconds, exp after iat',
  USER_TOKEN_LIFETIME: 'A user token lives at most 2 hours (exp - iat)',
  USER_TOKEN_FUTURE: 'The user token was issued in the future; is the clock right?',
  USER_TOKEN_EXPIRED: 'The user token has expired',
  USER_TOKEN_ORIGIN: 'The user token was made for pages of another origin',
  USER_TOKEN_USED: 'This user token has signed somebody in already; it works once',
  USER_TOKEN_LONG_LIVED: 'A user token that signs in at /identity/return lives at most 60 seconds (exp - iat)',
  SIGN_IN_STATE: 'This sign-in was begun in another browser, more than 10 minutes ago, or not here; begin again',
  SESSION_UNKNOWN: 'No such session; sign in again',
  SESSION_ENDED: 'This session has ended; sign in again',
  PERSON_DISABLED: 'This account is disabled',
  LINK_UNKNOWN: 'No such sign-in link',
  LINK_USED: 'This sign-in link was used; ask for a new one',
  LINK_EXPIRED: 'This sign-in link has expired; ask for a new one',
  PASSWORD_WRONG: 'Login and password do not match',
  SIGN_IN_TOO_OLD: 'Send your current password, or sign in again: this sign-in is older than 15 minutes',
} as const;
export type UnauthenticatedReason = keyof typeof UNAUTHENTICATED_REASONS;

/** Nobody, or nobody we know. Top-level at the GraphQL door, 401 at HTTP. */
export class UnauthenticatedError extends DomainError {
  override readonly code = 'UNAUTHENTICATED';
  override readonly weixinCode = 40001;
  readonly reason: UnauthenticatedReason;
  constructor(reason: UnauthenticatedReason) {
    super(UNAUTHENTICATED_REASONS[reason]);
    this.reason = reason;
  }
}

/** Why a known credential may not be used this way. */
const FORBIDDEN_REASONS = {
  ORIGIN_MISSING: 'A publishable key answers only to its safe domains: send Origin, Referer or the app bundle id',
  ORIGIN_NOT_SAFE: 'This page is on none of the safe domains, mini programs or app bundles of the merchant',
  ORIGIN_NOT_HTTPS: 'Safe domains are reached by https; http is only for loopback pages with a _test_ key',
  SECRET_IN_PAGE: 'This key was sent by a web page. Never put it there: use a publishable key, and revoke this one',
  IP_NOT_ALLOWED: 'The IP list of this key does not hold your address',
  TEST_KEY_ON_LIVE_MERCHANT: 'A _test_ key reaches only sandbox merchants',
  MERCHANT_UNKNOWN: 'X-Kaquan-Merchant names no merchant that you may act in',
  MERCHANT_UNNAMED: 'You belong to several merchants: name one in X-Kaquan-Merchant',
  NO_ROLE: 'You have no role at any merchant',
  CSRF: 'Writes of a session carry X-Kaquan-CSRF with the token that signing in gave',
} as const;
export type ForbiddenReason = keyof typeof FORBIDDEN_REASONS;

/** We know who it is, and no. Top-level at the GraphQL door, 403 at HTTP. */
export class ForbiddenError extends DomainError {
  override readonly code = 'FORBIDDEN';
  override readonly weixinCode = 48001;
  readonly reason: ForbiddenReason;
  constructor(reason: ForbiddenReason) {
    super(FORBIDDEN_REASONS[reason]);
    this.reason = reason;
  }
}

/** Refusals of the Weixin door's credentials (contract §1.2). Client libraries match the beginning of the text. */
const CREDENTIAL_FAULTS = {
  GRANT_TYPE: [40002, 'invalid grant_type'],
  APP_ID_MISSING: [41002, 'appid missing'],
  APP_ID_UNKNOWN: [40013, 'invalid appid'],
  APP_SECRET_MISSING: [41004, 'appsecret missing'],
  APP_SECRET_WRONG: [40125, 'invalid appsecret'],
  TOKEN_MISSING: [41001, 'access_token missing'],
  // 40001 and not 40014 for any unknown token: one client does not recover on 40014 (contract §1.9).
  TOKEN_UNKNOWN: [40001, 'invalid credential, access_token is invalid or not latest'],
  TOKEN_EXPIRED: [42001, 'access_token expired'],
  DAILY_QUOTA: [45009, 'reach max api daily quota limit'],
  MINUTE_QUOTA: [45011, 'api minute-quota reach limit, must slower, retry next minute'],
} as const satisfies Record<string, readonly [number, string]>;
export type CredentialFault = keyof typeof CREDENTIAL_FAULTS;

/** appId, secret or access token of the Weixin door is refused; `weixinCode` and the text are Weixin's own. */
export class CredentialRefusedError extends DomainError {
  override readonly code = 'UNAUTHENTICATED';
  override readonly weixinCode: number;
  override readonly retryable: boolean;
  readonly fault: CredentialFault;
  constructor(fault: CredentialFault) {
    const [weixinCode, text] = CREDENTIAL_FAULTS[fault];
    super(text);
    this.fault = fault;
    this.weixinCode = weixinCode;
    this.retryable = fault === 'DAILY_QUOTA' || fault === 'MINUTE_QUOTA';
  }
}
