import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey, createUserToken, registerOperations } from '../../src/domain/access/index.ts';
import { archiveNextEvents, EVENT_TYPES, sequenceEvents } from '../../src/domain/events/index.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import { aCard, aCode, aStore } from '../kit/factories.ts';
import { type Answer, type Api, bearer, type ServedMerchant, server } from '../kit/server.ts';
import { answersOf, socketClient } from '../kit/sockets.ts';
import { keyStream, streamOf } from '../kit/streams.ts';

let api: Api;
let merchant: ServedMerchant;

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
});
afterAll(() => api.stop());

const EVENTS = `subscription ($types: [String!], $after: String) {
  events(types: $types, after: $after) { id sequence cursor type occurredAt actorKind cardId codeId storeId openid data } }`;
const LIST = `query ($after: String, $by: SortDirection) {
  events(first: 100, after: $after, orderBy: { by: SEQUENCE, direction: $by }) { nodes { sequence cursor type } } }`;
const START = Buffer.from(JSON.stringify(['SEQUENCE ASC', '0', ''])).toString('base64url');

const refusal = ({ status, json }: Answer) => [status, json.errors?.[0]?.extensions];
const subscribe = (key: string, variables: object = {}): Promise<Answer> =>
  api.post('/graphql', { query: EVENTS, variables }, { ...bearer(key), Accept: 'text/event-stream' });

describe('events', () => {
  it('are told in their order with all that they carry, from the first one on', async () => {
    const owner = await api.aMerchant();
    const { card, code, claim } = await aCode(owner.ctx, { openid: 'ann' });
    const stream = await keyStream(api, owner.secretKey, EVENTS, { variables: { after: START } });
    const told = [];
    while (told.at(-1)?.type !== 'card.claimed') told.push((await stream.next())?.data.data.events);
    expect(told.map(({ sequence }) => Number(sequence))).toEqual(told.map((_, nth) => nth + 1));
    expect(told.at(-1)).toMatchObject({
      ...{ cardId: card.id, codeId: code.id, openid: 'ann', storeId: null, actorKind: 'secretKey' },
      data: { claimId: claim.id, code: code.value },
    });
    const { nodes } = (await api.gql(LIST, {}, owner.secretKey)).json.data.events;
    const listed = nodes.map(({ cursor }: { cursor: string }) => cursor);
    expect(listed.slice(0, told.length)).toEqual(told.map(({ cursor }) => cursor));
    stream.close();
  });

  it('are told of the types that were named', async () => {
    const types = ['code.redeemed', 'card.created'];
    const stream = await keyStream(api, merchant.secretKey, EVENTS, { variables: { types } });
    const { code } = await aCode(merchant.ctx);
    await redeemCode(merchant.ctx, { value: code.value });
    expect((await stream.next())?.data.data.events.type).toBe('card.created');
    expect((await stream.next())?.data.data.events).toMatchObject({ type: 'code.redeemed', codeId: code.id });
    stream.close();
  });

  it('are told over WebSocket too', async () => {
    const client = socketClient(api, { authorization: `Bearer ${merchant.secretKey}` });
    const variables = { types: ['card.claimed'], after: START };
    const { claim } = await aCode(merchant.ctx);
    const ids = [];
    for await (const { data } of answersOf(client, { query: EVENTS, variables })) {
      ids.push(data.events.data.claimId);
      if (ids.at(-1) === claim.id) break;
    }
    expect(new Set(ids).size).toBe(ids.length);
    await client.dispose();
  });

  it('of a type that there is not are refused', async () => {
    const answer = await subscribe(merchant.secretKey, { types: ['card.claimed', 'card.clamed'] });
    expect(refusal(answer)).toMatchObject([400, { code: 'BAD_REQUEST', field: ['types', '1'] }]);
  });

  it('need the scope, and are not for pages', async () => {
    const { secret } = await createKey(merchant.ctx, {
      ...{ kind: 'SECRET', name: 'cards only', isTest: true, scopes: ['cards:read'] },
    });
    expect(refusal(await subscribe(secret))).toMatchObject([403, { code: 'FORBIDDEN' }]);
  });

  it('of other stores are not told to who is bound to some, nor those of other merchants to anybody', async () => {
    const [own, elsewhere] = [await aStore(merchant.ctx), await aStore(merchant.ctx)];
    const { secret } = await createKey(merchant.ctx, {
      ...{ kind: 'SECRET', name: 'one store', isTest: true, storeIds: [own.id] },
    });
    const stream = await keyStream(api, secret, EVENTS);
    const other = await api.aMerchant();
    const foreign = await keyStream(api, other.secretKey, EVENTS, { variables: { types: ['code.redeemed'] } });
    for (const { id } of [elsewhere, own]) {
      const { code } = await aCode(merchant.ctx);
      await redeemCode(merchant.ctx, { value: code.value, storeId: id });
    }
    expect((await stream.next())?.data.data.events).toMatchObject({ type: 'code.redeemed', storeId: own.id });
    expect(await Promise.race([foreign.next(), sleep(200, 'silent')])).toBe('silent');
    stream.close();
    foreign.close();
  });

  it('have types that can be asked for', async () => {
    const { json } = await api.gql('{ eventTypes { name description } }', {}, merchant.secretKey);
    expect(json.data.eventTypes.map(({ name }: { name: string }) => name)).toEqual(Object.keys(EVENT_TYPES));
  });
});

describe('a cursor whose successors are archived', () => {
  let owner: ServedMerchant;
  /** Number of the last event that is archived. */
  let archived: bigint;

  beforeAll(async () => {
    owner = await api.aMerchant();
    await aCode(owner.ctx, { openid: 'ann' });
    await sequenceEvents(api.root);
    const data = { occurredAt: new Date('2020-01-01') };
    await api.root.prisma.event.updateMany({ where: { merchantId: owner.id }, data });
    archived = (await api.root.prisma.eventCounter.findUniqueOrThrow({ where: { merchantId: owner.id } })).lastSequence;
    while ((await archiveNextEvents(api.root, { retentionDays: 400 })) > 0);
    await aCard(owner.ctx);
  });

  const oldest = () => Buffer.from(JSON.stringify(['SEQUENCE ASC', String(archived), ''])).toString('base64url');

  it('begins no stream, and the answer tells where one can begin', async () => {
    const answer = await subscribe(owner.secretKey, { after: START });
    const [status, extensions] = refusal(answer);
    expect([status, extensions]).toMatchObject([400, { code: 'CURSOR_EXPIRED', oldestCursor: oldest() }]);
    const stream = await keyStream(api, owner.secretKey, EVENTS, { variables: { after: extensions.oldestCursor } });
    expect(BigInt((await stream.next())?.data.data.events.sequence)).toBe(archived + 1n);
    stream.close();
  });

  it('pages no list, and a list from its begin shows what is left', async () => {
    expect(refusal(await api.gql(LIST, { after: START }, owner.secretKey))).toMatchObject([
      200,
      { code: 'CURSOR_EXPIRED', oldestCursor: oldest() },
    ]);
    const [first] = (await api.gql(LIST, {}, owner.secretKey)).json.data.events.nodes;
    expect(BigInt(first.sequence)).toBe(archived + 1n);
    const [again] = (await api.gql(LIST, { after: oldest() }, owner.secretKey)).json.data.events.nodes;
    expect(again).toEqual(first);
  });

  it('of a user is refused with a sealed one', async () => {
    const MINE = 'subscription ($after: String) { mine(after: $after) { cursor } }';
    const [operation] = await registerOperations(owner.ctx, { operations: [{ text: MINE }] });
    const { token } = await createUserToken(owner.ctx, { openid: 'ann' });
    const headers = { ...bearer(owner.publishableKey), Origin: 'http://localhost:5173', 'X-Kaquan-User': token };
    const mine = (after: string) => streamOf(api, { documentId: operation?.hash ?? '', variables: { after }, headers });
    const place = owner.ctx.secrets.seal('cursor', JSON.stringify([`${owner.id}:ann`, '0']));
    const refused = await mine(place);
    const { oldestCursor, code } = JSON.parse(refused.raw()).errors[0].extensions;
    expect([refused.status, code]).toEqual([400, 'CURSOR_EXPIRED']);
    expect((await mine(oldestCursor)).status).toBe(200);
  });
});
