import { pageDocument } from '../pages/document.ts';
import { html, type Html } from '../pages/html.ts';
import type { IdentityLanguage } from './texts.ts';

const USERS = ['ann', 'ben', 'carol'] as const;

const STYLE = html`<link rel="stylesheet" href="/assets/pages.css">`;

const document = ({ tag }: IdentityLanguage, title: string, body: Html): string =>
  pageDocument({ tag, title, head: STYLE, body: html`<main class="narrow">${body}</main>` });

/** One thing to say, and perhaps one thing to do about it. */
export type Notice = {
  title: string;
  text: string;
  /** For the merchant's developers, small. */
  detail?: string | undefined;
  action?: { href: string; label: string } | undefined;
};

export const noticePage = (language: IdentityLanguage, { title, text, detail, action }: Notice): string =>
  document(
    language,
    title,
    html`<section class="notice"><h1>${title}</h1><p>${text}</p>${detail === undefined ? null : html`<p class="note">${detail}</p>`}
${action === undefined ? null : html`<a class="button" href="${action.href}">${action.label}</a>`}</section>`,
  );

export type Picker = {
  merchantName: string;
  state: string;
  /** What was typed and is no openid; null: nothing was yet. */
  refused: string | null;
};

/** The sandbox's login: a visitor says who they are. Plain forms, so it works without script. */
export function pickerPage(language: IdentityLanguage, { merchantName, state, refused }: Picker): string {
  const { texts } = language;
  const hidden = html`<input type="hidden" name="state" value="${state}">`;
  const people = USERS.map(
    (openid) =>
      html`<li><button class="cell person" name="openid" value="${openid}"><span class="avatar" aria-hidden="true">${openid.slice(0, 1).toUpperCase()}</span><span>${openid}</span></button></li>`,
  );
  const fault = refused === null ? null : html`<p id="openid-fault" class="error" role="alert">${texts.openidRule}</p>`;
  const faulty = refused === null ? null : html` aria-invalid="true" aria-describedby="openid-fault"`;
  return document(
    language,
    `${texts.signIn} · ${merchantName}`,
    html`<header><h1>${texts.pickTitle}</h1><span class="badge">${texts.sandbox}</span></header>
<p class="note">${merchantName} · ${texts.pickNote}</p>
<form method="post" action="/identity/pick">${hidden}<ul class="cells">${people}</ul></form>
<h2>${texts.pickOther}</h2>
<form method="post" action="/identity/pick" class="cells">${hidden}<label class="cell"><span>${texts.openid}</span>
<input name="openid" value="${refused ?? ''}" required maxlength="64" pattern="[A-Za-z0-9_\-]{1,64}" title="${texts.openidRule}" autocomplete="off" autocapitalize="off" spellcheck="false"${faulty}></label>
${fault}<button class="button">${texts.goOn}</button></form>`,
  );
}
