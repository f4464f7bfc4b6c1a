import type { CardError } from '../core/errors.ts';
import type { CardFace } from '../code-types.ts';
import type { Messages } from '../types.ts';
import { en } from './en.ts';
import type { GiftPhrase } from './gift.ts';
import type { RedeemPhrase } from './redeem.ts';
import type { CodePhrase, ListPhrase, TextName } from './texts.ts';
import type { WalletPhrase } from './wallet.ts';
import { zhCN } from './zh-cn.ts';

type HolderPhrase = GiftPhrase | RedeemPhrase | WalletPhrase;

/** Says texts in one language, with the page's own words first. */
export type Speak = {
  readonly isChinese: boolean;
  /** Empty where there is no such text: not every kind of card has a name of its own. */
  say: (name: TextName | ListPhrase | CodePhrase | HolderPhrase | CardFace['kind'], n?: string | number) => string;
  /** The text of a reason; where there is none here, a refusal comes with the server's own. */
  explain: (error: CardError) => string;
};

export function speakerOf(locale: string, messages: Messages): Speak {
  const isChinese = /^zh/i.test(locale);
  const texts: Messages = { ...(isChinese ? zhCN : en), ...messages };
  const find = (name: string): string | undefined => texts[name];
  return {
    isChinese,
    say: (name, n = '') => (find(name) || '').replace('{n}', String(n)),
    explain: ({ code, message, retryable, fields }) =>
      find(code) || (fields['field'] ? message : find(retryable ? 'NETWORK' : 'UNKNOWN') || ''),
  };
}
