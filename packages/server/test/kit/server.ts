import { randomBytes } from 'node:crypto';
import { type App, compose, type Prepare } from '../../src/compose.ts';
import { parseConfig } from '../../src/config.ts';
import { createKey, type Root } from '../../src/domain/access/index.ts';
import type { DomainContext } from '../../src/domain/kit/context.ts';
import { createMerchant } from '../../src/domain/merchants/index.ts';
import { secretKeyOf } from './context.ts';
import { testDatabaseUrl } from './database.ts';

export type Headers = Record<string, string>;
/** An answer as it came; `json` is null where the body is none. */
export type Answer = { status: number; headers: globalThis.Headers; text: string; json: Json };
// What a server says is what a test is about: it reads whatever it expects and fails where it is missing.
// biome-ignore lint/suspicious/noExplicitAny: see above
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

/** A sandbox merchant with one key of each kind. */
export type ServedMerchant = {
  id: string;
  appId: string;
  appSecret: string;
  secretKey: string;
  publishableKey: string;
  reportKey: string;
  /** Acts by the secret key in the domain, past the doors. */
  ctx: DomainContext;
};

export type Api = {
  /** Without a slash at its end. */
  url: string;
  app: App;
  root: Root;
  /** A fresh merchant. */
  aMerchant: (changes?: Partial<Parameters<typeof createMerchant>[1]>) => Promise<ServedMerchant>;
  /** POSTs a document. `caller` is a key, or headers. */
  gql: (document: string, variables?: object, caller?: string | Headers) => Promise<Answer>;
  /** POSTs a body: an object as JSON, a text as it is. */
  post: (path: string, body: unknown, headers?: Headers) => Promise<Answer>;
  get: (path: string, headers?: Headers) => Promise<Answer>;
  send: (path: string, init: RequestInit) => Promise<Answer>;
  /** POSTs to the Weixin door with an access token of the merchant. */
  weixin: (merchant: ServedMerchant, path: string, body: unknown) => Promise<Answer>;
  stop: () => Promise<void>;
};

type Serving = {
  /** Folder with the builds of other packages; none unless given, whatever this checkout has built. */
  installation?: string;
  /** What is done once the address is known. */
  prepare?: (root: Root, url: string) => ReturnType<Prepare>;
};

const NOTHING_BUILT = '/nothing-is-built-here';

/** The whole server on a free port, on the database of this test worker. `env` adds settings. */
export async function server(env: Record<string, string> = {}, serving: Serving = {}): Promise<Api> {
  const config = parseConfig({
    KAQUAN_PORT: '0',
    KAQUAN_HOST: '127.0.0.1',
    KAQUAN_DATABASE_URL: await testDatabaseUrl(),
    KAQUAN_MASTER_KEY: Buffer.alloc(32, 7).toString('hex'),
    KAQUAN_LOG_LEVEL: 'silent',
    // The whole suite runs either way: `npm test` switches it off where it runs a second time.
    KAQUAN_COMPILE_DOCUMENTS: process.env['KAQUAN_COMPILE_DOCUMENTS'],
    ...env,
  });
  const app = await compose({ ...config, installationDir: serving.installation ?? NOTHING_BUILT });
  const { prepare } = serving;
  const { port } = await started(app, prepare && ((url) => prepare(app.root, url)));
  const url = `http://127.0.0.1:${port}`;
  const send: Api['send'] = async (path, init) => answerOf(await fetch(url + path, { redirect: 'manual', ...init }));
  const post: Api['post'] = (path, body, headers = {}) =>
    send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const get: Api['get'] = (path, headers = {}) => send(path, { headers });
  return {
    url,
    app,
    root: app.root,
    aMerchant: (changes) => aMerchant(app.root, changes),
    gql: (query, variables = {}, caller = {}) => post('/graphql', { query, variables }, headersOf(caller)),
    post,
    get,
    send,
    weixin: async (merchant, path, body) => {
      const query = new URLSearchParams({
        grant_type: 'client_credential',
        appid: merchant.appId,
        secret: merchant.appSecret,
      });
      const { json } = await get(`/cgi-bin/token?${query}`);
      return post(`${path}?access_token=${String(json.access_token)}`, body);
    },
    stop: app.stop,
  };
}

/** One that can not listen is ended: its workers would go on in the database of the tests that follow. */
async function started(app: App, prepare: Parameters<App['start']>[0]): ReturnType<App['start']> {
  try {
    return await app.start(prepare);
  } catch (error) {
    await app.stop();
    throw error;
  }
}

/** `Authorization` of a key. */
export const bearer = (key: string): Headers => ({ Authorization: `Bearer ${key}` });

const headersOf = (caller: string | Headers): Headers => (typeof caller === 'string' ? bearer(caller) : caller);

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Pages and empty answers have none.
  }
}

async function aMerchant(root: Root, changes: Parameters<Api['aMerchant']>[0] = {}): Promise<ServedMerchant> {
  const system = { ...root, actor: { kind: 'system' } as const };
  const name = `Merchant ${randomBytes(4).toString('hex')}`;
  // What a page has to bring is what tests of pages are about.
  const open = { isSandbox: true, requiresPageTicket: false };
  const { merchant, appSecret } = await createMerchant(system, { name, ...open, ...changes });
  const ctx = { ...root, actor: secretKeyOf(merchant.id) };
  const keyOf = async (kind: 'SECRET' | 'PUBLISHABLE' | 'REPORT'): Promise<string> =>
    (await createKey(ctx, { kind, name: kind.toLowerCase(), isTest: true })).secret;
  return {
    id: merchant.id,
    appId: merchant.appId,
    appSecret,
    secretKey: await keyOf('SECRET'),
    publishableKey: await keyOf('PUBLISHABLE'),
    reportKey: await keyOf('REPORT'),
    ctx,
  };
}
