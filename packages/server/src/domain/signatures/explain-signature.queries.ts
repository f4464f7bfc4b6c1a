import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { merchantOf } from '../merchants/index.ts';
import { caseOfCardExt, insteadOfCardExt } from './card-ext-case.queries.ts';
import { isFormAccepted, readCardExt } from './card-ext.rules.ts';
import { clockSkewAt, SKEW_SECONDS } from './clock-skew.rules.ts';
import { explainSignature, type SignatureExplanation } from './explain.rules.ts';
import { sortedPairs, sortedValues, type SignedValue } from './signed-text.rules.ts';
import { caseByTickets } from './ticket-case.queries.ts';

type Text = string | null | undefined;

/** What somebody signed, and for what. */
export type SignatureQuestion =
  | { form: 'CARD_EXT'; cardExt: string; cardId: string; openid?: Text }
  | { form: 'PAGE'; url: string; timestamp: string; nonceStr: string; signature: string }
  | {
      form: 'CARD_SIGN';
      timestamp: string;
      nonceStr: string;
      cardSign: string;
      cardId?: Text;
      cardType?: Text;
      shopId?: Text;
    };

export type SignatureVerdict = SignatureExplanation & {
  /** Seconds by which the signer's time is ahead of ours; null: there is no time in it. */
  clockSkewSeconds: number | null;
};

/**
 * The signature doctor: what the server thinks of a signature, and which part is wrong. Changes nothing and uses no nonce up.
 * Throws NotAllowedError without `signatures:read`, InvalidInputError for what is no `cardExt`.
 */
export async function explainSignatureOf(ctx: DomainContext, asked: SignatureQuestion): Promise<SignatureVerdict> {
  assertMay(ctx, 'signatures:read');
  const { explanation, timestamp } = await explained(ctx, asked);
  const clockSkewSeconds = clockSkewAt(ctx.now(), timestamp);
  const isLate = clockSkewSeconds === null || Math.abs(clockSkewSeconds) > SKEW_SECONDS;
  // A page keeps its signature as long as it is open; a claim is signed for the moment.
  if (asked.form === 'PAGE' || !explanation.isValid || !isLate) return { ...explanation, clockSkewSeconds };
  return { ...explanation, isValid: false, part: 'TIMESTAMP', clockSkewSeconds };
}

type Explained = { explanation: SignatureExplanation; timestamp: string | undefined };
type Question<Form extends SignatureQuestion['form']> = Extract<SignatureQuestion, { form: Form }>;

function explained(ctx: DomainContext, asked: SignatureQuestion): Promise<Explained> {
  switch (asked.form) {
    case 'CARD_EXT':
      return explainedCardExt(ctx, asked);
    case 'PAGE':
      return explainedPage(ctx, asked);
    case 'CARD_SIGN':
      return explainedCardSign(ctx, asked);
    default:
      return asked satisfies never;
  }
}

async function explainedCardExt(ctx: DomainContext, asked: Question<'CARD_EXT'>): Promise<Explained> {
  const ext = readCardExt(asked.cardExt);
  const merchant = await merchantOf(ctx);
  const instead = await insteadOfCardExt(ctx, asked.openid);
  const explanation = explainSignature(await caseOfCardExt(ctx, ext, asked.cardId), instead);
  const timestamp = ext.fields.get('timestamp');
  const openid = ext.fields.get('openid');
  const isForOther = Boolean(asked.openid) && openid !== undefined && openid !== asked.openid;
  if (!isFormAccepted(ext, merchant))
    return { explanation: { ...explanation, isValid: false, part: 'FORM' }, timestamp };
  if (explanation.isValid && isForOther)
    return { explanation: { ...explanation, isValid: false, part: 'OPENID' }, timestamp };
  return { explanation, timestamp };
}

async function explainedPage(ctx: DomainContext, asked: Question<'PAGE'>): Promise<Explained> {
  const [url = ''] = asked.url.split('#');
  const values = (ticket: string): SignedValue[] => [
    { part: 'TICKET', name: 'jsapi_ticket', value: ticket },
    { part: 'NONCE', name: 'noncestr', value: asked.nonceStr },
    { part: 'TIMESTAMP', name: 'timestamp', value: asked.timestamp },
    { part: 'URL', name: 'url', value: url },
  ];
  const unsigned: SignedValue[] = url === asked.url ? [] : [{ part: 'URL', name: 'url', value: asked.url }];
  const order = { type: 'JSAPI', join: sortedPairs, sent: asked.signature, values, unsigned } as const;
  return { explanation: explainSignature(await caseByTickets(ctx, order)), timestamp: asked.timestamp };
}

async function explainedCardSign(ctx: DomainContext, asked: Question<'CARD_SIGN'>): Promise<Explained> {
  const { appId } = await merchantOf(ctx);
  const values = (ticket: string): SignedValue[] => [
    { part: 'TICKET', name: 'api_ticket', value: ticket },
    { part: 'APP_ID', name: 'app_id', value: appId },
    { part: 'STORE', name: 'location_id', value: asked.shopId ?? '' },
    { part: 'TIMESTAMP', name: 'time_stamp', value: asked.timestamp },
    { part: 'NONCE', name: 'nonce_str', value: asked.nonceStr },
    { part: 'CARD_ID', name: 'card_id', value: asked.cardId ?? '' },
    { part: 'CARD_TYPE', name: 'card_type', value: asked.cardType ?? '' },
  ];
  const order = { type: 'WX_CARD', join: sortedValues, sent: asked.cardSign, values, unsigned: [] } as const;
  return { explanation: explainSignature(await caseByTickets(ctx, order)), timestamp: asked.timestamp };
}
