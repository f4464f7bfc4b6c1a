import type { Exchange } from '../exchange.ts';
import { reply } from '../reply.ts';
import { pageDocument } from './document.ts';
import { html, type Html } from './html.ts';
import type { LanguageTag } from './language.ts';

/** One thing to say, and perhaps one thing to do about it. */
export type Notice = {
  title: string;
  text: string;
  /** For developers, small. */
  detail?: string | undefined;
  action?: { href: string; label: string } | undefined;
};

const STYLE = html`<link rel="stylesheet" href="/assets/pages.css">`;

/** A page for one hand on a phone. */
export const narrowPage = (tag: LanguageTag, title: string, body: Html): string =>
  pageDocument({ tag, title, head: STYLE, body: html`<main class="narrow">${body}</main>` });

const noticePage = (tag: LanguageTag, { title, text, detail, action }: Notice): string =>
  narrowPage(
    tag,
    title,
    html`<section class="notice"><h1>${title}</h1><p>${text}</p>${detail === undefined ? null : html`<p class="note">${detail}</p>`}
${action === undefined ? null : html`<a class="button" href="${action.href}">${action.label}</a>`}</section>`,
  );

export type PlainPage = {
  tag: LanguageTag;
  page: string;
  /** Origins beside ours that a form of the page may end at. */
  formsLeadTo?: readonly string[];
};

/** Sends a page that runs no script and is kept by nobody. */
export function replyPlainPage(exchange: Exchange, status: number, { tag, page, formsLeadTo = [] }: PlainPage): void {
  const forms = ["'self'", ...formsLeadTo].join(' ');
  reply(exchange, status, page, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': tag,
    'Content-Security-Policy': `default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action ${forms}`,
    // Without it a browser hides from us that its form was sent from our own page.
    'Referrer-Policy': 'same-origin',
    Vary: 'Cookie, Accept-Language',
  });
}

export const replyNotice = (
  exchange: Exchange,
  status: number,
  { tag, ...notice }: Notice & { tag: LanguageTag },
): void => replyPlainPage(exchange, status, { tag, page: noticePage(tag, notice) });
