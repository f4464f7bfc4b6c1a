import type { SignatureQuestion } from '../../domain/signatures/index.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { builder } from '../builder.ts';

const CardExtSignatureInput = builder.inputType('CardExtSignatureInput', {
  description: 'A signed `cardExt`, of either form.',
  fields: (t) => ({
    cardExt: t.string({ required: true, description: 'The JSON text, just as it was sent.' }),
    cardId: t.id({ required: true, description: 'The card that it stands beside.' }),
    openid: t.string({ description: 'The user who claims, to see whether it is for this one.' }),
  }),
});

const PageSignatureInput = builder.inputType('PageSignatureInput', {
  description: 'What a page gives to `wx.config`.',
  fields: (t) => ({
    url: t.string({ required: true, description: 'Address of the page.' }),
    timestamp: t.string({ required: true, description: 'Seconds since 1970.' }),
    nonceStr: t.string({ required: true, description: 'The nonce.' }),
    signature: t.string({ required: true, description: 'The signature, 40 hex digits.' }),
  }),
});

const CardSignInput = builder.inputType('CardSignInput', {
  description: 'What a page gives to `wx.chooseCard`.',
  fields: (t) => ({
    timestamp: t.string({ required: true, description: 'Seconds since 1970.' }),
    nonceStr: t.string({ required: true, description: 'The nonce.' }),
    cardSign: t.string({ required: true, description: 'The signature, 40 hex digits.' }),
    cardId: t.id({ description: 'The card, where one was named.' }),
    cardType: t.string({ description: 'The kind of card, where one was named.' }),
    shopId: t.string({ description: 'The store (`location_id`), where one was named.' }),
  }),
});

export const SignatureExplainInput = builder.inputType('SignatureExplainInput', {
  description: 'What was signed: exactly one of the branches.',
  isOneOf: true,
  fields: (t) => ({
    cardExt: t.field({ type: CardExtSignatureInput, description: 'A claim.' }),
    page: t.field({ type: PageSignatureInput, description: 'A page.' }),
    cardSign: t.field({ type: CardSignInput, description: 'A choice of cards.' }),
  }),
});

type Given = typeof SignatureExplainInput.$inferInput;

/** The branch that was given. */
export function questionOf({ cardExt, page, cardSign }: Given): SignatureQuestion {
  if (cardExt) return { form: 'CARD_EXT', ...cardExt };
  if (page) return { form: 'PAGE', ...page };
  if (cardSign) return { form: 'CARD_SIGN', ...cardSign };
  throw new InvalidInputError([], 'Name one branch', 'MISSING');
}
