import { randomBytes } from 'node:crypto';
import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/domain/access/index.ts';
import { aCard, aPoolCard } from '../kit/factories.ts';
import { type Answer, type Api, bearer, type Headers, type ServedMerchant, server } from '../kit/server.ts';
import { keyStream } from '../kit/streams.ts';

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;
beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

type Sent = { query?: string; headers?: Headers; key?: string };

const send = (
  cardId: string,
  body: RequestInit['body'],
  { query = '', headers = {}, key }: Sent = {},
): Promise<Answer> =>
  api.send(`/imports?cardId=${cardId}${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/csv', ...bearer(key ?? merchant.secretKey), ...headers },
    body: body ?? null,
  });
const aPool = () => aPoolCard(merchant.ctx, { values: ['OLD-1'], left: 0 });

const IMPORT = `query ($id: ID!) { import(id: $id) {
  id status fileName byteCount rowCount doneCount addedCount duplicateCount failedCount failure startedAt finishedAt
  card { id codeMode depositedCodes { total free } }
  problems(first: 2) { nodes { row value reason } pageInfo { hasNextPage endCursor } count { value } } } }`;
const importOf = async (id: string, key = merchant.secretKey) => (await api.gql(IMPORT, { id }, key)).json.data.import;
const statusOf = async (id: string): Promise<string> => (await importOf(id)).status;
const finished = async (id: string) => {
  await expect.poll(() => statusOf(id), { timeout: 20_000 }).toMatch(/DONE|CANCELLED|FAILED/);
  return importOf(id);
};

describe('POST /imports', () => {
  it('takes a file, brings it in and tells what was wrong with each bad row', async () => {
    const card = await aPool();
    const file = 'code\nA1\n=1+1\n\nA1\nOLD-1\nA2\n';
    const { status, json } = await send(card.id, file, { query: '&fileName=spring.csv' });
    expect([status, json]).toEqual([201, { id: expect.stringMatching(/^imp_/) }]);
    expect(await finished(json.id)).toMatchObject({
      status: 'DONE',
      fileName: 'spring.csv',
      byteCount: file.length,
      ...{ rowCount: 6, doneCount: 6, addedCount: 3, duplicateCount: 2, failedCount: 1, failure: null },
      card: { id: card.id, codeMode: 'DEPOSITED', depositedCodes: { total: 4, free: 4 } },
      problems: {
        nodes: [
          { row: 4, value: '', reason: 'EMPTY' },
          { row: 5, value: 'A1', reason: 'DUPLICATE_IN_FILE' },
        ],
        pageInfo: { hasNextPage: true },
        count: { value: 3 },
      },
    });
  });

  it('takes a part of a form as well, whatever its name', async () => {
    const card = await aPool();
    const form = new FormData();
    form.append('note', 'x');
    form.append('codes', new File(['A1\r\nA2'], '春季.csv', { type: 'text/csv' }));
    const answer = await api.send(`/imports?cardId=${card.id}`, {
      method: 'POST',
      headers: bearer(merchant.secretKey),
      body: form,
    });
    expect(answer.status).toBe(201);
    expect(await finished(answer.json.id)).toMatchObject({ fileName: '春季.csv', addedCount: 2, byteCount: 6 });
  });

  it('pages through problems by a cursor', async () => {
    const card = await aPool();
    const { json } = await send(card.id, 'a b\nA1\nc d\ne f\n');
    const { problems } = await finished(json.id);
    const next = `query ($id: ID!, $after: String) { import(id: $id) { problems(first: 2, after: $after) { nodes { row } } } }`;
    const { data } = (await api.gql(next, { id: json.id, after: problems.pageInfo.endCursor }, merchant.secretKey))
      .json;
    expect([...problems.nodes, ...data.import.problems.nodes].map(({ row }: { row: number }) => row)).toEqual([
      1, 3, 4,
    ]);
  });

  it.each([
    ['an empty file', '', 400],
    ['another encoding', Buffer.from([0x41, 0x0a, 0xd6, 0xd0, 0x0a]), 400],
  ])('refuses %s', async (_what, body, status) => {
    const answer = await send((await aPool()).id, body);
    expect([answer.status, answer.json.errors[0].extensions]).toMatchObject([
      status,
      { code: 'INVALID_INPUT', field: ['file'] },
    ]);
  });

  it('refuses more than 64 MB, told before or found out, and keeps nothing', async () => {
    const card = await aPool();
    const megabyte = Buffer.alloc(1_048_576, 'A');
    const told = await send(card.id, Buffer.alloc(67_108_865, 'A'));
    let sent = 0;
    const stream = new ReadableStream({
      pull: (controller) => (sent++ < 65 ? controller.enqueue(megabyte) : controller.close()),
    });
    const found = await api.send(`/imports?cardId=${card.id}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/csv', ...bearer(merchant.secretKey) },
      body: stream,
      ...{ duplex: 'half' },
    });
    expect([told.status, found.status]).toEqual([413, 413]);
    expect(await api.root.prisma.import.count({ where: { cardId: card.id } })).toBe(0);
  });

  it('keeps nothing of a file that is cut off', async () => {
    const card = await aPool();
    const count = () => api.root.prisma.import.count({ where: { cardId: card.id } });
    const { port } = new URL(api.url);
    const socket = createConnection(Number(port), '127.0.0.1');
    socket.write(
      `POST /imports?cardId=${card.id} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${merchant.secretKey}\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\nA1\nA2\n`,
    );
    await expect.poll(count).toBe(1);
    socket.destroy();
    await expect.poll(count).toBe(0);
  });

  it.each([
    [
      'no part that is a file',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
    ],
    ['a broken form', 'multipart/form-data; boundary=x', '--x\r\nContent-Disp'],
    ['a form without a boundary', 'multipart/form-data', 'A1'],
  ])('refuses %s', async (_what, type, body) => {
    const answer = await send((await aPool()).id, body, { headers: { 'Content-Type': type } });
    expect([answer.status, answer.json.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
  });

  it('refuses what it can not unpack, other methods and a card that is not named', async () => {
    const card = await aPool();
    expect((await send(card.id, 'A1', { headers: { 'Content-Encoding': 'gzip' } })).status).toBe(415);
    expect((await send('', 'A1')).status).toBe(400);
    expect((await api.get('/imports', bearer(merchant.secretKey))).status).toBe(405);
  });

  it('is for cards with deposited codes, of one’s own', async () => {
    const card = await aPool();
    const foreign = await send(card.id, 'A1', { key: other.secretKey });
    expect([foreign.status, foreign.json.errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
    const answer = await send((await aCard(merchant.ctx)).id, 'A1');
    expect([answer.status, answer.json.errors[0].extensions.code]).toEqual([400, 'CODE_MODE_FORBIDS']);
  });

  it('asks for a credential with the scope', async () => {
    const card = await aPool();
    const made = await createKey(merchant.ctx, {
      kind: 'SECRET',
      name: 'reader',
      isTest: true,
      scopes: ['codes:read'],
    });
    expect((await send(card.id, 'A1', { key: made.secret })).status).toBe(403);
    expect((await send(card.id, 'A1', { key: merchant.reportKey })).status).toBe(403);
    expect((await send(card.id, 'A1', { key: 'sk_test_nobody' })).status).toBe(401);
  });
});

describe('GET /imports/<id>/problems.csv', () => {
  it('tells the bad rows, and no formula', async () => {
    const card = await aPool();
    const { json } = await send(card.id, '=SUM(A1 A2)\n"say ""hi"" x"\nA1\n');
    await finished(json.id);
    const answer = await api.get(`/imports/${json.id}/problems.csv`, bearer(merchant.reportKey));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    // Reading text takes the mark away.
    expect(answer.text).toBe(
      '"row","value","reason"\r\n1,"\'=SUM(A1 A2)","INVALID_CHARACTER"\r\n2,"say ""hi"" x","INVALID_CHARACTER"\r\n',
    );
  });

  it('does not know imports of others, nor other paths', async () => {
    const { json } = await send((await aPool()).id, 'A1');
    const path = `/imports/${json.id}/problems.csv`;
    expect((await api.get(path, bearer(other.secretKey))).status).toBe(404);
    expect((await api.get(path)).status).toBe(401);
    expect((await api.get(`/imports/${json.id}`, bearer(merchant.secretKey))).status).toBe(404);
    expect(await importOf(json.id, other.secretKey)).toBeNull();
  });
});

describe('an import under way', () => {
  const PROGRESS = `subscription ($id: ID!) { importProgress(id: $id) { sequence import { id status doneCount rowCount } } }`;
  const CANCEL = `mutation ($id: ID!) { importCancel(input: { id: $id }) {
    import { status doneCount } userErrors { __typename code ... on ImportEndedError { status } } } }`;

  it('is told of to its end', async () => {
    const card = await aPool();
    const { json } = await send(card.id, Array.from({ length: 30_000 }, (_, n) => `C${n}`).join('\n'));
    const start = Buffer.from(JSON.stringify(['SEQUENCE ASC', '0', 'evt'])).toString('base64url');
    const stream = await keyStream(api, merchant.secretKey, PROGRESS, {
      variables: { id: json.id },
      headers: { 'Last-Event-ID': start },
    });
    const states: string[] = [];
    while (states.at(-1) !== 'DONE') {
      const frame = await stream.next();
      expect(frame?.data.data.importProgress.import.id).toBe(json.id);
      states.push(frame?.data.data.importProgress.import.status);
    }
    expect(await importOf(json.id)).toMatchObject({ doneCount: 30_000, addedCount: 30_000 });
    stream.close();
  });

  it('does not know imports of others', async () => {
    const { json } = await send((await aPool()).id, 'A1');
    const answer = await api.post(
      '/graphql',
      { query: PROGRESS, variables: { id: json.id } },
      { ...bearer(other.secretKey), Accept: 'text/event-stream' },
    );
    expect([answer.status, answer.json.errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
    const cancelled = await api.gql(CANCEL, { id: json.id }, other.secretKey);
    expect(cancelled.json.data.importCancel.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('is cancelled between chunks, and not once it has ended', async () => {
    const card = await aPool();
    const rows = Array.from({ length: 300_000 }, (_, n) => `C${n}`).join('\n');
    const { json } = await send(card.id, rows);
    const { data } = (await api.gql(CANCEL, { id: json.id }, merchant.secretKey)).json;
    expect(data.importCancel).toMatchObject({ import: { status: 'CANCELLED' }, userErrors: [] });
    expect(data.importCancel.import.doneCount).toBeLessThan(300_000);
    expect(data.importCancel.import.doneCount % 10_000).toBe(0);
    const { id } = (await send(card.id, 'A1')).json;
    await finished(id);
    const late = (await api.gql(CANCEL, { id }, merchant.secretKey)).json.data.importCancel;
    expect(late.userErrors).toEqual([{ __typename: 'ImportEndedError', code: 'IMPORT_ENDED', status: 'DONE' }]);
  });

  it('goes on where it was when another server takes over', async () => {
    const owner = await api.aMerchant();
    const card = await aPoolCard(owner.ctx, { values: ['OLD-1'], left: 0 });
    const prefix = randomBytes(3).toString('hex');
    const rows = Array.from({ length: 60_000 }, (_, n) => `${prefix}${n}`).join('\n');
    const { json } = await send(card.id, rows, { key: owner.secretKey });
    await expect
      .poll(async () => (await importOf(json.id, owner.secretKey)).doneCount, { timeout: 20_000 })
      .toBeGreaterThan(0);
    const second = await server();
    await api.stop();
    api = second;
    await expect.poll(async () => (await importOf(json.id, owner.secretKey)).status, { timeout: 30_000 }).toBe('DONE');
    expect(await importOf(json.id, owner.secretKey)).toMatchObject({ doneCount: 60_000, addedCount: 60_000 });
  });
});
