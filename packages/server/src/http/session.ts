import { z } from 'zod';
import {
  csrfTokenOf,
  deviceNameOf,
  findSignedInPerson,
  isCsrfToken,
  type Root,
  type SignedIn,
  signIn,
  signInByToken,
  signOut,
  UnauthenticatedError,
} from '../domain/access/index.ts';
import { readJson } from './body.ts';
import { cookie, cookieOf, CSRF_COOKIE, SESSION_COOKIE } from './cookies.ts';
import { readsPages, replyDeadLink } from './dead-link.ts';
import { badRequest, DoorRefusal, methodNotAllowed } from './door-refusal.ts';
import { type Exchange, headerOf } from './exchange.ts';
import { assertOwnPage } from './own-page.ts';
import { replyJson, replyNothing } from './reply.ts';
import { at, below, type Route } from './routes.ts';

export type SessionOptions = {
  root: Root;
  isHttps: () => boolean;
  /** Where a sign-in link leads; one for a phone of staff to the till. */
  homePath: (to: { isPhone: boolean }) => Promise<string>;
};

const BODY_LIMIT_BYTES = 4_096;
const TOKEN = /^\/session\/([A-Za-z0-9_-]{16,128})$/;

const credentialsSchema = z.object({
  login: z.string({ error: 'login: a text' }).min(1, 'login: a text'),
  password: z
    .string({ error: 'password: a text' })
    .min(1, 'password: a text')
    .max(1_024, 'password: at most 1024 characters'),
});

/** Signing in, the one thing outside GraphQL (graphql.md §1): `GET` and `POST /session`, `GET /session/<one-time token>`, `DELETE /session`. */
export function createSessionRoutes(options: SessionOptions): Route[] {
  return [
    at('/session', (exchange) => {
      if (exchange.req.method === 'GET') return showSession(exchange, options);
      if (exchange.req.method === 'POST') return openSession(exchange, options);
      if (exchange.req.method === 'DELETE') return closeSession(exchange, options);
      throw methodNotAllowed('GET, POST, DELETE');
    }),
    below('/session', (exchange) => followLink(exchange, options)),
  ];
}

/** `{ login, password }` → 200 `{ csrfToken, expiresAt, person }` and the cookies. */
async function openSession(exchange: Exchange, options: SessionOptions): Promise<void> {
  assertOwnPage(exchange.req, options.root.publicUrl, 'Sessions are opened and closed from our own pages');
  const parsed = credentialsSchema.safeParse(await readJson(exchange.req, BODY_LIMIT_BYTES));
  if (!parsed.success) throw badRequest(parsed.error.issues[0]?.message ?? 'Send login and password');
  const signedIn = await signIn(options.root, { ...parsed.data, device: deviceOf(exchange) });
  setCookies(exchange, signedIn, options);
  const { csrfToken, expiresAt, person } = signedIn;
  replyJson(exchange, 200, { csrfToken, expiresAt, person: { id: person.id, login: person.login, name: person.name } });
}

/** 200 `{ csrfToken, person, merchants }` for who is signed in: our pages ask it before they know a merchant to name. */
async function showSession(exchange: Exchange, { root }: SessionOptions): Promise<void> {
  const token = cookieOf(exchange.req, SESSION_COOKIE);
  const signedIn = token === null ? null : await findSignedInPerson(root, token);
  if (token === null || signedIn === null) throw new DoorRefusal(401, 'UNAUTHENTICATED', 'Nobody is signed in');
  const { merchants, ...person } = signedIn;
  replyJson(exchange, 200, { csrfToken: csrfTokenOf(token), person, merchants });
}

/** Uses the link up and leads to the page for who is signed in. */
async function followLink(exchange: Exchange, options: SessionOptions): Promise<void> {
  // A HEAD, as a mail scanner sends it, must not use the link up.
  if (exchange.req.method !== 'GET') throw methodNotAllowed('GET');
  const token = TOKEN.exec(exchange.url.pathname)?.[1] ?? '';
  try {
    const signedIn = await signInByToken(options.root, token, deviceOf(exchange));
    setCookies(exchange, signedIn, options);
    replyNothing(exchange, 303, { Location: await options.homePath(signedIn), 'Cache-Control': 'no-store' });
  } catch (error) {
    if (!(error instanceof UnauthenticatedError) || !readsPages(exchange)) throw error;
    replyDeadLink(exchange, error);
  }
}

const deviceOf = ({ req }: Exchange): string | null => deviceNameOf(headerOf(req, 'user-agent'));

async function closeSession(exchange: Exchange, options: SessionOptions): Promise<void> {
  const token = cookieOf(exchange.req, SESSION_COOKIE);
  if (token === null) throw new DoorRefusal(401, 'UNAUTHENTICATED', 'There is no session to end');
  if (!isCsrfToken(headerOf(exchange.req, 'x-kaquan-csrf'), token))
    throw new DoorRefusal(403, 'FORBIDDEN', 'Send X-Kaquan-CSRF with the token that signing in gave');
  await signOut(options.root, token);
  const isHttps = options.isHttps();
  exchange.head['Set-Cookie'] = [
    cookie(SESSION_COOKIE, '', { isHttps, isHttpOnly: true, maxAgeSeconds: 0 }),
    cookie(CSRF_COOKIE, '', { isHttps, isHttpOnly: false, maxAgeSeconds: 0 }),
  ];
  replyNothing(exchange, 204);
}

function setCookies({ head }: Exchange, signedIn: SignedIn, options: SessionOptions): void {
  const { sessionToken, csrfToken, lifeSeconds } = signedIn;
  const lasting = { isHttps: options.isHttps(), maxAgeSeconds: lifeSeconds };
  head['Set-Cookie'] = [
    cookie(SESSION_COOKIE, sessionToken, { ...lasting, isHttpOnly: true }),
    cookie(CSRF_COOKIE, csrfToken, { ...lasting, isHttpOnly: false }),
  ];
}
