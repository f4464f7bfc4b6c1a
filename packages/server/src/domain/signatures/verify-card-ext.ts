import { takeNonce } from '../access/index.ts';
import type { Merchant } from '../../generated/prisma/client.ts';
import type { Actor } from '../kit/actor.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { byteLength } from '../kit/text.ts';
import { merchantOf } from '../merchants/index.ts';
import { caseOfCardExt } from './card-ext-case.queries.ts';
import { type CardExt, readCardExt, secondsIn } from './card-ext.rules.ts';
import { explainSignature } from './explain.rules.ts';
import { NonceReusedError, SignatureExpiredError, SignatureInvalidError } from './signature.errors.ts';

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

/** How far the signer's clock may be from ours (sdk.md §4.5). */
export const SKEW_SECONDS = 300;
const CHANNEL_BYTES = 128;

/**
 * Checks the signed `cardExt` of a claim (contract §1.5) and uses its one-time value up in the transaction of the claim.
 * Throws InvalidInputError, SignatureInvalidError, SignatureExpiredError, NonceReusedError.
 */
export async function verifyCardExt(tx: Tx, ctx: DomainContext, claim: SignedClaim): Promise<CardExtGrant> {
  const inClaim = { ...ctx, tx };
  const ext = readCardExt(claim.cardExt);
  const merchant = await merchantOf(inClaim);
  if (!(ext.form === 'V1' ? merchant.acceptsCardExtV1 : merchant.acceptsCardExtV2))
    throw new SignatureInvalidError('FORM');
  const explanation = explainSignature(await caseOfCardExt(inClaim, ext, claim.cardId));
  if (explanation.part !== null)
    throw new SignatureInvalidError(explanation.part, mayExplain(ctx.actor, merchant) ? explanation : null);
  const signedAt = assertFresh(ctx, ext);
  const openid = ext.fields.get('openid');
  if (openid !== undefined && openid !== claim.openid) throw new SignatureInvalidError('OPENID');
  await useUp(tx, ctx, { ext, merchantId: merchant.id, signedAt });
  return {
    code: ext.fields.get('code') ?? null,
    isUserNamed: openid === claim.openid,
    outerStr: channelIn(ext),
    beganAt: beginIn(ctx.actor, ext),
  };
}

/** Strings that the server expects are shown only where nothing real can be claimed with them. */
const mayExplain = (actor: Actor, { isSandbox }: Merchant): boolean => isSandbox || ('isTest' in actor && actor.isTest);

function assertFresh(ctx: DomainContext, ext: CardExt): number {
  const signedAt = secondsIn(ext.fields.get('timestamp'));
  if (signedAt === null) throw new InvalidInputError(['cardExt', 'timestamp'], 'Whole seconds since 1970', 'CARD_EXT');
  const skew = signedAt - Math.floor(ctx.now().getTime() / 1000);
  if (Math.abs(skew) > SKEW_SECONDS) throw new SignatureExpiredError(skew);
  return signedAt;
}

type Used = { ext: CardExt; merchantId: string; signedAt: number };

/** Without a nonce the signature itself is the one-time value. Kept for as long as its time would be taken. */
async function useUp(tx: Tx, ctx: DomainContext, { ext, merchantId, signedAt }: Used): Promise<void> {
  const value = ext.fields.get('nonce_str') ?? ext.signature;
  const expiresAt = new Date((signedAt + SKEW_SECONDS + 1) * 1000);
  if (!(await takeNonce({ ...ctx, tx }, { merchantId, purpose: 'card-ext', value, expiresAt })))
    throw new NonceReusedError();
}

function channelIn({ fields }: CardExt): string | null {
  const channel = fields.get('outer_str') ?? fields.get('outer_id') ?? null;
  if (channel !== null && byteLength(channel) > CHANNEL_BYTES)
    throw new InvalidInputError(['cardExt', 'outer_str'], `At most ${CHANNEL_BYTES} bytes`, 'CARD_EXT');
  return channel;
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
