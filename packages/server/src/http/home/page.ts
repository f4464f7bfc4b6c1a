import type { SignedInPerson } from '../../domain/access/index.ts';
import { pageDocument } from '../pages/document.ts';
import { html, type Html } from '../pages/html.ts';
import type { PageLanguage } from './texts.ts';

/** A key as the page shows it: never the key itself. */
export type ShownKey = {
  name: string;
  kind: string;
  isTest: boolean;
  hint: string;
  createdAt: Date;
  state: 'active' | 'revoked' | 'expired';
};
export type ShownMerchant = { name: string; appId: string; timeZone: string; status: string; isSandbox: boolean };

export type HomeView = {
  person: SignedInPerson;
  /** Null: an operator, or a person of several merchants, has not chosen one. */
  merchant: ShownMerchant | null;
  /** Null: this role does not see keys. */
  keys: readonly ShownKey[] | null;
  showsGraphiql: boolean;
  hasConsole: boolean;
};

const SCRIPT = html`<script src="/assets/home.js" defer></script>`;

const document = ({ tag }: PageLanguage, body: Html): string =>
  pageDocument({ tag, title: 'Kaquan 卡券', head: SCRIPT, body: html`<main>${body}</main>` });

export function signInPage(language: PageLanguage): string {
  const { texts } = language;
  return document(
    language,
    html`<h1>Kaquan 卡券</h1>
<form id="sign-in" class="cells"><label class="cell"><span>${texts.login}</span><input name="login" autocomplete="username" required></label>
<label class="cell"><span>${texts.password}</span><input name="password" type="password" autocomplete="current-password" required></label>
<p id="sign-in-error" class="error" role="alert" data-prefix="${texts.signInFailed}" hidden></p>
<button class="button">${texts.signIn}</button><noscript><p class="note">${texts.needsScript}</p></noscript></form>`,
  );
}

export function homePage(view: HomeView, language: PageLanguage): string {
  const { texts } = language;
  return document(
    language,
    html`<header><h1>Kaquan 卡券</h1><button id="sign-out" class="button quiet" type="button">${texts.signOut}</button></header>
${you(view, language)}${view.merchant === null ? merchantList(view.person, language) : merchantCells(view.merchant, language)}
${view.merchant === null && view.keys === null ? null : keyTable(view.keys, language)}
${view.hasConsole ? html`<p><a href="/console/">${texts.openConsole}</a></p>` : null}
${view.showsGraphiql ? html`<p><a href="/graphql">${texts.tryOut}</a></p>` : null}`,
  );
}

const cell = (label: string, value: string): Html => html`<div class="cell"><dt>${label}</dt><dd>${value}</dd></div>`;

function you({ person, merchant }: HomeView, { texts }: PageLanguage): Html {
  const role = person.merchants.find(({ appId }) => appId === merchant?.appId)?.role;
  const title = person.isOperator ? texts.operator : (role ?? '–');
  return html`<section><h2>${texts.you}</h2><dl class="cells">${cell(texts.name, person.name)}${cell(texts.login, person.login)}${cell(texts.role, title)}</dl></section>`;
}

function merchantCells(merchant: ShownMerchant, { texts }: PageLanguage): Html {
  const mode = merchant.isSandbox ? texts.sandbox : texts.live;
  return html`<section><h2>${texts.merchant}</h2><dl class="cells">${cell(texts.merchantName, merchant.name)}${cell(texts.appId, merchant.appId)}
${cell(texts.status, `${merchant.status} · ${mode}`)}${cell(texts.timeZone, merchant.timeZone)}</dl></section>`;
}

function merchantList({ merchants }: SignedInPerson, { texts }: PageLanguage): Html {
  if (merchants.length === 0)
    return html`<section><h2>${texts.merchants}</h2><p class="note">${texts.noMerchants}</p></section>`;
  const rows = merchants.map(
    ({ appId, name }) =>
      html`<li><a class="cell" href="/?merchant=${encodeURIComponent(appId)}"><span>${name}</span><code>${appId}</code></a></li>`,
  );
  return html`<section><h2>${texts.chooseMerchant}</h2><ul class="cells">${rows}</ul></section>`;
}

function keyTable(keys: readonly ShownKey[] | null, { tag, texts }: PageLanguage): Html {
  if (keys === null) return html`<section><h2>${texts.keys}</h2><p class="note">${texts.keysHidden}</p></section>`;
  if (keys.length === 0) return html`<section><h2>${texts.keys}</h2><p class="note">${texts.noKeys}</p></section>`;
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
  const rows = keys.map(
    (
      key,
    ) => html`<li class="key ${key.state}"><strong>${key.name}</strong><span>${key.kind}${key.isTest ? ' · test' : ''}</span>
<span>${texts.ending} <code>${key.hint}</code></span><span>${texts.created} ${date.format(key.createdAt)}</span><em>${texts[key.state]}</em></li>`,
  );
  return html`<section><h2>${texts.keys}</h2><ul class="cells keys">${rows}</ul><p class="note">${texts.secretsNote}</p></section>`;
}
