import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { createMerchant } from '../../src/domain/merchants/index.ts';
import type { DomainContext } from '../../src/domain/kit/context.ts';
import { weixinRoutes } from '../../src/weixin/index.ts';
import { as, aContext, secretKeyOf } from '../kit/context.ts';

export type Answer = { status: number; headers: Headers; text: string; json: Record<string, unknown> };
type Sent = {
  query?: Record<string, string>;
  method?: string;
  headers?: Record<string, string>;
  token?: string | null;
};

export type Door = {
  url: string;
  /** A context of the merchant whose token `call` sends. */
  ctx: DomainContext;
  appId: string;
  appSecret: string;
  token: string;
  /** Bugs that the door reported; a test that expects none leaves it empty. */
  faults: unknown[];
  /** POSTs a body (an object as JSON, a text or bytes as they are), or GETs without one. */
  call: (path: string, body?: unknown, sent?: Sent) => Promise<Answer>;
  /** Sends the text of a request as it is. */
  raw: (request: string) => Promise<string>;
  stop: () => Promise<void>;
};

/** The Weixin door on a socket, with a merchant of its own. `changes` replace parts of its world, such as the clock. */
export async function aDoor(changes: Partial<Pick<DomainContext, 'now' | 'ports'>> = {}): Promise<Door> {
  const world = { ...(await aContext()), ...changes };
  const { merchant, appSecret } = await createMerchant(as(world, { kind: 'system' }), {
    name: 'Weixin merchant',
    isSandbox: true,
  });
  const faults: unknown[] = [];
  const { actor: _nobody, ...root } = world;
  const door = weixinRoutes(root, (error) => void faults.push(error));
  const server = createServer((req, res) => void door.handle({ req, res, head: {}, requestId: 'req-1' }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.address());
  const url = `http://127.0.0.1:${port}`;
  const open = { url, appId: merchant.appId, appSecret };
  const token = await tokenOf(open);
  return {
    ...open,
    token,
    faults,
    ctx: as(world, secretKeyOf(merchant.id)),
    call: (path, body, sent = {}) => send(url + path, body, { token, ...sent }),
    raw: (request) => sendRaw(port, request),
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address ? address.port : 0;

async function tokenOf({ url, appId, appSecret }: Pick<Door, 'url' | 'appId' | 'appSecret'>): Promise<string> {
  const query = { grant_type: 'client_credential', appid: appId, secret: appSecret };
  const { json } = await send(`${url}/cgi-bin/token`, undefined, { query, token: null });
  return String(json['access_token']);
}

async function send(
  url: string,
  body: unknown,
  { query = {}, method, headers = {}, token = null }: Sent,
): Promise<Answer> {
  const search = new URLSearchParams({ ...(token === null ? {} : { access_token: token }), ...query });
  const response = await fetch(`${url}?${search}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    ...(body === undefined ? {} : { body: bodyOf(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: objectOf(text) };
}

function bodyOf(body: unknown): string | FormData | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string' || body instanceof FormData) return body;
  return body instanceof Uint8Array ? Uint8Array.from(body) : JSON.stringify(body);
}

// Every answer of the door is a JSON object; a test reads what it expects.
const objectOf = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

function sendRaw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
    socket.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}
