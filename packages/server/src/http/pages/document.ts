import { html, type Html } from './html.ts';
import type { LanguageTag } from './language.ts';

type Document = { tag: LanguageTag; title: string; head?: Html; body: Html };

const NOTHING: Html = { html: '' };

/** A whole page in our own style, without anything that a strict policy would stop. */
export const pageDocument = ({ tag, title, head = NOTHING, body }: Document): string =>
  `<!doctype html>${
    html`<html lang="${tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title}</title><link rel="stylesheet" href="/assets/home.css">${head}</head>
<body>${body}</body></html>`.html
  }`;
