import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStatements } from '../../scripts/throw-away-database.ts';
import { signingSecretOf } from '../../src/domain/access/index.ts';
import { createCard } from '../../src/domain/cards/index.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import { archiveNextEvents, sequenceEvents } from '../../src/domain/events/index.ts';
import { freshDatabaseUrl, emptyDatabaseUrl } from '../kit/database.ts';
import { aCard, aDraft, aPoolCard } from '../kit/factories.ts';
import { mainProgram } from '../kit/main-program.ts';
import { type Api, bearer, type Json, server } from '../kit/server.ts';

const MAIN = mainProgram();
const MASTER_KEY = Buffer.alloc(32, 7).toString('hex');

type Ran = { code: number | null; out: string; err: string; json: Json };

function started(args: string[], env: Record<string, string>) {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('KAQUAN_')));
  return spawn(process.execPath, [...MAIN, ...args], { env: { ...clean, ...env } });
}

function run(args: string[], env: Record<string, string>): Promise<Ran> {
  return new Promise((resolve) => {
    const child = started(args, env);
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('close', (code) => resolve({ code, out, err, json: jsonOf(out) }));
  });
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Lines for people.
  }
}

let api: Api;
let env: Record<string, string>;

beforeAll(async () => {
  const databaseUrl = await freshDatabaseUrl();
  env = {
    KAQUAN_DATABASE_URL: databaseUrl,
    KAQUAN_MASTER_KEY: MASTER_KEY,
    KAQUAN_DATA_DIR: mkdtempSync(join(tmpdir(), 'kaquan-cli-')),
  };
  api = await server({ KAQUAN_DATABASE_URL: databaseUrl, KAQUAN_MASTER_KEY: MASTER_KEY });
});
afterAll(() => api.stop());

describe('merchant create', () => {
  it('answers with keys that work at the running server', async () => {
    const { code, json } = await run(['merchant', 'create', '--name', '海底捞', '--json'], env);
    expect(code).toBe(0);
    expect(Object.keys(json)).toEqual(['appId', 'appSecret', 'secretKey', 'publishableKey', 'reportKey']);
    const answer = await api.gql('{ viewer { __typename } }', {}, json.secretKey);
    expect(answer.status).toBe(200);
    const key = await run(
      [
        'key',
        'create',
        '--merchant',
        json.appId,
        '--kind',
        'secret',
        '--name',
        'till',
        '--scopes',
        'cards:read',
        '--json',
      ],
      env,
    );
    expect(key.json).toMatchObject({ kind: 'SECRET', name: 'till' });
    expect((await api.gql('{ viewer { __typename } }', {}, key.json.key)).status).toBe(200);
  });

  it('refuses a wrong time zone with the field, and makes nothing', async () => {
    const before = await api.root.prisma.merchant.count();
    const { code, err } = await run(['merchant', 'create', '--name', 'X', '--time-zone', 'Mars/Base', '--json'], env);
    expect(code).toBe(1);
    expect(JSON.parse(err.trim().split('\n').at(-1) ?? '')).toMatchObject({
      error: { code: 'INVALID_INPUT', message: expect.stringMatching(/^timeZone: /) },
    });
    expect(await api.root.prisma.merchant.count()).toBe(before);
  });
});

describe('key create', () => {
  it.each([
    [['--kind', 'operator', '--name', 'x', '--merchant', 'wx0000000000000000'], /leave out --merchant/],
    [['--kind', 'secret', '--name', 'x', '--merchant', 'wx0000000000000000'], /No such merchant/],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, err } = await run(['key', 'create', ...args], env);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });
});

describe('operations push', () => {
  it('registers a folder under the hash that clients send', async () => {
    const merchant = await api.aMerchant();
    const folder = mkdtempSync(join(tmpdir(), 'kaquan-push-'));
    writeFileSync(join(folder, 'who.graphql'), 'query Who { viewer { ...Face } }');
    writeFileSync(join(folder, 'face.graphql'), 'fragment Face on Viewer { __typename }');
    const whole = 'query Whole { viewer { __typename } } # as it stands\n';
    writeFileSync(join(folder, 'whole.graphql'), whole);
    const push = ['operations', 'push', folder, '--url', api.url, '--key', merchant.secretKey];
    const { json } = await run([...push, '--json'], env);
    const [{ name, hash }, exact] = json.operations;
    expect(name).toBe('Who');
    expect(exact).toMatchObject({ name: 'Whole', hash: createHash('sha256').update(whole).digest('hex') });
    const headers = { ...bearer(merchant.publishableKey), Origin: 'http://localhost:3000' };
    expect((await api.post('/graphql', { documentId: hash }, headers)).json.data.viewer.__typename).toBe('Viewer');
    expect((await run(push, env)).out.trim()).toBe(`${hash}  Who\n${exact.hash}  Whole`);
  });

  it('names the file of a document that the schema does not know', async () => {
    const merchant = await api.aMerchant();
    const file = join(mkdtempSync(join(tmpdir(), 'kaquan-push-')), 'bad.graphql');
    writeFileSync(file, 'query Bad { nothingOfTheKind }');
    const { code, err } = await run(['operations', 'push', file, '--url', api.url, '--key', merchant.secretKey], env);
    expect(code).toBe(1);
    expect(err).toMatch(/bad\.graphql: Bad: .*nothingOfTheKind/);
  });
});

describe('words that name no command', () => {
  it.each([
    ['a missing option', ['merchant', 'create', '--json'], "required option '--name <name>' not specified"],
    [
      'an option without its value',
      ['merchant', 'create', '--json', '--name'],
      "option '--name <name>' argument missing",
    ],
    ['an unknown option', ['doctor', '--json', '--deep'], expect.stringContaining("unknown option '--deep'")],
    ['an unknown command', ['migrat', '--json'], expect.stringContaining('unknown command')],
    ['a word too many', ['doctor', 'twice', '--json'], expect.stringContaining('too many arguments')],
    [
      'a missing argument',
      ['operations', 'push', '--json', '--url', 'u', '--key', 'k'],
      "missing required argument 'paths'",
    ],
    ['half a command', ['merchant', '--json'], "unknown option '--json'"],
  ])('tell of %s as JSON with --json', async (_what, words, message) => {
    const { code, out, err } = await run(words, env);
    expect([code, out]).toEqual([1, '']);
    expect(JSON.parse(err)).toEqual({ error: { code: 'UsageError', message } });
  });

  it('tell people of a missing option, with the help', async () => {
    const { code, out, err } = await run(['merchant', 'create'], env);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^error: required option '--name <name>' not specified\n[^]*Usage: kaquan merchant create/);
  });

  it('show the help when it is asked for', async () => {
    const { code, out, err } = await run(['key', 'create', '--help'], env);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Usage: kaquan key create');
  });
});

describe('doctor', () => {
  it('finds a sound installation sound, and a counter, a stock, a pool and numbers that are wrong', async () => {
    const [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
    const card = await createCard(merchant.ctx, aDraft({ quantity: 3 }));
    await claimCard(merchant.ctx, { cardId: card.id, openid: 'ann' });
    const pool = await aPoolCard(merchant.ctx, { values: ['A1', 'A2'] });
    await signingSecretOf(merchant.ctx);
    const unnumbered = () => api.root.prisma.event.count({ where: { sequence: null } });
    await expect.poll(unnumbered).toBe(0);
    const sound = await run(['doctor', '--json'], env);
    expect([sound.code, sound.json.ok]).toEqual([0, true]);

    await api.root.prisma.cardUser.updateMany({ where: { cardId: card.id }, data: { claimCount: 7 } });
    await api.root.prisma.stockLot.updateMany({ where: { cardId: card.id }, data: { left: 1 } });
    await api.root.prisma.depositedCode.deleteMany({ where: { cardId: pool.id, value: 'A1' } });
    await api.root.prisma.event.deleteMany({ where: { merchantId: merchant.id, sequence: 2 } });
    await api.root.prisma.eventCounter.updateMany({ where: { merchantId: other.id }, data: { archivedThrough: 1 } });
    const sick = await run(['doctor', '--json'], { ...env, KAQUAN_MASTER_KEY: randomBytes(32).toString('hex') });
    expect(sick.code).toBe(1);
    const wrong = sick.json.checks.filter(({ ok }: Json) => !ok).map(({ name }: Json) => name);
    expect(wrong).toEqual(expect.arrayContaining(['events', 'archives', 'stock', 'pools', 'counters', 'master key']));
    const faultsOf = (check: string) => sick.json.checks.find(({ name }: Json) => name === check).faults.join('\n');
    expect(faultsOf('events')).toContain(`Merchant ${merchant.id}: `);
    expect(faultsOf('archives')).toContain(`Merchant ${other.id}: archived are those up to 1, the files end at 0`);
  });

  it('changes nothing in a database that is not migrated, and says so', async () => {
    const { code, json } = await run(['doctor', '--json'], { ...env, KAQUAN_DATABASE_URL: await emptyDatabaseUrl() });
    expect([code, json.ok]).toEqual([1, false]);
    expect(json.checks.map(({ name }: Json) => name)).toEqual(['database', 'migrations']);
  });
});

describe('doctor --hammer', () => {
  let sandbox: Api;
  let at: Record<string, string>;
  beforeAll(async () => {
    const databaseUrl = await freshDatabaseUrl();
    at = { ...env, KAQUAN_DATABASE_URL: databaseUrl };
    sandbox = await server({ KAQUAN_DATABASE_URL: databaseUrl, KAQUAN_MASTER_KEY: MASTER_KEY });
  });
  afterAll(() => sandbox.stop());

  const hammer = (...more: string[]) => run(['doctor', '--hammer', '1', ...more], at);

  it('touches no merchant but a sandbox, and says how to make one', async () => {
    await run(['merchant', 'create', '--name', '海底捞'], at);
    const { code, out, err } = await hammer('--url', sandbox.url);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('kaquan seed');
    expect(await sandbox.root.prisma.card.count()).toBe(0);
  });

  it('holds a short load to the rules, and leaves no key and no card that anybody can claim', async () => {
    await run(['merchant', 'create', '--name', '沙盒', '--sandbox'], at);
    const { code, json } = await hammer('--url', sandbox.url, '--json');
    expect(json.checks.filter(({ ok }: Json) => !ok)).toEqual([]);
    expect([code, json.ok]).toEqual([0, true]);
    expect(json.figures.claims.count).toBeGreaterThan(0);
    expect(json.leaves).toContain(`${json.figures.claims.count} codes`);
    const where = { name: { startsWith: 'hammer-' } };
    expect(await sandbox.root.prisma.apiKey.count({ where: { ...where, revokedAt: null } })).toBe(0);
    expect(await sandbox.root.prisma.card.count({ where: { status: { not: 'DELETED' } } })).toBe(0);
  });

  it.each([
    [['--url', 'http://127.0.0.1:9'], 'No Kaquan server answers'],
    [[], 'No server is known to run'],
  ])('says that no server answers: %j', async (more, told) => {
    const { code, err } = await hammer(...more);
    expect(code).toBe(1);
    expect(err).toContain(told);
  });
});

describe('events that are archived', () => {
  it('are no hole for the doctor, and are exported as files', async () => {
    const own = { ...env, KAQUAN_DATABASE_URL: await freshDatabaseUrl() };
    const served = await server(own);
    const merchant = await served.aMerchant();
    await aCard(merchant.ctx);
    await sequenceEvents(served.root);
    await served.root.prisma.event.updateMany({ data: { occurredAt: new Date('2020-01-01') } });
    while ((await archiveNextEvents(served.root, { retentionDays: 400 })) > 0);
    await aCard(merchant.ctx);
    await sequenceEvents(served.root);
    await served.stop();
    expect((await run(['doctor', '--json'], own)).json).toMatchObject({ ok: true });

    const folder = mkdtempSync(join(tmpdir(), 'kaquan-events-'));
    const { code, json } = await run(['events', 'export', '--to', folder, '--json'], own);
    expect([code, json.missing]).toEqual([0, []]);
    const [key] = json.files;
    expect(key).toMatch(`events/${merchant.id}/1-`);
    const lines = gunzipSync(readFileSync(join(folder, key)))
      .toString()
      .trim()
      .split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ sequence: 1, type: 'merchant.created' });
  });

  it('and events without numbers for long are told of', async () => {
    const own = { ...env, KAQUAN_DATABASE_URL: await freshDatabaseUrl() };
    const served = await server(own);
    const { id } = await served.aMerchant();
    await sequenceEvents(served.root);
    await served.stop();
    await runStatements(own.KAQUAN_DATABASE_URL, [
      `INSERT INTO "Event" ("id", "merchantId", "type", "occurredAt", "actorKind", "data")
       VALUES ('evt_late', '${id}', 'card.relisted', now() - interval '1 hour', 'system', '{}')`,
    ]);
    const { code, json } = await run(['doctor', '--json'], own);
    const wrong = json.checks.filter(({ ok }: Json) => !ok);
    expect([code, wrong]).toMatchObject([
      1,
      [{ name: 'sequencing', faults: [expect.stringContaining(`${id}: 1 events`)] }],
    ]);
  });
});

describe('another master key than that of the sealed secrets', () => {
  it.each([['serve'], ['merchant', 'create', '--name', 'X']])('ends %s before it writes', async (...args) => {
    await signingSecretOf((await api.aMerchant()).ctx);
    const before = await api.root.prisma.merchant.count();
    const { code, err } = await run(args, { ...env, KAQUAN_MASTER_KEY: randomBytes(32).toString('hex') });
    expect([code, err.trim()]).toEqual([1, expect.stringMatching(/^KAQUAN_MASTER_KEY: .* under another key/)]);
    expect(await api.root.prisma.merchant.count()).toBe(before);
  });

  it('may stand before it, after a rotation', async () => {
    await signingSecretOf((await api.aMerchant()).ctx);
    const rotated = { ...env, KAQUAN_MASTER_KEY: `${randomBytes(32).toString('hex')},${MASTER_KEY}` };
    expect((await run(['merchant', 'create', '--name', 'X', '--json'], rotated)).code).toBe(0);
  });
});

it('migrate brings an empty database up to date, once', async () => {
  const empty = { ...env, KAQUAN_DATABASE_URL: await emptyDatabaseUrl() };
  expect((await run(['migrate', '--json'], empty)).json.applied.length).toBeGreaterThan(0);
  expect((await run(['migrate', '--json'], empty)).json).toEqual({ applied: [] });
});

describe('serve', () => {
  it('seeds the sandbox for its owner only, tells the same keys to an instance elsewhere, and ends on SIGTERM', async () => {
    const own = { ...env, KAQUAN_PORT: '0', KAQUAN_HOST: '127.0.0.1', KAQUAN_SANDBOX: '1', KAQUAN_LOG_LEVEL: 'silent' };
    const first = await served(own);
    const path = join(String(env['KAQUAN_DATA_DIR']), 'sandbox.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const file = JSON.parse(readFileSync(path, 'utf8'));
    const { other, cards, ...half } = file;
    expect(first.answer.addresses).toMatchObject({
      console: `${file.url}/console/`,
      shop: `${file.url}/demo/`,
      claimPage: `${file.url}/c/${cards['demo-cash']}`,
    });
    for (const merchant of [half, other]) expect(merchant).toEqual(sandboxMerchant(first.answer.url));
    expect([other.url, other.operatorKey]).toEqual([half.url, half.operatorKey]);
    const ofItsOwn = ['appId', 'appSecret', 'secretKey', 'publishableKey', 'reportKey', 'signingSecret', 'signInUrl'];
    expect(ofItsOwn.filter((name) => other[name] === half[name])).toEqual([]);
    expect(first.answer.sandbox).toEqual(file);
    expect(first.exitCode).toBe(0);
    const elsewhere = { ...own, KAQUAN_DATA_DIR: mkdtempSync(join(tmpdir(), 'kaquan-cli-')) };
    const { sandbox } = (await served(elsewhere)).answer;
    const changes = { url: expect.any(String), signInUrl: expect.any(String) };
    expect(sandbox).toEqual({ ...file, ...changes, other: { ...other, ...changes } });
  });

  it('keeps its address in sandbox.json while the sandbox is seeded beside it', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'kaquan-cli-'));
    const path = join(dataDir, 'sandbox.json');
    const own = { ...env, KAQUAN_DATA_DIR: dataDir };
    expect((await run(['seed', '--json'], own)).json.url).toBe('http://localhost:4000');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('http://localhost:4000', api.url));
    const { json } = await run(['seed', '--json'], own);
    expect([json.url, json.other.url]).toEqual([api.url, api.url]);
    expect([json.signInUrl, json.other.signInUrl].every((url) => url.startsWith(`${api.url}/session/`))).toBe(true);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(json);
  });

  it('says which setting is wrong and ends with 1', async () => {
    const { code, err } = await run(['serve'], { KAQUAN_PORT: 'many' });
    expect(code).toBe(1);
    expect(err.trim()).toMatch(/^KAQUAN_PORT: write a port number/);
  });
});

/** Every field that sandbox.json names for a merchant, in both halves. */
const sandboxMerchant = (url: string) => ({
  url,
  appId: expect.stringMatching(/^wx[0-9a-f]{16}$/),
  appSecret: expect.stringMatching(/^[0-9a-f]{32}$/),
  secretKey: expect.stringMatching(/^sk_test_/),
  publishableKey: expect.stringMatching(/^pk_test_/),
  reportKey: expect.stringMatching(/^rk_test_/),
  signingSecret: expect.stringMatching(/^\S{32,}$/),
  signInUrl: expect.stringMatching(new RegExp(`^${url}/session/\\S{32,}$`)),
  operatorKey: expect.stringMatching(/^op_/),
});

/** Starts a server, reads its answer, ends it by SIGTERM. */
function served(own: Record<string, string>): Promise<{ answer: Json; exitCode: number | null }> {
  return new Promise((resolve, reject) => {
    const child = started(['serve', '--json'], own);
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('exit', () => reject(new Error(err)));
    child.stdout.once('data', (chunk: Buffer) => {
      const answer: Json = JSON.parse(chunk.toString());
      child.once('close', (exitCode) => resolve({ answer, exitCode }));
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
    });
  });
}
