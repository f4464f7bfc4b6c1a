import type { Exchange } from '../exchange.ts';
import { reply } from '../reply.ts';
import { noticePage, type Notice } from './page.ts';
import { languageOf } from './texts.ts';

export type PageOptions = {
  /** Origins beside ours that a form of the page may end at. */
  formsLeadTo?: readonly string[];
};

const policyOf = ({ formsLeadTo = [] }: PageOptions): string =>
  [
    "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    `form-action ${["'self'", ...formsLeadTo].join(' ')}`,
  ].join('; ');

/** A page of the sign-in. It runs no script and is kept by nobody. */
export function replyPage(exchange: Exchange, status: number, page: string, options: PageOptions = {}): void {
  reply(exchange, status, page, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': languageOf(exchange).tag,
    'Content-Security-Policy': policyOf(options),
    // Without it a browser hides from us that its form was sent from our own page.
    'Referrer-Policy': 'same-origin',
    Vary: 'Cookie, Accept-Language',
  });
}

export const replyNotice = (exchange: Exchange, status: number, notice: Notice): void =>
  replyPage(exchange, status, noticePage(languageOf(exchange), notice));
