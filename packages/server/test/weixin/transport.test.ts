import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGroupon } from './bodies.ts';
import { aDoor, type Door } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await aDoor();
});
afterAll(() => door.stop());

describe('transport', () => {
  it('answers failures with HTTP 200, compact JSON and the request id', async () => {
    const { status, headers, text } = await door.call('/card/get', { card_id: 'nope' });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(text).toBe('{"errcode":40073,"errmsg":"invalid card id rid: req-1"}');
  });

  it.each([
    ['application/json', { 'content-type': 'application/json' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', { 'content-type': 'text/plain' }],
  ])('reads JSON sent as %s', async (_what, headers) => {
    expect((await door.call('/card/create', aGroupon(), { headers })).json).toMatchObject({ errcode: 0 });
  });

  it('reads JSON without a content type', async () => {
    const body = JSON.stringify(aGroupon());
    const head = `POST /card/create?access_token=${door.token} HTTP/1.1\r\nHost: x\r\nConnection: close`;
    const answer = await door.raw(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    expect(answer).toContain('{"errcode":0,');
  });

  it.each([
    ['an empty body', '', 44002],
    ['broken JSON', '{"card":', 47001],
    ['a list', '[1]', 47001],
    ['bytes that are not UTF-8', Uint8Array.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), 47001],
    ['more than 1 MB', `{"card":"${'x'.repeat(1_100_000)}"}`, 47001],
    ['escaped Chinese', '{"card":{"card_type":"\\u5238"}}', 47002],
    ['a NUL', '{"card_id":"a\\u0000"}', 47001],
    ['brackets without end', '['.repeat(500_000), 47001],
    ['brackets in brackets', `{"card":${'['.repeat(400_000)}${']'.repeat(400_000)}}`, 40035],
    [
      'a part that never ends',
      `{"card":{"card_type":"CASH","cash":{"base_info":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_003)}`,
      47001,
    ],
  ])('refuses %s', async (_what, body, errcode) => {
    expect((await door.call('/card/create', body)).json).toMatchObject({ errcode });
  });

  it('reads text with a byte order mark', async () => {
    expect((await door.call('/card/create', `\uFEFF${JSON.stringify(aGroupon())}`)).json).toMatchObject({ errcode: 0 });
  });

  it('wants a POST where it reads a body, and a GET where it reads none', async () => {
    expect((await door.call('/card/create')).json).toMatchObject({ errcode: 43002 });
    expect((await door.call('/card/create', '{}', { method: 'PUT' })).json).toMatchObject({ errcode: 43002 });
    expect((await door.call('/cgi-bin/ticket/getticket', {}, { query: { type: 'jsapi' } })).json).toMatchObject({
      errcode: 43001,
    });
    expect((await door.call('/cgi-bin/stable_token', undefined, { token: null })).json).toMatchObject({
      errcode: 43002,
    });
  });

  it('takes the access_token from the query only', async () => {
    const { json } = await door.call('/card/get', { access_token: door.token, card_id: 'x' }, { token: null });
    expect(json).toEqual({ errcode: 41001, errmsg: 'access_token missing rid: req-1' });
  });

  it('looks at the token before anything else', async () => {
    const { json } = await door.call('/card/create', '{', { token: 'unknown' });
    expect(json).toMatchObject({
      errcode: 40001,
      errmsg: expect.stringMatching(/^invalid credential, access_token is invalid or not latest/),
    });
  });

  it.each(['', '\0', '中文', 'x'.repeat(5000)])('refuses the token %j without a fault', async (token) => {
    const { json } = await door.call('/card/get', { card_id: 'x' }, { token });
    expect([41001, 40001]).toContain(json['errcode']);
  });

  it('answers 48001 on documented paths that are not built', async () => {
    for (const path of [
      '/card/membercard/activate',
      '/card/paycell/set',
      '/datacube/getcardcardinfo',
      '/card/luckymoney/updateuserbalance',
    ]) {
      expect((await door.call(path, {})).json).toEqual({ errcode: 48001, errmsg: 'api unauthorized rid: req-1' });
    }
  });

  it('masks a bug, reports it once and leaves nothing half-written', async () => {
    const bug = new Error('The stock room burns');
    const broken = await aDoor({ ports: { ...door.ctx.ports, cards: { openStock: () => Promise.reject(bug) } } });
    const { status, json } = await broken.call('/card/create', aGroupon({ title: '半途而废' }));
    await broken.stop();
    expect(status).toBe(200);
    expect(json).toEqual({ errcode: -1, errmsg: 'system error rid: req-1' });
    expect(broken.faults).toEqual([bug]);
    expect(await door.ctx.prisma.card.count({ where: { title: '半途而废' } })).toBe(0);
  });

  it('reports no fault for anything that a caller did', () => {
    expect(door.faults).toEqual([]);
  });
});
