import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/domain/access/index.ts';
import { aStore } from '../kit/factories.ts';
import { closeFastReview } from '../kit/reviews.ts';
import { type Answer, type Api, bearer, type Headers, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
beforeAll(async () => {
  api = await server();
});
afterAll(() => api.stop());

type Sent = { query?: string; headers?: Headers; key?: string };
const send = (
  merchant: ServedMerchant,
  body: RequestInit['body'],
  { query = '', headers = {}, key }: Sent = {},
): Promise<Answer> =>
  api.send(`/imports/stores${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/csv', ...bearer(key ?? merchant.secretKey), ...headers },
    body: body ?? null,
  });
const storesOf = (merchant: ServedMerchant) =>
  api.root.prisma.store.findMany({ where: { merchantId: merchant.id }, orderBy: { poiId: 'asc' } });
const outcomesOf = ({ json }: Answer): [number, string][] => json.rows.map(({ row, outcome }: Json) => [row, outcome]);

const ENGLISH = 'sid,business_name,branch_name,province,city,address,telephone,categories,longitude,latitude';
const CHINESE = '门店编号,门店名,分店名,省,市,区,地址,电话,类目,经度,纬度,营业时间,人均价格';
const CHINESE_ROW =
  's-1,海底捞,王府井店,北京市,北京市,东城区,王府井大街 1 号,010-12345678,"美食,火锅",116.41,39.91,8:00-20:00,120';
const row = (sid: string, address: string, changes: Record<string, string> = {}): string => {
  const { telephone = '010-12345678', longitude = '116.41', businessName = '海底捞' } = changes;
  return `${sid},${businessName},一店,北京市,北京市,${address},${telephone},"美食,火锅",${longitude},39.91`;
};
/** 门店 … in GB18030, which no encoder of the platform writes. */
const GB18030 = Buffer.from(
  'c3c5b5eac3fb2cb7d6b5eac3fb2ccaa12ccad02cb5d8d6b72cb5e7bbb02cc0e0c4bf2cbeadb6c82cceb3b6c80d0abaa3b5d7c0cc2ccdf5b8aebeaeb5ea2cb1b1bea9cad02cb1b1bea9cad02cb3a4b0b2bdd62c3031302d31323334353637382cc3c0cab32c3131362e34312c33392e39310d0a',
  'hex',
);

describe('POST /imports/stores', () => {
  it('adds the good rows, and tells what became of each', async () => {
    const merchant = await api.aMerchant();
    const there = await aStore(merchant.ctx, { externalId: 's-9' });
    const file = [
      ENGLISH,
      row('s-1', '一号'),
      row('s-2', '二号', { telephone: 'call us' }),
      '',
      row('s-1', '三号'),
      row('s-9', '四号'),
      row('', '五号', { longitude: 'east' }),
      `${row('', '六号')},too,many`,
      row('', '七号'),
    ].join('\r\n');
    const answer = await send(merchant, file);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      dryRun: false,
      ...{ rowCount: 7, addedCount: 2, duplicateCount: 2, failedCount: 3 },
      rows: [
        { row: 2, outcome: 'ADDED', store: { id: expect.stringMatching(/^store_/), poiId: expect.any(Number) } },
        {
          ...{ row: 3, outcome: 'FAILED', field: 'telephone', column: 'telephone' },
          ...{ code: 'INVALID_INPUT', fault: 'STORE_TELEPHONE', weixinCode: 65111, message: expect.any(String) },
        },
        { row: 5, outcome: 'DUPLICATE', of: { row: 2 } },
        { row: 6, outcome: 'DUPLICATE', of: { storeId: there.id } },
        { row: 7, outcome: 'FAILED', field: 'longitude', code: 'INVALID_INPUT' },
        { row: 8, outcome: 'FAILED', field: null, column: null },
        { row: 9, outcome: 'ADDED' },
      ],
    });
    expect((await storesOf(merchant)).map(({ address }) => address)).toEqual([there.address, '一号', '七号']);
  });

  it('reads the columns of a spreadsheet in Chinese, marked as UTF-8 or in GB18030', async () => {
    const [marked, chinese] = [await api.aMerchant(), await api.aMerchant()];
    expect((await send(marked, `\ufeff${CHINESE}\r\n${CHINESE_ROW}\r\n`)).json).toMatchObject({ addedCount: 1 });
    expect(await storesOf(marked)).toMatchObject([
      {
        ...{ externalId: 's-1', businessName: '海底捞', branchName: '王府井店', province: '北京市', city: '北京市' },
        ...{ district: '东城区', address: '王府井大街 1 号', telephone: '010-12345678', categories: ['美食,火锅'] },
        ...{ longitude: 116.41, latitude: 39.91, openTime: '8:00-20:00', averagePriceYuan: 120, offsetType: 1 },
      },
    ]);
    expect((await send(chinese, GB18030)).json).toMatchObject({ addedCount: 1 });
    expect(await storesOf(chinese)).toMatchObject([
      { businessName: '海底捞', branchName: '王府井店', city: '北京市', address: '长安街' },
    ]);
  });

  it.each([
    ['tabs', '\t'],
    ['semicolons', ';'],
  ])('reads cells that are parted by %s', async (_what, sign) => {
    const merchant = await api.aMerchant();
    const names = ['business_name', 'province', 'city', 'address', 'telephone', 'categories', 'longitude', 'latitude'];
    const cells = ['店', '省', '市', '路', '010-1234', '"美食,火锅;美食,小吃"', '116.41', '39.91'];
    const answer = await send(merchant, `${names.join(sign)}\n${cells.join(sign)}`);
    expect(answer.json).toMatchObject({ addedCount: 1 });
    expect(await storesOf(merchant)).toMatchObject([{ categories: ['美食,火锅', '美食,小吃'] }]);
  });

  it('takes quoted cells with line breaks and quotes, and formulas as plain text', async () => {
    const merchant = await api.aMerchant();
    const file = `${ENGLISH},introduction\n,"=1+1",@店,+省,-市,"路 ""1"" 号",+86 10 1234,美食,116.41,39.91,"第一行\r\n第二行"\n${row('', '二')},\n`;
    expect(outcomesOf(await send(merchant, file))).toEqual([
      [2, 'ADDED'],
      [3, 'ADDED'],
    ]);
    expect((await storesOf(merchant))[0]).toMatchObject({
      ...{ businessName: '=1+1', branchName: '@店', province: '+省', city: '-市', address: '路 "1" 号' },
      introduction: '第一行\r\n第二行',
    });
  });

  it('passes over empty columns at the end, as spreadsheets write them', async () => {
    const merchant = await api.aMerchant();
    const answer = await send(merchant, `${ENGLISH},,\n${row('', '一')},,\n${row('', '二')},,x\n,,,,,,,,,,,\n`);
    expect(outcomesOf(answer)).toEqual([
      [2, 'ADDED'],
      [3, 'FAILED'],
    ]);
  });

  it('foresees in a dry run what would happen, and adds nothing', async () => {
    const merchant = await api.aMerchant();
    const file = [ENGLISH, row('s-1', '一'), row('s-1', '二'), row('', '三', { businessName: '' })].join('\n');
    const foreseen = await send(merchant, file, { query: '?dryRun=1' });
    expect(foreseen.json).toMatchObject({ dryRun: true, addedCount: 1, duplicateCount: 1, failedCount: 1 });
    expect(foreseen.json.rows[0]).toEqual({ row: 2, outcome: 'ADDED', store: null });
    expect(await storesOf(merchant)).toEqual([]);
    expect(outcomesOf(await send(merchant, file))).toEqual(outcomesOf(foreseen));
    expect(outcomesOf(await send(merchant, file, { query: '?dryRun=true' }))).toEqual([
      [2, 'DUPLICATE'],
      [3, 'DUPLICATE'],
      [4, 'FAILED'],
    ]);
  });

  it('adds a store once, however many send the file at the same time', async () => {
    const merchant = await api.aMerchant();
    const file = [ENGLISH, ...Array.from({ length: 20 }, (_, index) => row('', `${index} 号`))].join('\n');
    const answers = await Promise.all([1, 2, 3].map(() => send(merchant, file)));
    const added = answers.map(({ json }) => Number(json.addedCount));
    expect(added.toSorted((a, b) => a - b)).toEqual([0, 0, 20]);
    expect(await storesOf(merchant)).toHaveLength(20);
  });

  it('puts each store before an operator where the FAST channel is closed', async () => {
    const merchant = await api.aMerchant();
    await closeFastReview({ ...merchant.ctx, merchantId: merchant.id });
    await send(merchant, `${ENGLISH}\n${row('', '一')}\n${row('', '二')}`);
    expect((await storesOf(merchant)).map(({ state }) => state)).toEqual(['IN_REVIEW', 'IN_REVIEW']);
    const events = await api.root.prisma.event.findMany({
      where: { merchantId: merchant.id, storeId: { not: null } },
      orderBy: { position: 'asc' },
    });
    expect(events.map(({ type }) => type)).toEqual([
      'store.created',
      'store.submitted',
      'store.created',
      'store.submitted',
    ]);
  });

  it('takes 5,000 rows, as a part of a form, and no more', async () => {
    const merchant = await api.aMerchant();
    const rows = Array.from({ length: 5_000 }, (_, index) => row(`s-${index}`, `${index} 号`));
    const form = new FormData();
    form.append('file', new File([[ENGLISH, ...rows].join('\n')], '门店.csv', { type: 'text/csv' }));
    const answer = await api.send('/imports/stores?dryRun=1', {
      method: 'POST',
      headers: bearer(merchant.secretKey),
      body: form,
    });
    expect(answer.json).toMatchObject({ rowCount: 5_000, addedCount: 5_000 });
    const more = await send(merchant, [ENGLISH, ...rows, row('', '一')].join('\n'));
    expect([more.status, more.json.errors[0].extensions]).toMatchObject([
      400,
      { code: 'INVALID_INPUT', field: ['file'] },
    ]);
  }, 60_000);

  it.each<[string, string, string, string[]]>([
    [
      'missing columns',
      'business_name,province,city,telephone,categories,longitude\n',
      'MISSING',
      ['address', 'latitude'],
    ],
    ['unknown columns', `${ENGLISH},color,poi_id\n`, 'UNKNOWN', ['color', 'poi_id']],
    ['a column that is there twice', `${ENGLISH},经度\n`, 'TWICE', ['longitude']],
    ['a column without a name', `sid,,${ENGLISH.slice(4)}\n`, 'UNKNOWN', ['']],
  ])('refuses %s by name', async (_what, file, fault, names) => {
    const answer = await send(await api.aMerchant(), file);
    expect(answer.status).toBe(400);
    expect(answer.json.errors.map(({ extensions }: Json) => [extensions.fault, extensions.field])).toEqual(
      names.map((name) => [fault, ['file', name]]),
    );
    expect(answer.json.errors[0].extensions.code).toBe('INVALID_INPUT');
  });

  it.each<[string, string | Buffer<ArrayBuffer>, Sent, object]>([
    ['an empty file', '', {}, { field: ['file'], fault: 'MISSING' }],
    ['headings alone', `${ENGLISH}\r\n\r\n`, {}, { field: ['file'], fault: 'MISSING' }],
    ['another encoding', Buffer.from([0xff, 0xfe, 0x80]), {}, { field: ['file'], fault: 'INVALID' }],
    ['a quote without end', `${ENGLISH}\n"a`, {}, { field: ['file'], fault: 'INVALID' }],
    ['empty lines without end', `${ENGLISH}\n${'\n'.repeat(25_000)}`, {}, { field: ['file'], fault: 'TOO_LONG' }],
    ['a switch that is none', ENGLISH, { query: '?dryRun=maybe' }, { field: ['dryRun'], fault: 'INVALID' }],
  ])('refuses %s', async (_what, body, sent, told) => {
    const answer = await send(await api.aMerchant(), body, sent);
    expect([answer.status, answer.json.errors[0].extensions]).toMatchObject([400, { code: 'INVALID_INPUT', ...told }]);
  });

  it('refuses more than 5 MB, what it can not unpack, and other methods', async () => {
    const merchant = await api.aMerchant();
    expect((await send(merchant, Buffer.alloc(5_242_881, 'A'))).status).toBe(413);
    expect((await send(merchant, ENGLISH, { headers: { 'Content-Encoding': 'gzip' } })).status).toBe(415);
    expect((await api.get('/imports/stores', bearer(merchant.secretKey))).status).toBe(405);
  });

  it('asks for a credential with the scope', async () => {
    const merchant = await api.aMerchant();
    const key = await createKey(merchant.ctx, { kind: 'SECRET', name: 'r', isTest: true, scopes: ['stores:read'] });
    expect((await send(merchant, ENGLISH, { key: key.secret })).status).toBe(403);
    expect((await send(merchant, ENGLISH, { key: merchant.publishableKey })).status).toBe(403);
    expect((await api.send('/imports/stores', { method: 'POST', body: ENGLISH })).status).toBe(401);
  });
});

describe('GET /imports/stores/template.csv', () => {
  it('gives the headings that a file may have, in two languages', async () => {
    const merchant = await api.aMerchant();
    const templateOf = (lang: string) =>
      api.get(`/imports/stores/template.csv?lang=${lang}`, bearer(merchant.secretKey));
    const [chinese, english] = [await templateOf('zh-CN'), await templateOf('en')];
    expect(chinese.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(chinese.text).toMatch(/"门店编号","门店名","分店名","省","市","区","地址","电话","类目",/);
    expect(english.text).toMatch(/"sid","business_name","branch_name","province",/);
    for (const { text } of [chinese, english]) {
      const answer = await send(merchant, text);
      expect(answer.json.errors).toMatchObject([{ message: 'The file holds no store' }]);
    }
  });

  it('asks for a credential', async () => {
    expect((await api.get('/imports/stores/template.csv')).status).toBe(401);
  });
});

it('a file of stores with invisible cells, hundreds of columns or endless unknown ones is answered in few words', async () => {
  const merchant = await api.aMerchant();
  const hidden = await send(merchant, [ENGLISH, row('\u0000', '一号'), row('\u200b', '二号')].join('\n'));
  expect(outcomesOf(hidden)).toEqual([
    [2, 'ADDED'],
    [3, 'ADDED'],
  ]);
  const wide = await send(merchant, `${ENGLISH}${','.repeat(300)}\n`);
  expect([wide.status, wide.json.errors[0].extensions.field]).toEqual([400, ['file']]);
  const unknown = await send(merchant, Array.from({ length: 200 }, (_, index) => `x${index}`).join(','));
  expect(unknown.json.errors.length).toBeLessThan(40);
});
