import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSafeDomain, createKey } from '../../src/domain/access/index.ts';
import { type Api, bearer, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
});
afterAll(() => api.stop());

const key = () => bearer(merchant.secretKey);
const told = (answer: { status: number; json: { errors: { extensions: { code: string } }[] } }) => [
  answer.status,
  answer.json.errors[0]?.extensions.code,
];

describe('the shape of a request', () => {
  it('takes at most 1 MB', async () => {
    const sized = (length: number) => api.gql('{ __typename }', { filler: 'x'.repeat(length) }, merchant.secretKey);
    expect((await sized(1_000_000)).status).toBe(200);
    expect(told(await sized(1_048_576))).toEqual([413, 'BAD_REQUEST']);
  });

  it('counts a body that does not tell its length', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(65_536))),
    });
    const init = { method: 'POST', body, duplex: 'half', headers: { ...key(), 'Content-Type': 'application/json' } };
    expect(told(await api.send('/graphql', init))).toEqual([413, 'BAD_REQUEST']);
  });

  it.each([
    ['another content type', 415, { 'Content-Type': 'text/plain' }, '{"query":"{__typename}"}'],
    ['a compressed body', 415, { 'Content-Encoding': 'gzip' }, '{}'],
    ['broken JSON', 400, {}, '{"query":'],
    ['a batch', 400, {}, '[{"query":"{__typename}"}]'],
    ['no document', 400, {}, '{}'],
    ['a document that is no text', 400, {}, '{"query":1}'],
    ['variables that are a list', 400, {}, '{"query":"{__typename}","variables":[]}'],
    ['a broken document', 400, {}, '{"query":"{ viewer "}'],
    ['an unknown field', 400, {}, '{"query":"{ nothingOfTheKind }"}'],
    ['an unknown operation', 400, {}, '{"query":"query A { __typename }","operationName":"B"}'],
    ['a documentId that is no hash', 400, {}, '{"documentId":"abc"}'],
  ])('refuses %s with %i', async (_title, status, headers, body) => {
    expect(told(await api.post('/graphql', body, { ...key(), ...headers }))).toEqual([status, 'BAD_REQUEST']);
  });

  it('tells a secret key that a documentId is not registered', async () => {
    const answer = await api.post('/graphql', { documentId: 'a'.repeat(64) }, key());
    expect(told(answer)).toEqual([404, 'NOT_FOUND']);
  });

  it('knows no other method', async () => {
    const answer = await api.send('/graphql', { method: 'PUT', headers: key() });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });
});

describe('the status', () => {
  it('is 200 once an operation runs, whatever its fields answer', async () => {
    const { secret } = await createKey(merchant.ctx, {
      kind: 'SECRET',
      name: 'few',
      isTest: true,
      scopes: ['cards:read'],
    });
    const document = '{ claims { nodes { id } } viewer { kind } }';
    const lacking = await api.gql(document, {}, secret);
    expect([lacking.status, lacking.json.data]).toEqual([200, null]);
    expect(lacking.json.errors[0]).toMatchObject({ path: ['claims'], extensions: { code: 'FORBIDDEN' } });
    const partly = await api.gql('{ node(id: "claim_01ARZ3NDEKTSV4RRFFQ69G5FAV") { id } viewer { kind } }', {}, secret);
    expect([partly.status, partly.json.data]).toEqual([200, { node: null, viewer: { kind: 'SECRET_KEY' } }]);
    expect(partly.json.errors[0].extensions.code).toBe('FORBIDDEN');
    const cursor = await api.gql('{ cards(after: "nonsense") { nodes { id } } }', {}, secret);
    expect(told(cursor)).toEqual([200, 'BAD_REQUEST']);
  });
});

describe('limits', () => {
  it('bound how deep a document goes', async () => {
    const deep = `{ __schema { types { ${'fields { type { '.repeat(10)} name ${'} } '.repeat(10)} } } }`;
    expect(told(await api.gql(deep, {}, merchant.secretKey))).toEqual([400, 'BAD_REQUEST']);
  });

  it('bound how deep values go, in a document and in variables', async () => {
    const list = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    for (const levels of [33, 600, 2_490]) {
      const document = `{ nodes(ids: ${list(levels)}) { id } }`;
      expect(told(await api.gql(document, {}, merchant.secretKey))).toEqual([400, 'BAD_REQUEST']);
    }
    for (const levels of [33, 3_000, 100_000]) {
      const body = `{"query":"query ($ids: [ID!]!) { nodes(ids: $ids) { id } }","variables":{"ids":${list(levels)}}}`;
      expect(told(await api.post('/graphql', body, bearer(merchant.secretKey)))).toEqual([400, 'BAD_REQUEST']);
    }
  });

  it('bound aliases, fields at the root and tokens', async () => {
    const fields = (count: number) => Array.from({ length: count }, (_, place) => `a${place}: __typename`).join(' ');
    for (const count of [21, 60, 4_000]) {
      expect(told(await api.gql(`{ ${fields(count)} }`, {}, merchant.secretKey))).toEqual([400, 'BAD_REQUEST']);
    }
  });

  it('show what a request costs and what is left', async () => {
    const answer = await api.gql('{ viewer { __typename } }', {}, merchant.secretKey);
    const { cost } = answer.json.extensions;
    expect(cost.requested).toBeGreaterThan(0);
    expect(cost.throttle).toMatchObject({ maximum: 100_000, restoreRate: 50_000 });
    expect(Number(answer.headers.get('ratelimit-limit'))).toBe(100_000);
    expect(Number(answer.headers.get('ratelimit-remaining'))).toBe(cost.throttle.available);
    expect(answer.headers.get('ratelimit-reset')).toMatch(/^\d+$/);
  });

  it('refuse at once what is dearer than the whole budget', async () => {
    const poor = await createKey(merchant.ctx, { kind: 'SECRET', name: 'poor', isTest: true, costPerSecond: 1 });
    const answer = await api.gql('{ cards(first: 100) { nodes { id title } } }', {}, poor.secret);
    expect(told(answer)).toEqual([400, 'COST_EXCEEDED']);
    expect(answer.json.errors[0].extensions.cost.throttle).toMatchObject({ maximum: 2 });
  });

  it('throttle a key that has spent its budget', async () => {
    const poor = await createKey(merchant.ctx, { kind: 'SECRET', name: 'poor', isTest: true, costPerSecond: 2 });
    const answers = [];
    for (let tries = 0; tries < 5; tries += 1)
      answers.push(await api.gql('{ viewer { __typename } }', {}, poor.secret));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers[0]?.status).toBe(200);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0] && told(refused[0])).toEqual([429, 'THROTTLED']);
    expect(refused[0]?.json.errors[0].extensions.retryAfterMs).toBeGreaterThan(0);
    expect(refused[0]?.headers.get('retry-after')).toMatch(/^[1-9]/);
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string) =>
    api.send('/graphql', {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization',
      },
    });

  it('may ask when they are a safe domain', async () => {
    await addSafeDomain(merchant.ctx, { kind: 'DOMAIN', value: 'shop.gate.example' });
    await addSafeDomain(merchant.ctx, { kind: 'DOMAIN', value: '*.wide.example' });
    for (const origin of ['https://shop.gate.example', 'https://a.b.wide.example', 'http://localhost:5173']) {
      const answer = await preflight(origin);
      expect(answer.status).toBe(204);
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.headers.get('access-control-allow-headers')).toContain('x-kaquan-user');
      expect(answer.headers.get('access-control-max-age')).toBe('7200');
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(answer.headers.get('vary')).toContain('Origin');
    }
  });

  it.each([
    'https://evil.example',
    'https://wide.example',
    'null',
    'http://shop.gate.example',
    'https://shop.gate.example.evil.example',
  ])('may not ask from %s', async (origin) => {
    const answer = await preflight(origin);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('vary')).toContain('Origin');
  });

  it('read why they were refused', async () => {
    const answer = await api.gql(
      '{ __typename }',
      {},
      { Origin: 'http://localhost:5173', ...bearer('pk_test_unknown') },
    );
    expect(answer.status).toBe(401);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  });
});

describe('request ids', () => {
  it('come back as they were sent when they are sane', async () => {
    expect((await api.get('/healthz', { 'X-Request-Id': 'order-17.a_b' })).headers.get('x-request-id')).toBe(
      'order-17.a_b',
    );
  });

  it.each(['with space', 'x'.repeat(65), 'a"b', '../x'])('are made anew instead of %j', async (id) => {
    const given = (await api.get('/healthz', { 'X-Request-Id': id })).headers.get('x-request-id');
    expect(given).toMatch(/^[0-9a-f-]{36}$/);
  });
});

it('sends security headers with every answer', async () => {
  for (const path of ['/', '/graphql', '/nothing-here', '/healthz']) {
    const { headers } = await api.get(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  }
});

it('answers 404 in the one form of errors where nothing is', async () => {
  expect(told(await api.get('/nothing-here'))).toEqual([404, 'NOT_FOUND']);
});

it('shows GraphiQL only where the installation asks for it', async () => {
  expect((await api.get('/graphql', { Accept: 'text/html' })).status).toBe(401);
  const open = await server({ KAQUAN_GRAPHIQL: '1' });
  const page = await open.get('/graphql', { Accept: 'text/html' });
  await open.stop();
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.text).toContain('Kaquan GraphiQL');
});
