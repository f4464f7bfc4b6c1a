import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/domain/access/index.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import { leaveNotice } from '../../src/domain/messages/index.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import { aCard, aCode } from '../kit/factories.ts';
import { aReceiver, type Call, type Reaction, type Receiver } from '../kit/receiver.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { endEndpoints } from '../kit/webhooks.ts';

let api: Api;
let merchant: ServedMerchant;
const receivers: Receiver[] = [];

beforeAll(async () => {
  api = await server({ KAQUAN_WEBHOOK_ALLOW: '127.0.0.1' });
  merchant = await api.aMerchant();
});
afterAll(async () => {
  await api.stop();
  await endEndpoints();
});
afterEach(async () => {
  const { json } = await api.gql('{ webhookEndpoints { id } }', {}, merchant.secretKey);
  for (const { id } of json.data.webhookEndpoints) await call(DELETE, { endpointId: id });
  for (const receiver of receivers.splice(0)) await receiver.stop();
});

const ERRORS = 'userErrors { __typename code message field }';
const ENDPOINT =
  'endpoint { id name url types document variables status disabledReason failingSince probeAt previousSecretUntil queuedSequence version format scopes }';
const CREATE = `mutation ($input: WebhookEndpointCreateInput!) { webhookEndpointCreate(input: $input) { secret ${ENDPOINT} ${ERRORS} } }`;
const UPDATE = `mutation ($input: WebhookEndpointUpdateInput!) { webhookEndpointUpdate(input: $input) { ${ENDPOINT} ${ERRORS} } }`;
const DELETE = `mutation ($input: WebhookEndpointDeleteInput!) { webhookEndpointDelete(input: $input) { endpoint { id } ${ERRORS} } }`;
const ROTATE = `mutation ($input: WebhookEndpointSecretRotateInput!) { webhookEndpointSecretRotate(input: $input) { secret ${ENDPOINT} ${ERRORS} } }`;
const TEST = `mutation ($input: WebhookEndpointTestInput!) { webhookEndpointTest(input: $input) {
  delivery { id status type sequence attemptCount attempts { statusCode fault durationMs responseHead } } ${ERRORS} } }`;
const REPLAY = `mutation ($input: EventsReplayInput!) { eventsReplay(input: $input) { count ${ERRORS} } }`;
const DELIVERIES = `query ($where: WebhookDeliveryWhere) { webhookDeliveries(where: $where, orderBy: { by: CREATED_AT, direction: ASC }) {
  nodes { id eventId sequence type status isReplay attemptCount nextAttemptAt finishedAt attempts { statusCode fault responseHead } } } }`;

async function call(document: string, input: object, key = merchant.secretKey): Promise<Json> {
  const { json } = await api.gql(document, { input }, key);
  expect(json.errors).toBeUndefined();
  return Object.values(json.data)[0];
}

type Made = { id: string; secret: string; receiver: Receiver };

async function anEndpoint(changes: object = {}, react?: (call: Call) => Reaction): Promise<Made> {
  const receiver = await aReceiver(react);
  receivers.push(receiver);
  const made = await call(CREATE, { name: 'Till', url: receiver.url, types: ['card.claimed'], ...changes });
  expect(made.userErrors).toEqual([]);
  return { id: made.endpoint.id, secret: made.secret, receiver };
}

const deliveriesTo = async (endpointId: string): Promise<Json[]> => {
  const { json } = await api.gql(DELIVERIES, { where: { endpointId: { eq: endpointId } } }, merchant.secretKey);
  expect(json.errors).toBeUndefined();
  return json.data.webhookDeliveries.nodes;
};
const endpointOf = async (id: string): Promise<Json> => {
  const { json } = await api.gql('{ webhookEndpoints { id status failingSince } }', {}, merchant.secretKey);
  return json.data.webhookEndpoints.find((endpoint: Json) => endpoint.id === id);
};
const statusesOf = async (endpointId: string): Promise<string[]> =>
  (await deliveriesTo(endpointId)).map(({ status }) => status);
const soon = { timeout: 20_000 };

// The package takes any headers by name.
const verified = (secret: string, { text, headers }: Call): unknown =>
  new Webhook(secret).verify(text, headers as Record<string, string>);
const sequenceOf = async (eventId: string): Promise<number> =>
  Number((await merchant.ctx.prisma.event.findUniqueOrThrow({ where: { id: eventId } })).sequence);

describe('a webhook endpoint', () => {
  it('is sent the event as it was written, signed so that standardwebhooks verifies it', async () => {
    const { id, secret, receiver } = await anEndpoint();
    const { code, card } = await aCode(merchant.ctx);
    await expect.poll(() => receiver.calls.length, soon).toBe(1);
    const [sent = expect.fail()] = receiver.calls;
    const { headers, json } = sent;
    expect(json).toEqual({
      type: 'card.claimed',
      id: expect.stringMatching(/^evt_/),
      sequence: await sequenceOf(json.id),
      occurredAt: expect.stringMatching(/Z$/),
      actor: { kind: 'secretKey', id: expect.any(String) },
      data: expect.objectContaining({ cardId: card.id, codeId: code.id, code: code.value, openid: code.openid }),
    });
    expect(headers['webhook-id']).toBe(json.id);
    expect(headers['content-type']).toBe('application/json');
    expect(verified(secret, sent)).toEqual(json);
    expect(() => verified(secret, { ...sent, text: `${sent.text} ` })).toThrow('No matching signature found');
    await expect.poll(() => statusesOf(id), soon).toEqual(['DELIVERED']);
    const attempts = [{ statusCode: 200, fault: null, responseHead: 'said' }];
    expect(await deliveriesTo(id)).toMatchObject([
      { eventId: json.id, sequence: json.sequence, isReplay: false, nextAttemptAt: null, attempts },
    ]);
  });

  it('hears what its document chooses, in the shape that it asks for', async () => {
    // Not claimed yet: a claim that has no number yet when the endpoint is made would come first.
    const card = await aCard(merchant.ctx);
    const document =
      'subscription ($cardId: ID!) { claims(cardId: $cardId) { sequence claim { openid code { value status } } } }';
    const { id, secret, receiver } = await anEndpoint({ types: [], document, variables: { cardId: card.id } });
    await aCode(merchant.ctx, { openid: 'elsewhere' });
    const { codeId } = await claimCard(merchant.ctx, { cardId: card.id, openid: 'bob' });
    const { value } = await merchant.ctx.prisma.code.findUniqueOrThrow({ where: { id: codeId } });
    await expect.poll(() => receiver.calls.length, soon).toBe(1);
    const [sent = expect.fail()] = receiver.calls;
    expect(verified(secret, sent)).toMatchObject({
      type: 'card.claimed',
      data: { claims: { sequence: sent.json.sequence, claim: { openid: 'bob', code: { value, status: 'NORMAL' } } } },
    });
    await expect.poll(async () => new Set(await statusesOf(id)), soon).toEqual(new Set(['SKIPPED', 'DELIVERED']));
  });

  it('tells with the list how much waits for each endpoint', async () => {
    const [failing, well] = [await anEndpoint({}, () => 500), await anEndpoint()];
    await aCode(merchant.ctx);
    await expect.poll(() => failing.receiver.calls.length + well.receiver.calls.length, soon).toBeGreaterThanOrEqual(2);
    const counts = async (): Promise<Json> => {
      const { json } = await api.gql(
        '{ webhookEndpoints { id waitingCount { value precision } } }',
        {},
        merchant.secretKey,
      );
      return Object.fromEntries(json.data.webhookEndpoints.map(({ id, waitingCount }: Json) => [id, waitingCount]));
    };
    await expect.poll(counts, soon).toEqual({
      [failing.id]: { value: 1, precision: 'EXACT' },
      [well.id]: { value: 0, precision: 'EXACT' },
    });
  });

  it('hears by its document no more than who set it up', async () => {
    const document = 'subscription { claims { claim { openid } } }';
    const scopes = ['webhooks:read', 'webhooks:write', 'events:read'] as const;
    const { secret } = await createKey(merchant.ctx, { kind: 'SECRET', name: 'narrow', isTest: true, scopes });
    const receiver = await aReceiver();
    receivers.push(receiver);
    const input = { name: 'Narrow', url: receiver.url, types: ['card.claimed'], document };
    expect(await call(CREATE, input, secret)).toMatchObject({ userErrors: [] });
    await aCode(merchant.ctx);
    await expect.poll(() => receiver.calls.length, soon).toBe(1);
    expect(receiver.calls[0]?.json).toMatchObject({ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it.each([
    ['no GraphQL', 'subscription {', /Syntax Error/],
    ['an unknown field', 'subscription { nothing { id } }', /Cannot query field/],
    ['a query', '{ viewer { __typename } }', /One subscription/],
    ['a user’s own stream', 'subscription { mine { __typename } }', /Only users/],
    [
      'a user’s own stream in a fragment',
      'subscription { ...F } fragment F on Subscription { mine { __typename } }',
      /Only users/,
    ],
    ['a place to begin at', 'subscription { claims(after: "x") { id } }', /leave `after` out/],
    [
      'a place to begin at by default',
      'subscription ($from: String = "x") { ...F } fragment F on Subscription { events(after: $from) { id } }',
      /leave `after` out/,
    ],
    [
      'more than an event may cost',
      `subscription { claims { claim { card { ${Array.from({ length: 20 }, (_, nth) => `s${nth}: stores(first: 100) { nodes { id } }`).join(' ')} } } } }`,
      /at most 1000/,
    ],
    ['a variable that is missing', 'subscription ($id: ID!) { claims(cardId: $id) { id } }', /\$id/],
  ])('is refused with a document that has %s', async (_name, document, message) => {
    const input = { name: 'x', url: 'http://127.0.0.1/', document };
    expect(await call(CREATE, input)).toMatchObject({
      endpoint: null,
      secret: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['document'], message: expect.stringMatching(message) }],
    });
  });

  it('takes the document of a live stream whose place is not given', async () => {
    const document = 'subscription ($after: String) { claims(after: $after) { id } }';
    const { id, receiver } = await anEndpoint({ document });
    const placed = { endpointId: id, variables: { after: 'x' } };
    expect(await call(UPDATE, placed)).toMatchObject({ userErrors: [{ code: 'INVALID_INPUT', field: ['document'] }] });
    await aCode(merchant.ctx);
    await expect.poll(() => receiver.calls.length, soon).toBe(1);
    expect(receiver.calls[0]?.json).not.toHaveProperty('errors');
  });

  it.each(['http://127.0.0.2/', 'http://[::1]/', 'http://10.0.0.1/', 'ftp://shop.example.com/', 'shop'])(
    'is refused at %s',
    async (url) =>
      expect(await call(CREATE, { name: 'x', url })).toMatchObject({
        userErrors: [{ code: 'INVALID_INPUT', field: ['url'] }],
      }),
  );

  it('never gets to a private address by a name', async () => {
    const closed = await server();
    const receiver = await aReceiver();
    receivers.push(receiver);
    const owner = await closed.aMerchant();
    const url = receiver.url.replace('127.0.0.1', 'localhost');
    // It hears of nothing but its test: the other server, which may reach that address, sends on this database too.
    const input = { name: 'x', url, types: ['card.claimed'] };
    const made = await closed.gql(CREATE, { input }, owner.secretKey);
    const endpointId = made.json.data.webhookEndpointCreate.endpoint.id;
    const { json } = await closed.gql(TEST, { input: { endpointId } }, owner.secretKey);
    await closed.gql(DELETE, { input: { endpointId } }, owner.secretKey);
    await closed.stop();
    expect(json.data.webhookEndpointTest.delivery).toMatchObject({
      status: 'FAILED',
      attempts: [{ statusCode: null, fault: 'ADDRESS_FORBIDDEN' }],
    });
    expect(receiver.calls).toEqual([]);
  });

  it('is signed for by both secrets while one takes over', async () => {
    const { id, secret: old, receiver } = await anEndpoint();
    const rotated = await call(ROTATE, { endpointId: id, overlapSeconds: 600 });
    expect(rotated.endpoint.previousSecretUntil).toMatch(/Z$/);
    await aCode(merchant.ctx);
    await expect.poll(() => receiver.calls.length, soon).toBe(1);
    const [sent = expect.fail()] = receiver.calls;
    expect(String(sent.headers['webhook-signature']).split(' ')).toHaveLength(2);
    expect(verified(old, sent)).toEqual(verified(rotated.secret, sent));
    const { secret } = await call(ROTATE, { endpointId: id, overlapSeconds: 0 });
    await aCode(merchant.ctx);
    await expect.poll(() => receiver.calls.length, soon).toBe(2);
    const [, next = expect.fail()] = receiver.calls;
    expect(verified(secret, next)).toEqual(next.json);
    expect(() => verified(rotated.secret, next)).toThrow('No matching signature found');
  });

  it('waits while it is paused, and then hears of everything', async () => {
    const { id, receiver } = await anEndpoint();
    const other = await anEndpoint();
    await call(UPDATE, { endpointId: id, status: 'PAUSED' });
    await aCode(merchant.ctx);
    await expect.poll(() => other.receiver.calls.length, soon).toBe(1);
    expect(await deliveriesTo(id)).toEqual([]);
    await call(UPDATE, { endpointId: id, status: 'ACTIVE' });
    await expect.poll(() => receiver.calls.length, soon).toBe(1);
  });

  it('is disabled by a receiver that is gone', async () => {
    const { id, receiver } = await anEndpoint({}, () => 410);
    await aCode(merchant.ctx);
    const status = async () => (await endpointOf(id)).status;
    await expect.poll(status, soon).toBe('DISABLED');
    receiver.react(() => 200);
    await call(UPDATE, { endpointId: id, status: 'ACTIVE' });
    const [{ eventId } = expect.fail()] = await deliveriesTo(id);
    await call(REPLAY, { endpointId: id, eventIds: [eventId] });
    await expect.poll(() => statusesOf(id), soon).toEqual(['DELIVERED']);
  });

  it('holds no other endpoint up by being slow', async () => {
    let [open, most] = [0, 0];
    await anEndpoint({}, () => (_response, socket) => {
      open += 1;
      most = Math.max(most, open);
      socket.once('close', () => (open -= 1));
    });
    const { receiver } = await anEndpoint();
    for (let nth = 0; nth < 20; nth += 1) await aCode(merchant.ctx);
    await expect.poll(() => receiver.calls.length, soon).toBe(20);
    expect(most).toBeLessThanOrEqual(16);
  });
});

describe('an event', () => {
  it('keeps its id at each attempt, and the next of its code waits for it', async () => {
    const hangUp: Reaction = (_response, socket) => void socket.destroy();
    const types = ['card.claimed', 'code.redeemed'];
    const { id, receiver } = await anEndpoint({ types }, ({ json }) => (json.type === 'card.claimed' ? hangUp : 200));
    const { code } = await aCode(merchant.ctx);
    await redeemCode(merchant.ctx, { value: code.value });
    const other = await aCode(merchant.ctx, { openid: 'bob' });
    await redeemCode(merchant.ctx, { value: other.code.value });
    const failedOnce = async () => (await deliveriesTo(id)).filter(({ attempts }) => attempts.length === 1).length;
    await expect.poll(failedOnce, soon).toBe(2);
    expect(receiver.calls.map(({ json }) => json.type)).toEqual(['card.claimed', 'card.claimed']);
    receiver.react(() => 200);
    const waiting = await deliveriesTo(id);
    const eventIds = waiting.filter(({ type }) => type === 'card.claimed').map(({ eventId }) => eventId);
    expect(await call(REPLAY, { endpointId: id, eventIds })).toMatchObject({ count: 2 });
    await expect.poll(() => new Set(receiver.calls.map(({ json }) => json.id)).size, soon).toBe(4);
    const told = (codeId: string) => receiver.calls.filter(({ json }) => json.data.codeId === codeId);
    for (const codeId of [code.id, other.code.id]) {
      const [first, again, next] = told(codeId);
      expect([first?.json.id, next?.json.type]).toEqual([again?.headers['webhook-id'], 'code.redeemed']);
      expect(again?.text).toBe(first?.text);
    }
  });

  it('is sent again when it is asked for, alone or in a range', async () => {
    const { id, receiver } = await anEndpoint();
    await aCode(merchant.ctx);
    // What tells of different codes has no order: the second is claimed when the first was told.
    await expect.poll(() => statusesOf(id), soon).toEqual(['DELIVERED']);
    await aCode(merchant.ctx);
    await expect.poll(() => statusesOf(id), soon).toEqual(['DELIVERED', 'DELIVERED']);
    const ids = (await deliveriesTo(id)).map(({ eventId }) => eventId);
    await call(REPLAY, { endpointId: id, eventIds: [ids[1]] });
    await expect.poll(() => receiver.calls.map(({ json }) => json.id), soon).toEqual([...ids, ids[1]]);
    const first = await sequenceOf(ids[0]);
    const range = { endpointId: id, afterSequence: first - 1, untilSequence: first };
    expect(await call(REPLAY, range)).toMatchObject({ userErrors: [] });
    await expect
      .poll(() => receiver.calls.map(({ json }) => json.id).slice(0, 4), soon)
      .toEqual([...ids, ids[1], ids[0]]);
    const replays = (await deliveriesTo(id)).filter(({ isReplay }) => isReplay);
    expect(replays.map(({ eventId }) => eventId)).toEqual([ids[1], ids[0]]);
  });

  it.each([
    ['both', { eventIds: ['evt_1'], untilSequence: 3 }, ['eventIds']],
    ['neither', {}, ['untilSequence']],
  ])('is refused to be replayed by %s of ids and range', async (_name, order, field) => {
    const { id } = await anEndpoint();
    expect(await call(REPLAY, { endpointId: id, ...order })).toMatchObject({
      count: null,
      userErrors: [{ code: 'INVALID_INPUT', field }],
    });
  });

  it('tells of notices to people, with their words in both languages', async () => {
    const { receiver } = await anEndpoint({ types: ['notice.left'] }, () => 200);
    await merchant.ctx.prisma.$transaction((tx) =>
      leaveNotice(tx, merchant.ctx, { kind: 'STOCK_LOW', data: { title: '满减', left: 1, quantity: 9 } }),
    );
    await expect.poll(() => receiver.calls.length, soon).toBe(1);
    expect(receiver.calls[0]?.json).toMatchObject({
      type: 'notice.left',
      data: {
        messageId: expect.stringMatching(/^msg_/),
        kind: 'STOCK_LOW',
        carries: { left: 1 },
        words: { 'zh-CN': { title: '库存不足' }, en: { title: 'Few are left' } },
      },
    });
  });
});

describe('a test', () => {
  it('goes to its endpoint alone, whatever it hears of, and tells what came back', async () => {
    const { id, secret, receiver } = await anEndpoint({}, () => 418);
    const other = await anEndpoint({ types: [] });
    const { delivery } = await call(TEST, { endpointId: id });
    expect(delivery).toMatchObject({
      status: 'FAILED',
      type: 'webhook_endpoint.tested',
      sequence: null,
      attemptCount: 1,
      attempts: [{ statusCode: 418, fault: null, responseHead: 'said', durationMs: expect.any(Number) }],
    });
    const [sent = expect.fail()] = receiver.calls;
    expect(verified(secret, sent)).toMatchObject({ data: { endpointId: id } });
    await aCode(merchant.ctx);
    await expect.poll(() => other.receiver.calls.some(({ json }) => json.type === 'card.claimed'), soon).toBe(true);
    expect(other.receiver.calls.map(({ json }) => json.type)).not.toContain('webhook_endpoint.tested');
  });
});

it('shows another merchant no endpoint and no delivery, and finds none for it', async () => {
  const { id } = await anEndpoint();
  await aCode(merchant.ctx);
  await expect.poll(() => statusesOf(id), soon).toEqual(['DELIVERED']);
  const stranger = await api.aMerchant();
  const { json } = await api.gql(
    `{ webhookEndpoints { id } webhookDeliveries(where: { endpointId: { eq: "${id}" } }) { nodes { id } } }`,
    {},
    stranger.secretKey,
  );
  expect(json.data).toEqual({ webhookEndpoints: [], webhookDeliveries: { nodes: [] } });
  const inputs: [string, object][] = [
    [UPDATE, { name: 'x' }],
    [DELETE, {}],
    [ROTATE, { overlapSeconds: 0 }],
    [TEST, {}],
    [REPLAY, { untilSequence: 1 }],
  ];
  for (const [document, input] of inputs)
    expect(await call(document, { endpointId: id, ...input }, stranger.secretKey)).toMatchObject({
      userErrors: [{ __typename: 'NotFoundError', field: ['endpointId'] }],
    });
});

it('never shows a secret again', async () => {
  const { id, secret } = await anEndpoint();
  const { text } = await api.gql('{ webhookEndpoints { id name url version } }', {}, merchant.secretKey);
  const row = await merchant.ctx.prisma.webhookEndpoint.findUniqueOrThrow({ where: { id } });
  for (const shown of [text, row.secretCiphertext]) expect(shown).not.toContain(secret.slice(6));
});
