import { takeNonce } from '../access/index.ts';
import type { Merchant } from '../../generated/prisma/client.ts';
import type { Actor } from '../kit/actor.ts';
import { parseChannel } from '../kit/channel.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { merchantOf } from '../merchants/index.ts';
import { caseOfCardExt, insteadOfCardExt } from './card-ext-case.queries.ts';
import { type CardExt, isFormAccepted, oneTimeValuesOf, readCardExt, secondsIn } from './card-ext.rules.ts';
import { clockSkewAt, SKEW_SECONDS } from './clock-skew.rules.ts';
import { explainSignature, isRightSignature, type SignatureCase } from './explain.rules.ts';
import { NonceReusedError, SignatureExpiredError, SignatureInvalidError } from './signature.errors.ts';
import type { SignaturePart } from './signed-text.rules.ts';

/** What a good `cardExt` says to a claim. */
export type CardExtGrant = {
  code: string | null;
  /** Whether it names this very user (L3). */
  isUserNamed: boolean;
  outerStr: string | null;
  /** When the claim was made elsewhere (`fixed_begintimestamp`); null: now. */
  beganAt: Date | null;
};

export type SignedClaim = { cardExt: string; cardId: string; openid: string };

/**
 * Checks the signed `cardExt` of a claim (contract §1.5) and uses its one-time value up in the transaction of the claim.
 * Throws InvalidInputError, SignatureInvalidError, SignatureExpiredError, NonceReusedError.
 */
export async function verifyCardExt(tx: Tx, ctx: DomainContext, claim: SignedClaim): Promise<CardExtGrant> {
  const inClaim = { ...ctx, tx };
  const ext = readCardExt(claim.cardExt);
  const merchant = await merchantOf(inClaim);
  const given = await caseOfCardExt(inClaim, ext, claim.cardId);
  const refusal = async (known: SignaturePart | null): Promise<SignatureInvalidError> =>
    mayExplain(ctx.actor, merchant)
      ? explained(inClaim, { ext, given, known, openid: claim.openid })
      : new SignatureInvalidError(known ?? 'UNKNOWN');
  if (!isFormAccepted(ext, merchant)) throw await refusal('FORM');
  if (!isRightSignature(given)) throw await refusal(null);
  const signedAt = assertFresh(ctx, ext);
  const openid = ext.fields.get('openid');
  if (openid !== undefined && openid !== claim.openid) throw await refusal('OPENID');
  const values = oneTimeValuesOf(ext, claim.cardId);
  await useUp(inClaim, { values, merchantId: merchant.id, signedAt });
  return {
    code: ext.fields.get('code') ?? null,
    isUserNamed: openid === claim.openid,
    outerStr: parseChannel(ext.fields.get('outer_str') ?? ext.fields.get('outer_id'), ['cardExt', 'outer_str']),
    beganAt: beginIn(ctx.actor, ext),
  };
}

/** `known` is what is wrong beside the signature itself; null: the signature. */
type Wrong = { ext: CardExt; given: SignatureCase; known: SignaturePart | null; openid: string };

/** The answer of the doctor. Its search costs thousands of digests, so strangers of a live merchant don't get it. */
async function explained(ctx: DomainContext, wrong: Wrong): Promise<SignatureInvalidError> {
  const { ext, given, known, openid } = wrong;
  const { part, expectedText } = explainSignature(given, await insteadOfCardExt(ctx, openid));
  const clockSkewSeconds = clockSkewAt(ctx.now(), ext.fields.get('timestamp'));
  return new SignatureInvalidError(known ?? part ?? 'UNKNOWN', { expectedText, clockSkewSeconds });
}

/** Strings that the server expects are shown only where nothing real can be claimed with them. */
const mayExplain = (actor: Actor, { isSandbox }: Merchant): boolean => isSandbox || ('isTest' in actor && actor.isTest);

function assertFresh(ctx: DomainContext, ext: CardExt): number {
  const timestamp = ext.fields.get('timestamp');
  const [signedAt, skew] = [secondsIn(timestamp), clockSkewAt(ctx.now(), timestamp)];
  if (signedAt === null || skew === null)
    throw new InvalidInputError(['cardExt', 'timestamp'], 'Whole seconds since 1970', 'CARD_EXT');
  if (Math.abs(skew) > SKEW_SECONDS) throw new SignatureExpiredError(skew);
  return signedAt;
}

type Used = { values: readonly string[]; merchantId: string; signedAt: number };

/** Kept for as long as the time of the signature would be taken. */
async function useUp(ctx: DomainContext, { values, merchantId, signedAt }: Used): Promise<void> {
  const expiresAt = new Date((signedAt + SKEW_SECONDS + 1) * 1000);
  for (const value of values)
    if (!(await takeNonce(ctx, { merchantId, purpose: 'card-ext', value, expiresAt }))) throw new NonceReusedError();
}

/** The first form does not sign this time: a page could change it, so only the merchant's own program is believed. */
function beginIn(actor: Actor, { fields, form }: CardExt): Date | null {
  const field = ['cardExt', 'fixed_begintimestamp'];
  const text = fields.get('fixed_begintimestamp');
  if (text === undefined || text === '0') return null;
  const seconds = secondsIn(text);
  if (seconds === null) throw new InvalidInputError(field, 'Whole seconds since 1970', 'CARD_EXT');
  if (form === 'V1' && actor.kind === 'user')
    throw new InvalidInputError(field, 'Only the second form of cardExt signs it', 'CARD_EXT');
  return new Date(seconds * 1000);
}
