import type { SignatureExplainInput } from '../../generated/console.ts';

/** What can be asked about, by the branch of `signatureExplain`. */
export const FORMS = ['cardExt', 'page', 'cardSign'] as const;
export type Form = (typeof FORMS)[number];

/** A question while it is being written: texts as they stand in the controls. */
export type Question = Record<
  | 'cardExt'
  | 'cardId'
  | 'openid'
  | 'url'
  | 'timestamp'
  | 'nonceStr'
  | 'signature'
  | 'cardType'
  | 'shopId'
  /** What was put through the digest, for a comparison that stays in this browser. */
  | 'signedText',
  string
>;

export const emptyQuestion: Question = {
  cardExt: '',
  cardId: '',
  openid: '',
  url: '',
  timestamp: '',
  nonceStr: '',
  signature: '',
  cardType: '',
  shopId: '',
  signedText: '',
};

const REQUIRED = {
  cardExt: ['cardExt', 'cardId'],
  page: ['url', 'timestamp', 'nonceStr', 'signature'],
  cardSign: ['timestamp', 'nonceStr', 'signature'],
} as const satisfies Record<Form, readonly (keyof Question)[]>;

/** The fields that are missing, in their order. */
export const missingIn = (form: Form, question: Question): readonly (keyof Question)[] =>
  REQUIRED[form].filter((name) => question[name].trim() === '');

const textOf = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** A question as the server takes it. A signature keeps its blanks: they may be what is wrong with it. */
export function inputOf(form: Form, question: Question): SignatureExplainInput {
  const { cardExt, url, signature } = question;
  const [timestamp, nonceStr] = [question.timestamp.trim(), question.nonceStr.trim()];
  const cardId = question.cardId.trim();
  if (form === 'cardExt') return { cardExt: { cardExt: cardExt.trim(), cardId, openid: textOf(question.openid) } };
  if (form === 'page') return { page: { url: url.trim(), timestamp, nonceStr, signature } };
  return {
    cardSign: {
      timestamp,
      nonceStr,
      cardSign: signature,
      cardId: textOf(cardId),
      cardType: textOf(question.cardType),
      shopId: textOf(question.shopId),
    },
  };
}
