import { getPickableSignIn, isOpenid, type Root, tokenOfPickedUser } from '../../domain/access/index.ts';
import { readForm } from '../body.ts';
import { methodNotAllowed } from '../door-refusal.ts';
import type { Exchange } from '../exchange.ts';
import { assertOwnPage } from '../own-page.ts';
import { replyPlainPage } from '../pages/notice.ts';
import { replyNothing } from '../reply.ts';
import { browserOf } from './cookies.ts';
import { pickerPage } from './page.ts';
import { orTellWhy } from './sign-in-refused.ts';
import { languageOf } from './texts.ts';

const BODY_LIMIT_BYTES = 8_192;

/** `/identity/pick`: the login of merchants that are for trying out, as their own login would be. */
export async function pickUser(exchange: Exchange, root: Root): Promise<void> {
  const { method } = exchange.req;
  if (method === 'GET' || method === 'HEAD') return showPicker(exchange, root);
  if (method !== 'POST') throw methodNotAllowed('GET, HEAD, POST');
  return takePick(exchange, root);
}

async function showPicker(exchange: Exchange, root: Root): Promise<void> {
  const state = exchange.url.searchParams.get('state') ?? '';
  await orTellWhy(exchange, root, { state, work: () => replyPicker(exchange, root, { state, refused: null }) });
}

async function takePick(exchange: Exchange, root: Root): Promise<void> {
  assertOwnPage(exchange.req, root.publicUrl, 'Users are picked on our own page');
  const form = await readForm(exchange.req, BODY_LIMIT_BYTES);
  const [state, openid] = [form.get('state') ?? '', form.get('openid') ?? ''];
  await orTellWhy(exchange, root, {
    state,
    work: async () => {
      if (!isOpenid(openid)) return replyPicker(exchange, root, { state, refused: openid });
      const { merchant } = await getPickableSignIn(root, { state, browser: browserOf(exchange) });
      const { token } = await tokenOfPickedUser(root, { merchant, openid });
      const back = new URLSearchParams({ state, token });
      replyNothing(exchange, 303, { Location: `/identity/return?${back}`, 'Cache-Control': 'no-store' });
    },
  });
}

type Pick = { state: string; refused: string | null };

async function replyPicker(exchange: Exchange, root: Root, { state, refused }: Pick): Promise<void> {
  const { merchant, returnTo } = await getPickableSignIn(root, { state, browser: browserOf(exchange) });
  exchange.facts.merchantId = merchant.id;
  const language = languageOf(exchange);
  const page = pickerPage(language, { merchantName: merchant.name, state, refused });
  // A browser holds the redirects of a form to the policy too, up to the page that it ends at.
  const formsLeadTo = returnTo.startsWith('/') ? [] : [new URL(returnTo).origin];
  replyPlainPage(exchange, refused === null ? 200 : 400, { tag: language.tag, page, formsLeadTo });
}
