import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createKey, createUserToken, registerOperations, revokeKey } from '../../src/domain/access/index.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import { updateTicket } from '../../src/domain/codes/index.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import { adjustStock } from '../../src/domain/stock/index.ts';
import { aCard, aCode, aStore } from '../kit/factories.ts';
import { type Api, bearer, type Headers, type ServedMerchant, server } from '../kit/server.ts';
import { answersOf, socketClient } from '../kit/sockets.ts';
import { type EventStream, keyStream, streamOf } from '../kit/streams.ts';

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;

beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

const CLAIMS = `subscription ($cardId: ID, $after: String) {
  claims(cardId: $cardId, after: $after) { id sequence cursor occurredAt claim { id openid code { value status } card { id } } } }`;
const REDEMPTIONS = `subscription ($storeId: ID) {
  redemptions(storeId: $storeId) { id sequence cursor redemption { id way store { id } code { value status } } } }`;
const MINE = `subscription ($cardIds: [ID!], $after: String) {
  mine(cardIds: $cardIds, after: $after) { id cursor type code { value status } claim { id } } }`;

async function userHeaders(openid: string, of = merchant): Promise<Headers> {
  const { token } = await createUserToken(of.ctx, { openid });
  return { ...bearer(of.publishableKey), Origin: 'http://localhost:5173', 'X-Kaquan-User': token };
}

async function registered(text: string): Promise<string> {
  const [operation] = await registerOperations(merchant.ctx, { operations: [{ text }] });
  return operation?.hash ?? '';
}

const mine = async (openid: string, variables: object = {}): Promise<EventStream> =>
  streamOf(api, { documentId: await registered(MINE), variables, headers: await userHeaders(openid) });

describe('claims over SSE', () => {
  it('tells of each claim in the frames of the design', async () => {
    const card = await aCard(merchant.ctx);
    const stream = await keyStream(api, merchant.secretKey, CLAIMS, { variables: { cardId: card.id } });
    const claim = await claimCard(merchant.ctx, { cardId: card.id, openid: 'ann' });
    const frame = await stream.next();
    expect(frame).toMatchObject({
      event: 'next',
      data: { data: { claims: { claim: { id: claim.id, openid: 'ann', card: { id: card.id } } } } },
    });
    expect(frame?.id).toBe(frame?.data.data.claims.cursor);
    expect(stream.raw()).not.toContain('\r');
    expect(Object.fromEntries(stream.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    stream.close();
  });

  it('replays what came after a cursor, then goes on live, without gap or double', async () => {
    const card = await aCard(merchant.ctx, { quantity: 100 });
    const claims = async (count: number): Promise<string[]> => {
      const ids = [];
      for (let n = 0; n < count; n += 1)
        ids.push((await claimCard(merchant.ctx, { cardId: card.id, openid: `user-${n}` })).id);
      return ids;
    };
    const variables = { cardId: card.id };
    const first = await keyStream(api, merchant.secretKey, CLAIMS, { variables });
    const made = await claims(3);
    const seen: string[] = [];
    let cursor = '';
    for (let n = 0; n < 2; n += 1) {
      const frame = await first.next();
      seen.push(frame?.data.data.claims.claim.id);
      cursor = frame?.id ?? '';
    }
    first.close();
    made.push(...(await claims(3)));
    const again = await keyStream(api, merchant.secretKey, CLAIMS, { variables: { ...variables, after: cursor } });
    made.push(...(await claims(2)));
    for (let n = 0; n < 6; n += 1) seen.push((await again.next())?.data.data.claims.claim.id);
    expect(seen).toEqual(made);
    again.close();
  });

  it('lets Last-Event-ID count before the argument', async () => {
    const { card } = await aCode(merchant.ctx);
    const stream = await keyStream(api, merchant.secretKey, CLAIMS, {
      variables: { cardId: card.id, after: 'nonsense' },
      headers: { 'Last-Event-ID': Buffer.from(JSON.stringify(['SEQUENCE ASC', '0', 'evt'])).toString('base64url') },
    });
    expect((await stream.next())?.data.data.claims.claim.card.id).toBe(card.id);
    stream.close();
  });

  it('takes the cursors of the list of events', async () => {
    const { card, claim } = await aCode(merchant.ctx);
    const EVENTS = 'query ($id: ID!) { events(first: 1, where: { cardId: { eq: $id } }) { nodes { cursor type } } }';
    const created = async () => (await api.gql(EVENTS, { id: card.id }, merchant.secretKey)).json.data.events.nodes[0];
    await expect.poll(created).toBeDefined();
    const after = (await created()).cursor;
    const stream = await keyStream(api, merchant.secretKey, CLAIMS, { variables: { cardId: card.id, after } });
    expect((await stream.next())?.data.data.claims.claim.id).toBe(claim.id);
    stream.close();
  });

  it('replays from the table what is older than its memory', async () => {
    const owner = await api.aMerchant();
    const card = await aCard(owner.ctx, { quantity: 2_000 });
    const start = Buffer.from(JSON.stringify(['SEQUENCE ASC', '0', 'evt'])).toString('base64url');
    // Not all at once: they wait for one lot, and who waits too long is told to come back.
    for (let made = 0; made < 450; made += 30)
      await Promise.all(
        Array.from({ length: 30 }, (_, n) => claimCard(owner.ctx, { cardId: card.id, openid: `user-${made + n}` })),
      );
    const stream = await keyStream(api, owner.secretKey, CLAIMS, { variables: { after: start } });
    const sequences: number[] = [];
    while (sequences.length < 450) sequences.push(Number((await stream.next())?.data.data.claims.sequence));
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect(new Set(sequences).size).toBe(450);
    stream.close();
  });

  it.each([
    ['a cursor of another form', 'nonsense', 400],
    ['a number that was never given out', Buffer.from('["SEQUENCE ASC","99999999999","e"]').toString('base64url'), 400],
  ])('refuses %s before the stream begins', async (_what, after, status) => {
    const answer = await api.post(
      '/graphql',
      { query: CLAIMS, variables: { after } },
      { ...bearer(merchant.secretKey), Accept: 'text/event-stream' },
    );
    expect([answer.status, answer.json.errors[0].extensions]).toMatchObject([
      status,
      { code: 'BAD_REQUEST', field: ['after'] },
    ]);
  });

  it('tells a caller that reads no streams how to subscribe', async () => {
    const answer = await api.gql(CLAIMS, {}, merchant.secretKey);
    expect([answer.status, answer.json.errors[0].message]).toEqual([406, expect.stringContaining('text/event-stream')]);
  });

  it('reads Accept as a list', async () => {
    const card = await aCard(merchant.ctx);
    const stream = await keyStream(api, merchant.secretKey, CLAIMS, {
      variables: { cardId: card.id },
      headers: { Accept: 'application/json;q=0.5, text/event-stream' },
    });
    expect(stream.status).toBe(200);
    stream.close();
  });

  it('answers a query as a stream of one where nothing else is read', async () => {
    const stream = await keyStream(api, merchant.secretKey, '{ viewer { kind } }');
    expect(await stream.next()).toEqual({
      event: 'next',
      id: null,
      data: { data: { viewer: { kind: 'SECRET_KEY' } } },
    });
    expect(await stream.next()).toEqual({ event: 'complete', id: null, data: null });
    expect(stream.raw()).toContain('event: complete\ndata:\n\n');
  });
});

describe('who may listen', () => {
  it('hears nothing of another merchant', async () => {
    const stream = await keyStream(api, other.secretKey, CLAIMS);
    await aCode(merchant.ctx);
    const own = await aCode(other.ctx);
    expect((await stream.next())?.data.data.claims.claim.id).toBe(own.claim.id);
    stream.close();
  });

  it('needs the scope', async () => {
    const { secret } = await createKey(merchant.ctx, {
      kind: 'SECRET',
      name: 'stores only',
      isTest: true,
      scopes: ['stores:read'],
    });
    const answer = await api.post('/graphql', { query: CLAIMS }, { ...bearer(secret), Accept: 'text/event-stream' });
    expect([answer.status, answer.json.errors[0].extensions.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('needs a user for `mine`', async () => {
    const answer = await api.post(
      '/graphql',
      { query: MINE },
      { ...bearer(merchant.secretKey), Accept: 'text/event-stream' },
    );
    expect([answer.status, answer.json.errors[0].extensions.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('is asked again: the stream of a revoked key ends with the reason', async () => {
    const { key, secret } = await createKey(merchant.ctx, { kind: 'SECRET', name: 'soon gone', isTest: true });
    const stream = await keyStream(api, secret, CLAIMS);
    await revokeKey(merchant.ctx, { keyId: key.id });
    await sleep(1_100);
    await aCode(merchant.ctx);
    expect((await stream.next())?.data.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect((await stream.next())?.event).toBe('complete');
    expect(await stream.next()).toBeNull();
  });

  it('ends also while nothing happens', async () => {
    const { key, secret } = await createKey(other.ctx, { kind: 'SECRET', name: 'soon gone', isTest: true });
    const stream = await keyStream(api, secret, CLAIMS);
    await revokeKey(other.ctx, { keyId: key.id });
    expect((await stream.next())?.data.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect((await stream.next())?.event).toBe('complete');
  });

  it('hears of its own stores when it is bound to some', async () => {
    const [mineStore, elsewhere] = [await aStore(merchant.ctx), await aStore(merchant.ctx)];
    const { secret } = await createKey(merchant.ctx, {
      kind: 'SECRET',
      name: 'one store',
      isTest: true,
      storeIds: [mineStore.id],
    });
    const stream = await keyStream(api, secret, REDEMPTIONS);
    const foreign = await keyStream(api, secret, REDEMPTIONS, { variables: { storeId: elsewhere.id } });
    for (const store of [elsewhere, mineStore]) {
      const { code } = await aCode(merchant.ctx);
      await redeemCode(merchant.ctx, { value: code.value, storeId: store.id });
    }
    expect((await stream.next())?.data.data.redemptions.redemption.store.id).toBe(mineStore.id);
    expect(await Promise.race([foreign.next(), sleep(200, 'silent')])).toBe('silent');
    stream.close();
    foreign.close();
  });
});

describe('mine', () => {
  it('tells a user of the own claims and redemptions, and of nobody else’s', async () => {
    const stream = await mine('ann-of-mine');
    await aCode(merchant.ctx, { openid: 'ben-of-mine' });
    const { code, claim } = await aCode(merchant.ctx, { openid: 'ann-of-mine' });
    await redeemCode(merchant.ctx, { value: code.value });
    const [claimed, redeemed] = [await stream.next(), await stream.next()];
    expect(claimed?.data.data.mine).toMatchObject({ type: 'CLAIMED', claim: { id: claim.id } });
    expect(redeemed?.data.data.mine).toMatchObject({
      type: 'REDEEMED',
      code: { value: code.value, status: 'CONSUMED' },
    });
    stream.close();
  });

  it('tells a user what the ticket says anew', async () => {
    const ticket = { kind: 'MEETING_TICKET', benefit: { meetingDetail: '年会' } } as const;
    const stream = await mine('fay-of-mine');
    const { code } = await aCode(merchant.ctx, { openid: 'fay-of-mine', ...ticket });
    expect((await stream.next())?.data.data.mine.type).toBe('CLAIMED');
    await updateTicket(merchant.ctx, { value: code.value, meeting: { seatNumber: '12' } });
    expect((await stream.next())?.data.data.mine).toMatchObject({
      type: 'TICKET_UPDATED',
      code: { value: code.value },
    });
    stream.close();
  });

  it('resumes by a cursor that tells nothing and serves nobody else', async () => {
    const first = await mine('carol');
    await aCode(merchant.ctx, { openid: 'carol' });
    const cursor = (await first.next())?.id ?? '';
    first.close();
    const { claim } = await aCode(merchant.ctx, { openid: 'carol' });
    const again = await mine('carol', { after: cursor });
    expect((await again.next())?.data.data.mine.claim.id).toBe(claim.id);
    again.close();
    expect(Buffer.from(cursor, 'base64url').toString()).not.toMatch(/carol|SEQUENCE/);
    expect((await mine('dan', { after: cursor })).status).toBe(400);
  });

  it('tells of all codes of the user, whatever cards are shown', async () => {
    const [shown, other] = [await aCard(merchant.ctx), await aCard(merchant.ctx)];
    const stream = await mine('eve', { cardIds: [shown.id] });
    for (const { id } of [other, shown]) {
      const claim = await claimCard(merchant.ctx, { cardId: id, openid: 'eve' });
      expect((await stream.next())?.data.data.mine.claim.id).toBe(claim.id);
    }
    stream.close();
  });
});

const STOCK = `subscription ($cardIds: [ID!]!, $after: String) {
  stock(cardIds: $cardIds, after: $after) { id cursor occurredAt card { id } stock { left } } }`;
const MINE_SHOWN = `subscription ($cardIds: [ID!]) {
  mine(cardIds: $cardIds) { cursor type cardId stock { left } code { value } claim { id } } }`;

describe('stock', () => {
  const pageHeaders = () => ({ ...bearer(merchant.publishableKey), Origin: 'http://localhost:5173' });
  const pageStream = async (text: string, variables: object, headers: Headers = pageHeaders()): Promise<EventStream> =>
    streamOf(api, { documentId: await registered(text), variables, headers });
  const untilLeft = async (stream: EventStream, name: 'stock' | 'mine', left: number): Promise<number[]> => {
    const seen: number[] = [];
    while (seen.at(-1) !== left) seen.push((await stream.next())?.data.data[name].stock.left);
    return seen;
  };

  it('is told to a page without a user, with cursors that tell nothing', async () => {
    const card = await aCard(merchant.ctx, { quantity: 5 });
    const stream = await pageStream(STOCK, { cardIds: [card.id] });
    await claimCard(merchant.ctx, { cardId: card.id, openid: 'ann' });
    const frame = await stream.next();
    expect(frame?.data.data.stock).toMatchObject({ card: { id: card.id }, stock: { left: 4 } });
    await adjustStock(merchant.ctx, { cardId: card.id, delta: 10 });
    expect((await stream.next())?.data.data.stock.stock.left).toBe(14);
    stream.close();
    expect(Buffer.from(frame?.id ?? '', 'base64url').toString()).not.toMatch(/SEQUENCE|\d{3}/);
    await claimCard(merchant.ctx, { cardId: card.id, openid: 'bob' });
    const again = await pageStream(STOCK, { cardIds: [card.id], after: frame?.id });
    expect((await again.next())?.data.data.stock.stock.left).toBe(13);
    again.close();
    const key = await keyStream(api, other.secretKey, STOCK, { variables: { cardIds: [card.id], after: frame?.id } });
    expect(key.status).toBe(400);
  });

  it('of a burst of claims is told by its newest figure, and not by each', async () => {
    const card = await aCard(merchant.ctx, { quantity: 100 });
    const stream = await keyStream(api, merchant.secretKey, STOCK, { variables: { cardIds: [card.id] } });
    for (let nth = 0; nth < 60; nth += 1) await claimCard(merchant.ctx, { cardId: card.id, openid: `user-${nth}` });
    const seen = await untilLeft(stream, 'stock', 40);
    expect(seen.length).toBeLessThan(60);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    stream.close();
  });

  it('of cards that strangers do not see is told to nobody but the merchant', async () => {
    const card = await aCard(merchant.ctx, { quantity: 5 });
    await api.root.prisma.card.update({ where: { id: card.id }, data: { status: 'IN_REVIEW' } });
    const variables = { cardIds: [card.id] };
    const [page, own, foreign] = [
      await pageStream(STOCK, variables),
      await keyStream(api, merchant.secretKey, STOCK, { variables }),
      await keyStream(api, other.secretKey, STOCK, { variables }),
    ];
    await adjustStock(merchant.ctx, { cardId: card.id, delta: 1 });
    expect((await own.next())?.data.data.stock).toMatchObject({ card: null, stock: { left: 6 } });
    for (const stream of [page, foreign]) {
      expect(await Promise.race([stream.next(), sleep(300, 'silent')])).toBe('silent');
      stream.close();
    }
    own.close();
  });

  it('of more than 50 cards is refused', async () => {
    const cardIds = Array.from({ length: 51 }, (_, nth) => `card_${nth}`);
    for (const query of [STOCK, MINE_SHOWN]) {
      const { status } = await pageStream(query, { cardIds }, await userHeaders('ann'));
      expect(status).toBe(400);
    }
  });

  it('of the cards that are shown is told in the one stream of a user', async () => {
    const [shown, hidden] = [await aCard(merchant.ctx, { quantity: 5 }), await aCard(merchant.ctx)];
    const stream = await pageStream(MINE_SHOWN, { cardIds: [shown.id] }, await userHeaders('gus'));
    await claimCard(merchant.ctx, { cardId: hidden.id, openid: 'ann' });
    await claimCard(merchant.ctx, { cardId: shown.id, openid: 'ann' });
    expect((await stream.next())?.data.data.mine).toMatchObject({
      ...{ type: 'STOCK_CHANGED', cardId: shown.id, code: null, claim: null },
      stock: { left: 4 },
    });
    const claim = await claimCard(merchant.ctx, { cardId: shown.id, openid: 'gus' });
    expect((await stream.next())?.data.data.mine).toMatchObject({
      ...{ type: 'CLAIMED', cardId: shown.id, claim: { id: claim.id } },
      stock: { left: 3 },
    });
    stream.close();
  });
});

describe('over WebSocket', () => {
  it('the same documents are served', async () => {
    const card = await aCard(merchant.ctx);
    const client = socketClient(api, { authorization: `Bearer ${merchant.secretKey}` });
    const answers = answersOf(client, { query: CLAIMS, variables: { cardId: card.id } });
    const first = answers.next();
    await sleep(300);
    const claim = await claimCard(merchant.ctx, { cardId: card.id, openid: 'ann' });
    expect((await first).value.data.claims.claim.id).toBe(claim.id);
    await answers.return(undefined);
    const asked = await answersOf(client, { query: '{ viewer { kind } }' }).next();
    expect(asked.value.data.viewer.kind).toBe('SECRET_KEY');
    await client.dispose();
  });

  it('a page brings its user token and runs registered documents only', async () => {
    const { token } = await createUserToken(merchant.ctx, { openid: 'fay' });
    const params = { authorization: `Bearer ${merchant.publishableKey}`, userToken: token };
    const client = socketClient(api, params, { Origin: 'http://localhost:5173' });
    const documentId = await registered(MINE);
    const answers = answersOf(client, { query: '', extensions: { documentId } });
    const first = answers.next();
    await sleep(300);
    const { claim } = await aCode(merchant.ctx, { openid: 'fay' });
    expect((await first).value.data.mine.claim.id).toBe(claim.id);
    await answers.return(undefined);
    const free = answersOf(client, { query: '{ viewer { kind } }' }).next();
    await expect(free).rejects.toMatchObject([{ extensions: { code: 'PERSISTED_ONLY' } }]);
    await client.dispose();
  });

  it.each([
    { who: 'an unknown key', params: { authorization: 'Bearer sk_test_nobody' }, closed: [4401, 'UNAUTHENTICATED'] },
    { who: 'nobody', params: {}, closed: [4401, 'UNAUTHENTICATED'] },
    { who: 'parameters that are no texts', params: { authorization: 7 }, closed: [4400, 'BAD_REQUEST'] },
    {
      who: 'a session from a foreign page',
      params: {},
      headers: { Cookie: 'kaquan_session=x', Origin: 'https://evil.example' },
      closed: [4403, 'FORBIDDEN'],
    },
  ])('turns $who away', async ({ params, headers, closed: [code, reason] }) => {
    const client = socketClient(api, params, headers);
    await expect(answersOf(client, { query: '{ viewer { kind } }' }).next()).rejects.toMatchObject({ code, reason });
    await client.dispose();
  });

  it('refuses a broken document as an error of its operation, and the socket lives on', async () => {
    const client = socketClient(api, { authorization: `Bearer ${merchant.secretKey}` });
    await expect(answersOf(client, { query: '{ nothing }' }).next()).rejects.toMatchObject([
      { extensions: { code: 'BAD_REQUEST', requestId: expect.any(String) } },
    ]);
    expect((await answersOf(client, { query: '{ viewer { kind } }' }).next()).value.data.viewer.kind).toBe(
      'SECRET_KEY',
    );
    await client.dispose();
  });

  it('hears no more from who leaves the answers to pings unread, and goes on when they are taken', async () => {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    let answered = 0;
    socket.on('message', () => (answered += 1));
    socket.pause();
    const ping = JSON.stringify({ type: 'ping', payload: { text: 'a'.repeat(200_000) } });
    for (let sent = 0; sent < 150; sent += 1) socket.send(ping);
    let unsent = Number.NaN;
    const stands = (): boolean => unsent === (unsent = socket.bufferedAmount);
    await expect.poll(stands, { interval: 300, timeout: 20_000 }).toBe(true);
    expect(unsent).toBeGreaterThan(0);
    socket.resume();
    await expect.poll(() => answered, { timeout: 20_000 }).toBe(150);
    socket.terminate();
  });

  it('turns other paths away', async () => {
    const elsewhere = { ...api, url: `${api.url}/elsewhere` };
    await expect(answersOf(socketClient(elsewhere, {}), { query: '{ a }' }).next()).rejects.toBeDefined();
  });
});

it('a server that stops ends its streams, and a new one goes on after their last cursor', async () => {
  const first = await server();
  const owner = await first.aMerchant();
  const card = await aCard(owner.ctx);
  const stream = await keyStream(first, owner.secretKey, CLAIMS);
  const seen = [await claimCard(owner.ctx, { cardId: card.id, openid: 'ann' })];
  const after = (await stream.next())?.id;
  await first.stop();
  expect((await stream.next())?.event).toBe('complete');
  const second = await server();
  const ctx = { ...second.root, actor: owner.ctx.actor };
  seen.push(await claimCard(ctx, { cardId: card.id, openid: 'ben' }));
  const again = await keyStream(second, owner.secretKey, CLAIMS, { variables: { after } });
  expect((await again.next())?.data.data.claims.claim.id).toBe(seen[1]?.id);
  again.close();
  await second.stop();
});
