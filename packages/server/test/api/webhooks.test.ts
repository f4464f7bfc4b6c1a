import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import { aCard, aCode } from '../kit/factories.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import { aReceiver, type Call, type Reaction, type Receiver } from '../kit/receiver.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
const receivers: Receiver[] = [];

beforeAll(async () => {
  api = await server({ KAQUAN_WEBHOOK_ALLOW: '127.0.0.1' });
  merchant = await api.aMerchant();
});
afterAll(() => api.stop());
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
const statusesOf = async (endpointId: string): Promise<string[]> =>
  (await deliveriesTo(endpointId)).map(({ status }) => status);
const soon = { timeout: 10_000 };

const claim = async (openid: string) => {
  const card = await aCard(merchant.ctx);
  return claimCard(merchant.ctx, { cardId: card.id, openid });
};

describe('a webhook endpoint', () => {
  it('is sent the event as it was written, signed so that standardwebhooks verifies it', async () => {
    const { id, secret, receiver } = await anEndpoint();
    const { code, card } = await aCode(merchant.ctx);
    await expect.poll(() => receiver.calls.length, soon).toBe(1);
    const [{ headers, text, json } = expect.fail()] = receiver.calls;
    expect(json).toEqual({
      type: 'card.claimed',
      id: expect.stringMatching(/^evt_/),
      sequence: expect.any(Number),
      occurredAt: expect.stringMatching(/Z$/),
      actor: { kind: 'secretKey', id: expect.any(String) },
      data: expect.objectContaining({ cardId: card.id, codeId: code.id, code: code.value, openid: code.openid }),
    });
    expect(headers['webhook-id']).toBe(json.id);
    expect(headers['content-type']).toBe('application/json');
    // The package takes any headers by name.
    expect(new Webhook(secret).verify(text, headers as Record<string, string>)).toEqual(json);
    expect(() => new Webhook(secret).verify(`${text} `, headers as Record<string, string>)).toThrow();
    await expect.poll(() => statusesOf(id), soon).toEqual(['DELIVERED']);
    expect(await deliveriesTo(id)).toMatchObject([
      {
        eventId: json.id,
        sequence: json.sequence,
        isReplay: false,
        attempts: [{ statusCode: 200, fault: null, responseHead: 'said' }],
      },
    ]);
  });
});
