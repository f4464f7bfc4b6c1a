import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Api, bearer, server } from '../kit/server.ts';
import { runStatements, siblingUrl } from '../../scripts/throw-away-database.ts';
import { createCard } from '../../src/domain/cards/index.ts';
import { aDraft } from '../kit/factories.ts';
import { freshDatabaseUrl } from '../kit/database.ts';

/** One server of its own for a test that breaks or stops it. */
async function withServer(body: (api: Api) => Promise<void>, env: Record<string, string> = {}): Promise<void> {
  const api = await server(env);
  try {
    await body(api);
  } finally {
    await api.stop();
  }
}

describe('health', () => {
  it('says that the process answers', () =>
    withServer(async (api) => {
      expect((await api.get('/healthz')).json).toEqual({ status: 'ok' });
      expect((await api.send('/healthz', { method: 'HEAD' })).text).toBe('');
      expect((await api.post('/healthz', {})).status).toBe(405);
    }));

  it('says that every part is ready', () =>
    withServer(async (api) => {
      const { status, json } = await api.get('/readyz');
      expect([status, json]).toEqual([
        200,
        { status: 'ready', checks: { server: true, database: true, migrations: true, sequencer: true } },
      ]);
    }));
});

describe('an outage of the database', () => {
  it('is masked, told as INTERNAL and shown by readiness, and logged once', async () => {
    const databaseUrl = await freshDatabaseUrl();
    await withServer(
      async (api) => {
        const merchant = await api.aMerchant();
        const ask = () => api.gql('{ viewer { __typename } cards(first: 1) { nodes { id } } }', {}, merchant.secretKey);
        expect((await ask()).json.errors).toBeUndefined();
        await dropDatabase(databaseUrl);
        const answers = [await ask(), await api.gql('{ __typename }', {}, bearer(`sk_test_${'0'.repeat(40)}`))];
        for (const { text, json } of answers) {
          expect(json.errors[0].extensions).toMatchObject({ code: 'INTERNAL' });
          expect(text).not.toMatch(/database|prisma|postgres|does not exist|stack|\.ts/i);
        }
        expect(answers[1]?.status).toBe(500);
        const ready = await api.get('/readyz');
        expect([ready.status, ready.json.checks.database]).toEqual([503, false]);
        expect((await api.get('/healthz')).status).toBe(200);
      },
      { KAQUAN_DATABASE_URL: databaseUrl },
    );
  });
});

async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await runStatements(siblingUrl(url, 'postgres'), [`DROP DATABASE ${name} WITH (FORCE)`]);
}

describe('metrics', () => {
  it('count requests and deeds by outcome', () =>
    withServer(async (api) => {
      const merchant = await api.aMerchant();
      const text =
        'mutation ($input: OperationRegisterInput!) { operationRegister(input: $input) { userErrors { code } } }';
      await api.gql(text, { input: { operations: [{ text: '{ __typename }' }] } }, merchant.secretKey);
      await api.gql(text, { input: { operations: [{ text: '{ nothing }' }] } }, merchant.secretKey);
      const metrics = (await api.get('/metrics')).text;
      expect(metrics).toContain('kaquan_deeds_total{operation="operationRegister",outcome="OK",door="graphql"} 1');
      expect(metrics).toContain(
        'kaquan_deeds_total{operation="operationRegister",outcome="INVALID_INPUT",door="graphql"} 1',
      );
      expect(metrics).toMatch(
        /kaquan_http_request_duration_seconds_count\{route="\/graphql",method="POST",status="200"\} 2/,
      );
      expect(metrics).toMatch(/kaquan_sequencer_lag_seconds [\d.e-]+/);
    }));

  it('answer strangers only when the installation says so', async () => {
    const fromOutside = { 'X-Forwarded-For': '203.0.113.7' };
    await withServer(
      async (api) => {
        expect((await api.get('/metrics', fromOutside)).status).toBe(403);
        expect((await api.get('/metrics', { ...fromOutside, ...bearer(OPERATOR_KEY) })).status).toBe(200);
      },
      { KAQUAN_OPERATOR_KEY: OPERATOR_KEY },
    );
    await withServer(async (api) => expect((await api.get('/metrics', fromOutside)).status).toBe(200), {
      KAQUAN_METRICS_PUBLIC: '1',
    });
  });
});

const OPERATOR_KEY = `op_${'k'.repeat(40)}`;

describe('events', () => {
  it('get their numbers soon after the commit', () =>
    withServer(async (api) => {
      const merchant = await api.aMerchant();
      const unnumbered = () => api.root.prisma.event.count({ where: { merchantId: merchant.id, sequence: null } });
      await expect.poll(unnumbered, { timeout: 3_000, interval: 10 }).toBe(0);
      const events = await api.root.prisma.event.findMany({
        where: { merchantId: merchant.id },
        orderBy: { sequence: 'asc' },
      });
      expect(events.map(({ sequence }) => Number(sequence))).toEqual(events.map((_, place) => place + 1));
    }));
});

/** The server itself gives a request 60 s; what waited for that did not stop by itself. */
const LONG_BEFORE_THE_REQUEST_TIMEOUT_MS = 20_000;

describe('stopping', () => {
  it('waits for no connection that is idle', async () => {
    const api = await server();
    await api.get('/healthz');
    const idle = connect(Number(new URL(api.url).port), '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const startedAt = performance.now();
    await api.stop();
    idle.destroy();
    expect(performance.now() - startedAt).toBeLessThan(LONG_BEFORE_THE_REQUEST_TIMEOUT_MS);
    await expect(api.get('/healthz')).rejects.toThrow('fetch failed');
  });

  it('lets a request that is under way end', async () => {
    const api = await server();
    const merchant = await api.aMerchant();
    const body = JSON.stringify({ query: '{ viewer { __typename } }' });
    const headers = {
      ...bearer(merchant.secretKey),
      'Content-Type': 'application/json',
      'Content-Length': body.length,
    };
    const req = request(`${api.url}/graphql`, { method: 'POST', headers });
    req.write(body.slice(0, 5));
    await sleep(100);
    const stopped = api.stop();
    await sleep(50);
    req.end(body.slice(5));
    const [response] = await once(req, 'response');
    expect(response.statusCode).toBe(200);
    response.resume();
    await stopped;
  });

  it('cuts a request that does not end', async () => {
    const api = await server();
    const merchant = await api.aMerchant();
    const headers = { ...bearer(merchant.secretKey), 'Content-Type': 'application/json', 'Content-Length': 100 };
    const req = request(`${api.url}/graphql`, { method: 'POST', headers });
    const cut = once(req, 'error').catch((error: unknown) => [error]);
    req.on('error', () => undefined);
    req.write('{');
    await sleep(50);
    const startedAt = performance.now();
    await api.stop();
    expect(performance.now() - startedAt).toBeLessThan(LONG_BEFORE_THE_REQUEST_TIMEOUT_MS);
    await cut;
  });
});

it('does not start twice on one port', () =>
  withServer(async (api) => {
    const { port } = new URL(api.url);
    await expect(server({ KAQUAN_PORT: port })).rejects.toThrow(`Port ${port} is in use`);
  }));

it('claims and redeems through both doors of one server', () =>
  withServer(async (api) => {
    const merchant = await api.aMerchant();
    const card = await createCard(merchant.ctx, aDraft({ quantity: 1 }));
    const claim = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id replayed code { value } } userErrors { code } } }`;
    const input = { cardId: card.id, openid: 'ann', idempotencyKey: 'claim-0001' };
    const claimed = await api.gql(claim, { input }, merchant.secretKey);
    expect(claimed.json.data.cardClaim.userErrors).toEqual([]);
    expect((await api.gql(claim, { input }, merchant.secretKey)).json.data.cardClaim.claim.replayed).toBe(true);
    const { value } = claimed.json.data.cardClaim.claim.code;
    const redeemed = await api.weixin(merchant, '/card/code/consume', { code: value });
    expect(redeemed.json).toMatchObject({ errcode: 0, openid: 'ann' });
    const again = await api.weixin(merchant, '/card/code/consume', { code: value });
    expect(again.json.errcode).toBe(40099);
    const metrics = (await api.get('/metrics')).text;
    expect(metrics).toContain('kaquan_deeds_total{operation="cardClaim",outcome="OK",door="graphql"} 2');
    expect(metrics).toContain('kaquan_deeds_total{operation="/card/code/consume",door="weixin",outcome="OK"} 1');
    expect(metrics).toContain('kaquan_deeds_total{operation="/card/code/consume",door="weixin",outcome="40099"} 1');
  }));

describe('the operator key of the configuration', () => {
  it('stops working at the start after it was changed', async () => {
    const [before, after] = [`op_${'b'.repeat(40)}`, `op_${'a'.repeat(40)}`];
    const url = await freshDatabaseUrl();
    const isWorking = async (api: Api, key: string) => (await api.gql('{ viewer { kind } }', {}, key)).status === 200;
    const startWith = (configured: string, expected: readonly [boolean, boolean]): Promise<void> =>
      withServer(async (api) => expect([await isWorking(api, before), await isWorking(api, after)]).toEqual(expected), {
        KAQUAN_DATABASE_URL: url,
        KAQUAN_OPERATOR_KEY: configured,
      });
    await startWith(before, [true, false]);
    await startWith(after, [false, true]);
  });
});
