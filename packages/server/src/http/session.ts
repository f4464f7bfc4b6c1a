import { z } from 'zod';
import {
  csrfTokenOf,
  findSignedInPerson,
  isCsrfToken,
  type Root,
  SESSION_SECONDS,
  type SignedIn,
  signIn,
  signInByToken,
  signOut,
} from '../domain/access/index.ts';
import { readJson } from './body.ts';
import { cookie, cookieOf, CSRF_COOKIE, SESSION_COOKIE } from './cookies.ts';
import { badRequest, DoorRefusal, methodNotAllowed } from './door-refusal.ts';
import { type Exchange, headerOf } from './exchange.ts';
import { assertOwnPage } from './own-page.ts';
import { replyJson, replyNothing } from './reply.ts';
import { at, below, type Route } from './routes.ts';

export type SessionOptions = {
  root: Root;
  isHttps: () => boolean;
  /** Where a sign-in link leads. */
  homePath: () => Promise<string>;
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
  const signedIn = await signIn(options.root, parsed.data);
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
  setCookies(exchange, await signInByToken(options.root, token), options);
  replyNothing(exchange, 303, { Location: await options.homePath(), 'Cache-Control': 'no-store' });
}

async function closeSession(exchange: Exchange, options: SessionOptions): Promise<void> {
  const token = cookieOf(exchange.req, SESSION_COOKIE);
  if (token === null) throw new DoorRefusal(401, 'UNAUTHENTICATED', 'There is no session to end');
  if (!isCsrfToken(headerOf(exchange.req, 'x-kaquan-csrf'), token))
    throw new DoorRefusal(403, 'FORBIDDEN', 'Send X-Kaquan-CSRF with the token that signing in gave');
  await signOut(options.root, token);
  const isHttps = options.isHttps();
  exchange.res.setHeader('Set-Cookie', [
    cookie(SESSION_COOKIE, '', { isHttps, isHttpOnly: true, maxAgeSeconds: 0 }),
    cookie(CSRF_COOKIE, '', { isHttps, isHttpOnly: false, maxAgeSeconds: 0 }),
  ]);
  replyNothing(exchange, 204);
}

function setCookies({ res }: Exchange, { sessionToken, csrfToken }: SignedIn, options: SessionOptions): void {
  const lasting = { isHttps: options.isHttps(), maxAgeSeconds: SESSION_SECONDS };
  res.setHeader('Set-Cookie', [
    cookie(SESSION_COOKIE, sessionToken, { ...lasting, isHttpOnly: true }),
    cookie(CSRF_COOKIE, csrfToken, { ...lasting, isHttpOnly: false }),
  ]);
}
