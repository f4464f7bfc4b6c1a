import { symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anInstallation, SCRIPT, SDK_VERSION } from '../kit/installation.ts';
import { type Api, server } from '../kit/server.ts';

const installation = anInstallation();
let api: Api;
let bare: Api;

beforeAll(async () => {
  symlinkSync(join(installation, 'packages/sdk/secret.txt'), join(installation, 'packages/sdk/dist/cdn/link.txt'));
  api = await server({}, { installation });
  bare = await server();
});
afterAll(async () => {
  await api.stop();
  await bare.stop();
});

const sdk = (file: string, version = SDK_VERSION): string => `/sdk/${version}/${file}`;

type Raw = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** Sends the path as it is: `fetch` would tidy it up first, and unpack what comes back. */
const raw = (path: string, { method = 'GET', headers = {} } = {}): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const sent = request(api.url, { path, method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });

describe('a file of the SDK', () => {
  it('is kept for ever under its version, by pages of any site', async () => {
    const answer = await raw(sdk('claim.js'), { headers: { Origin: 'https://shop.example' } });
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe(SCRIPT);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
    });
  });

  it.each([
    ['claim.mjs', 'text/javascript; charset=utf-8'],
    ['sdk.css', 'text/css; charset=utf-8'],
    ['claim.js.map', 'application/json; charset=utf-8'],
    ['sri.json', 'application/json; charset=utf-8'],
    ['LICENSES', 'text/plain; charset=utf-8'],
  ])('has its type: %s', async (file, type) => {
    expect((await raw(sdk(file))).headers['content-type']).toBe(type);
  });

  it('is kept for five minutes under the alias of its major version', async () => {
    const answer = await raw(sdk('claim.js', 'v1'));
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'public, max-age=300']);
  });

  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ['BR', 'br', brotliDecompressSync],
  ])('travels smaller to who takes %s', async (accepted, encoding, unpack) => {
    const answer = await raw(sdk('claim.js'), { headers: { 'Accept-Encoding': accepted } });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.body.length).toBeLessThan(SCRIPT.length / 4);
    expect(unpack(answer.body).toString()).toBe(SCRIPT);
  });

  it.each(['', 'identity', 'br;q=0', 'brotli'])('travels as it is to who takes %j', async (accepted) => {
    const answer = await raw(sdk('claim.js'), { headers: { 'Accept-Encoding': accepted } });
    expect([answer.headers['content-encoding'], answer.body.length]).toEqual([undefined, SCRIPT.length]);
  });

  it('is never compressed where that does not pay', async () => {
    const answer = await raw(sdk('claim.mjs'), { headers: { 'Accept-Encoding': 'br' } });
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  it('is not sent again to who holds it in the same form', async () => {
    const first = await raw(sdk('claim.js'), { headers: { 'Accept-Encoding': 'br' } });
    const etag = String(first.headers['etag']);
    const again = { 'Accept-Encoding': 'br', 'If-None-Match': `"other", W/${etag}` };
    const answer = await raw(sdk('claim.js'), { headers: again });
    expect([answer.status, answer.body.length, answer.headers['etag']]).toEqual([304, 0, etag]);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect((await raw(sdk('claim.js'), { headers: { 'If-None-Match': etag } })).status).toBe(200);
  });

  it('answers HEAD with the same headers and nothing else', async () => {
    const answer = await raw(sdk('claim.js'), { method: 'HEAD' });
    expect([answer.status, answer.headers['content-length'], answer.body.length]).toEqual([
      200,
      String(SCRIPT.length),
      0,
    ]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('does not answer %s', async (method) => {
    const answer = await raw(sdk('claim.js'), { method });
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD']);
  });

  it('shows a new build within a second or two', async () => {
    const path = join(installation, 'packages/sdk/dist/cdn/sri.json');
    expect((await raw(sdk('sri.json', 'v1'))).body.toString()).toBe('{}');
    writeFileSync(path, '{"claim.js":"sha384-x"}');
    utimesSync(path, new Date(), new Date(Date.now() + 5_000));
    await expect
      .poll(async () => (await raw(sdk('sri.json', 'v1'))).body.toString(), { timeout: 4_000 })
      .toContain('sha384-x');
  });
});

describe('nothing but the build is served', () => {
  it.each([
    ['another version', '/sdk/0.0.1/claim.js'],
    ['no file', '/sdk/'],
    ['the folder itself', `/sdk/${SDK_VERSION}`],
    ['the folder itself, with a slash', `/sdk/${SDK_VERSION}/`],
    ['a file that is not there', sdk('nothing.js')],
    ['steps up', sdk('../../package.json')],
    ['steps up, written another way', sdk('%2e%2e/%2e%2e/package.json')],
    ['steps up with encoded slashes', sdk('..%2f..%2fpackage.json')],
    ['steps up with backslashes', sdk('..%5c..%5cpackage.json')],
    ['steps up from inside', sdk('claim.js/../../../secret.txt')],
    ['an absolute path', sdk('%2fetc%2fpasswd')],
    ['a NUL', sdk('claim.js%00.css')],
    ['broken percent signs', sdk('%E0%A4%A')],
    ['a hidden file', sdk('.stamp')],
    ['a link that leads outside', sdk('link.txt')],
    ['doubled slashes', sdk('/claim.js')],
  ])('%s', async (_title, path) => {
    const answer = await raw(path);
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).not.toMatch(/outside|root:|hidden/);
  });

  it('and where it was not built, the answer says how to', async () => {
    const answer = await bare.get('/sdk/0.0.0/claim.js');
    expect(answer.status).toBe(404);
    expect(answer.json.errors[0].message).toContain('npx pnpm --filter @kaquan/sdk build');
    const page = await bare.get('/console/cards', { 'Accept-Language': 'en' });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(page.text).toContain('npx pnpm --filter @kaquan/demo build');
    expect((await bare.get('/console/', { 'Accept-Language': 'zh' })).text).toContain('控制台尚未构建');
  });
});
