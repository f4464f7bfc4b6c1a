import { createServer, request, type Server } from 'node:http';
import { BlockList } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aContext, asKey, type TestContext } from '../../test/kit/context.ts';
import { aJpeg, aPng, aPngOf } from '../../test/kit/images.ts';
import { NotAllowedError } from '../domain/kit/errors.ts';
import { createListener } from './listener.ts';
import { createMediaRoutes } from './media.ts';
import { headerOf } from './exchange.ts';

const LIMIT = 1_048_576;
let ctx: TestContext;
let server: Server;
let url: string;

const quiet = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  request: () => undefined,
};

beforeAll(async () => {
  ctx = await aContext();
  const routes = createMediaRoutes({
    root: ctx,
    identifyRequest: async (exchange) => {
      const bearer = headerOf(exchange.req, 'authorization');
      if (bearer === null) throw new NotAllowedError('No credential');
      return { actor: bearer === 'Bearer reader' ? asKey(ctx, { scopes: ['cards:read'] }).actor : ctx.actor };
    },
  });
  server = createServer(
    createListener({
      routes,
      log: quiet,
      trustedProxies: new BlockList(),
      isHttps: false,
      onAnswered: () => undefined,
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  url = `http://127.0.0.1:${address.port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

type Answer = { status: number; body: unknown };

async function post(body: BodyInit, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${url}/media`, {
    method: 'POST',
    body,
    headers: { authorization: 'Bearer owner', ...headers },
  });
  return { status: response.status, body: await response.json() };
}

/** A multipart body as other languages' clients write it. */
function multipart(
  parts: readonly { name: string; fileName?: string; bytes: Buffer | string }[],
  boundary = 'xYz',
): Buffer {
  const written = parts.flatMap(({ name, fileName, bytes }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: image/png`}\r\n\r\n`,
    bytes,
    '\r\n',
  ]);
  return Buffer.concat([...written, `--${boundary}--\r\n`].map((part) => Buffer.from(part)));
}

const asForm = { 'content-type': 'multipart/form-data; boundary=xYz' };
// Vitest's matchers are typed any.
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

const made = {
  id: matching(/^media_/),
  url: matching(/^http:\/\/kaquan\.test\/media\/[0-9a-f]{64}$/),
};
const refused = { errors: [expect.objectContaining({ code: 'INVALID_INPUT', field: ['media'], weixinCode: 40009 })] };

describe('POST /media', () => {
  it('takes a raw image', async () => {
    expect(await post(new Uint8Array(aPng()), { 'content-type': 'image/png' })).toEqual({ status: 201, body: made });
  });

  it('takes a raw JPEG of an unknown content type', async () => {
    expect(await post(new Uint8Array(aJpeg()), { 'content-type': 'application/octet-stream' })).toEqual({
      status: 201,
      body: made,
    });
  });

  it.each(['media', 'buffer', 'file'])('takes a form with the part %s', async (name) => {
    const body = multipart([
      { name: 'type', bytes: 'image' },
      { name, fileName: 'logo.png', bytes: aPng() },
    ]);
    expect(await post(new Uint8Array(body), asForm)).toEqual({ status: 201, body: made });
  });

  it('takes a form whose header names no boundary', async () => {
    const body = multipart(
      [{ name: 'media', fileName: 'logo.png', bytes: aPng() }],
      '----WebKitFormBoundary7MA4YWxkTrZu0gW',
    );
    expect(await post(new Uint8Array(body), { 'content-type': 'multipart/form-data' })).toEqual({
      status: 201,
      body: made,
    });
  });

  it('takes a form that a browser writes', async () => {
    const form = new FormData();
    form.set('media', new Blob([new Uint8Array(aPng())], { type: 'image/png' }), '标志.png');
    expect(await post(form)).toEqual({ status: 201, body: made });
  });

  it('takes exactly one megabyte, raw and as a form', async () => {
    expect((await post(new Uint8Array(aPngOf(LIMIT)))).status).toBe(201);
    expect(
      (await post(new Uint8Array(multipart([{ name: 'media', fileName: 'a', bytes: aPngOf(LIMIT) }])), asForm)).status,
    ).toBe(201);
  });

  it.each([
    ['a text called logo.png', multipart([{ name: 'media', fileName: 'logo.png', bytes: 'hello' }])],
    ['a file of no bytes', multipart([{ name: 'media', fileName: 'logo.png', bytes: '' }])],
    ['a form without a file', multipart([{ name: 'type', bytes: 'image' }])],
    ['a file under another name', multipart([{ name: 'picture', fileName: 'a.png', bytes: aPng() }])],
    ['a form that is cut off', multipart([{ name: 'media', fileName: 'a.png', bytes: aPng() }]).subarray(0, -20)],
    ['a form that is none', Buffer.from('hello')],
    ['an empty form', Buffer.alloc(0)],
  ])('refuses %s with 40009', async (_name, body) => {
    expect(await post(new Uint8Array(body), asForm)).toEqual({ status: 400, body: refused });
  });

  it('refuses an empty body and a form without any boundary', async () => {
    expect(await post(new Uint8Array(0))).toEqual({ status: 400, body: refused });
    expect(await post('hello', { 'content-type': 'multipart/form-data' })).toEqual({ status: 400, body: refused });
  });

  it.each([LIMIT + 1, 2 * LIMIT, 8 * LIMIT])('answers 413 to %i bytes, raw and as a form', async (byteCount) => {
    expect(await post(new Uint8Array(aPngOf(byteCount)))).toEqual({ status: 413, body: refused });
    expect(
      await post(new Uint8Array(multipart([{ name: 'media', fileName: 'a.png', bytes: aPngOf(byteCount) }])), asForm),
    ).toEqual({ status: 413, body: refused });
  });

  it('cuts off a caller who never stops sending', async () => {
    const startedAt = performance.now();
    const outcome = await sendWithoutEnd();
    expect(outcome.sentBytes).toBeLessThan(64 * LIMIT);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('refuses a caller without a credential or without the scope before it reads the body', async () => {
    expect((await fetch(`${url}/media`, { method: 'POST', body: 'x' })).status).toBe(403);
    expect((await post('x', { authorization: 'Bearer reader' })).status).toBe(403);
  });

  it('answers 405 to other methods', async () => {
    expect((await fetch(`${url}/media`)).status).toBe(405);
  });
});

/** Sends chunks until the server ends the exchange. */
function sendWithoutEnd(): Promise<{ sentBytes: number }> {
  return new Promise((resolve) => {
    let sentBytes = 0;
    const chunk = Buffer.alloc(65_536, 1);
    const sending = request(`${url}/media`, { method: 'POST', headers: { authorization: 'Bearer owner' } });
    const end = (): void => {
      sending.destroy();
      resolve({ sentBytes });
    };
    sending.on('error', end);
    sending.on('response', end);
    const send = (): void => {
      if (sending.destroyed) return;
      sentBytes += chunk.length;
      sending.write(chunk, () => setImmediate(send));
    };
    send();
  });
}

describe('GET /media/<hash>', () => {
  it('serves the image for ever, as what it is and as nothing else', async () => {
    const bytes = aPng({ seed: 'served' });
    const { body } = await post(new Uint8Array(bytes));
    const path = new URL(String(Reflect.get(Object(body), 'url'))).pathname;
    const response = await fetch(url + path);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': matching(/default-src 'none'/),
      etag: `"${path.slice('/media/'.length)}"`,
    });
    const again = await fetch(url + path, { headers: { 'if-none-match': `W/${response.headers.get('etag') ?? ''}` } });
    expect(again.status).toBe(304);
    const head = await fetch(url + path, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
  });

  it.each(['/media/', `/media/${'0'.repeat(64)}`, '/media/..%2f..%2fetc%2fpasswd', `/media/${'0'.repeat(64)}/x`])(
    'answers 404 at %s',
    async (path) => {
      expect((await fetch(url + path)).status).toBe(404);
    },
  );
});
