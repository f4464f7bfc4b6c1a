import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDoor, type Door } from './door.ts';

const MINUTE_MS = 60_000;
let skippedMs = 0;
let door: Door;
beforeAll(async () => {
  door = await aDoor({ now: () => new Date(Date.now() + skippedMs) });
});
afterAll(async () => {
  expect(door.faults).toEqual([]);
  await door.stop();
});

const credentials = (changes: object = {}) => ({
  grant_type: 'client_credential',
  appid: door.appId,
  secret: door.appSecret,
  ...changes,
});
const asQuery = (changes: Record<string, string> = {}) => ({ token: null, query: { ...credentials(), ...changes } });
const issued = { access_token: expect.any(String), expires_in: expect.any(Number) };
const ask = async (token: unknown) => (await door.call('/card/getcolors', undefined, { token: String(token) })).json;

describe('/cgi-bin/token', () => {
  it('gives a token and nothing else', async () => {
    const { json } = await door.call('/cgi-bin/token', undefined, asQuery());
    expect(json).toEqual(issued);
    expect(json['expires_in']).toBeLessThanOrEqual(7200);
    expect(await ask(json['access_token'])).toMatchObject({ errcode: 0 });
  });

  it.each([
    ['a POST without a body', () => door.call('/cgi-bin/token', undefined, { ...asQuery(), method: 'POST' })],
    ['a form', () => door.call('/cgi-bin/token', String(new URLSearchParams(credentials())), { token: null })],
    ['JSON', () => door.call('/cgi-bin/token', credentials(), { token: null })],
  ])('reads its parameters from %s', async (_what, call) => {
    expect((await call()).json).toEqual(issued);
  });

  it.each([
    [{ grant_type: 'password' }, 40002],
    [{ grant_type: '' }, 40002],
    [{ appid: '' }, 41002],
    [{ secret: '' }, 41004],
    [{ appid: 'wx0000000000000000' }, 40013],
    [{ appid: '\0' }, 40013],
    [{ secret: 'wrong' }, 40125],
  ])('refuses %j with %d', async (changes: Record<string, string>, errcode) => {
    const { status, json } = await door.call('/cgi-bin/token', undefined, asQuery(changes));
    expect(status).toBe(200);
    expect(json).toMatchObject({ errcode });
  });
});

describe('an expired token', () => {
  it('answers 42001 with the words that clients look for', async () => {
    const { json } = await door.call('/cgi-bin/token', undefined, asQuery());
    skippedMs = 125 * MINUTE_MS;
    const answer = await ask(json['access_token']);
    skippedMs = 0;
    expect(answer).toMatchObject({ errcode: 42001, errmsg: expect.stringMatching(/^access_token expired/) });
  });
});

describe('/cgi-bin/stable_token', () => {
  const stable = async (changes: object = {}) =>
    (await door.call('/cgi-bin/stable_token', credentials(changes), { token: null })).json;

  it('gives the same token again, and another one by force', async () => {
    const first = await stable();
    expect(first).toEqual(issued);
    expect((await stable())['access_token']).toBe(first['access_token']);
    const forced = await stable({ force_refresh: true });
    expect(forced['access_token']).not.toBe(first['access_token']);
    expect(await ask(first['access_token'])).toMatchObject({ errcode: 40001 });
  });

  it('is apart from the plain token', async () => {
    const plain = (await door.call('/cgi-bin/token', undefined, asQuery())).json['access_token'];
    expect((await stable())['access_token']).not.toBe(plain);
    expect(await ask(plain)).toMatchObject({ errcode: 0 });
  });

  it.each([
    [{ force_refresh: 'true' }, 40035],
    [{ appid: 5 }, 40035],
    [{ secret: null }, 41004],
    [{ grant_type: 'x' }, 40002],
  ])('refuses %j with %d', async (changes, errcode) => {
    expect(await stable(changes)).toMatchObject({ errcode });
  });

  it('refuses an empty body', async () => {
    expect((await door.call('/cgi-bin/stable_token', '', { token: null })).json).toMatchObject({ errcode: 44002 });
  });
});

describe('/cgi-bin/ticket/getticket', () => {
  it('gives two different tickets, each the same for its lifetime', async () => {
    const ticket = async (type: string) =>
      (await door.call('/cgi-bin/ticket/getticket', undefined, { query: { type } })).json;
    const jsapi = await ticket('jsapi');
    expect(jsapi).toEqual({ errcode: 0, errmsg: 'ok', ticket: expect.any(String), expires_in: expect.any(Number) });
    expect((await ticket('jsapi'))['ticket']).toBe(jsapi['ticket']);
    expect((await ticket('wx_card'))['ticket']).not.toBe(jsapi['ticket']);
  });

  it.each(['', 'JSAPI', 'x'])('refuses the type %j', async (type) => {
    expect((await door.call('/cgi-bin/ticket/getticket', undefined, { query: { type } })).json).toMatchObject({
      errcode: 40035,
    });
  });
});
