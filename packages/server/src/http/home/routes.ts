import {
  findSignedInPerson,
  identify,
  listKeys,
  type ListedKey,
  type Root,
  type SignedInPerson,
} from '../../domain/access/index.ts';
import { may } from '../../domain/kit/access.ts';
import type { Actor } from '../../domain/kit/actor.ts';
import { merchantOf } from '../../domain/merchants/index.ts';
import { cookieOf, SESSION_COOKIE } from '../cookies.ts';
import { methodNotAllowed } from '../door-refusal.ts';
import { type Exchange, headerOf } from '../exchange.ts';
import { reply } from '../reply.ts';
import { at, type Route } from '../routes.ts';
import { createAssetRoutes } from './assets.ts';
import { type HomeView, homePage, type ShownKey, signInPage } from './page.ts';
import { pageLanguage } from './texts.ts';

type HomeOptions = {
  root: Root;
  showsGraphiql: boolean;
  /** Whether there is a console to lead to. */
  hasConsole: () => Promise<boolean>;
};

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

/** `/`: the plain signed-in page (who, merchant, keys), and its style and script. */
export const createHomeRoutes = (options: HomeOptions): Route[] => [
  at('/', (exchange) => showHome(exchange, options)),
  ...createAssetRoutes(),
];

async function showHome(exchange: Exchange, options: HomeOptions): Promise<void> {
  const { req } = exchange;
  if (req.method !== 'GET' && req.method !== 'HEAD') throw methodNotAllowed('GET, HEAD');
  const language = pageLanguage(headerOf(req, 'accept-language'));
  const sessionToken = cookieOf(req, SESSION_COOKIE);
  const person = sessionToken === null ? null : await findSignedInPerson(options.root, sessionToken);
  const page =
    person === null || sessionToken === null
      ? signInPage(language)
      : homePage(await viewOf(exchange, { ...options, person, sessionToken }), language);
  reply(exchange, 200, page, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': language.tag,
    'Content-Security-Policy': PAGE_POLICY,
    Vary: 'Cookie, Accept-Language',
  });
}

type Visit = HomeOptions & { person: SignedInPerson; sessionToken: string };

/** The merchant that the address names, else the only one there is. */
function chosenAppId({ url }: Exchange, { isOperator, merchants }: SignedInPerson): string | null {
  const named = url.searchParams.get('merchant');
  if (named !== null) return merchants.find(({ appId }) => appId === named)?.appId ?? null;
  return merchants.length === 1 && !isOperator ? (merchants[0]?.appId ?? null) : null;
}

async function viewOf(exchange: Exchange, visit: Visit): Promise<HomeView> {
  const { root, person, sessionToken, showsGraphiql } = visit;
  const appId = chosenAppId(exchange, person);
  const shared = { person, showsGraphiql, hasConsole: await visit.hasConsole() };
  if (appId === null && !person.isOperator) return { ...shared, merchant: null, keys: null };
  const credentials = { bearer: null, userToken: null, csrfToken: null, sessionToken, isWrite: false };
  const facts = { origin: null, referer: null, appBundle: null, ip: exchange.ip, merchantAppId: appId };
  const { actor } = await identify(root, credentials, facts);
  const ctx = { ...root, actor };
  const merchant = appId === null ? null : await merchantOf(ctx);
  return { ...shared, merchant, keys: await shownKeys(root, actor) };
}

async function shownKeys(root: Root, actor: Actor): Promise<ShownKey[] | null> {
  if (!may(actor, 'keys:write')) return null;
  const keys = await listKeys({ ...root, actor });
  return keys.map((key) => ({ ...key, state: stateOf(key, root.now()) }));
}

function stateOf({ revokedAt, expiresAt }: ListedKey, now: Date): ShownKey['state'] {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}
