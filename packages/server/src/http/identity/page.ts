import { html } from '../pages/html.ts';
import { narrowPage } from '../pages/notice.ts';
import type { IdentityLanguage } from './texts.ts';

const USERS = ['ann', 'ben', 'carol'] as const;

export type Picker = {
  merchantName: string;
  state: string;
  /** What was typed and is no openid; null: nothing was yet. */
  refused: string | null;
};

/** The sandbox's login: a visitor says who they are. Plain forms, so it works without script. */
export function pickerPage(language: IdentityLanguage, { merchantName, state, refused }: Picker): string {
  const { tag, texts } = language;
  const hidden = html`<input type="hidden" name="state" value="${state}">`;
  const people = USERS.map(
    (openid) =>
      html`<li><button class="cell person" name="openid" value="${openid}"><span class="avatar" aria-hidden="true">${openid.slice(0, 1).toUpperCase()}</span><span>${openid}</span></button></li>`,
  );
  const fault = refused === null ? null : html`<p id="openid-fault" class="error" role="alert">${texts.openidRule}</p>`;
  const faulty = refused === null ? null : html` aria-invalid="true" aria-describedby="openid-fault"`;
  return narrowPage(
    tag,
    `${texts.signIn} · ${merchantName}`,
    html`<header><h1>${texts.pickTitle}</h1><span class="badge">${texts.sandbox}</span></header>
<p class="note">${merchantName} · ${texts.pickNote}</p>
<form method="post" action="/identity/pick">${hidden}<ul class="cells">${people}</ul></form>
<h2>${texts.pickOther}</h2>
<form method="post" action="/identity/pick" class="cells"><label class="cell"><span>${texts.openid}</span>
<input name="openid" value="${refused ?? ''}" required maxlength="64" pattern="[A-Za-z0-9_\\-]{1,64}" title="${texts.openidRule}" autocomplete="off" autocapitalize="off" spellcheck="false"${faulty}></label>
${fault}${hidden}<button class="button">${texts.goOn}</button></form>`,
  );
}
