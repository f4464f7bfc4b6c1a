import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { acceptGift, giveCode } from '../../src/domain/gifts/index.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import { asUser } from '../kit/context.ts';
import { aCard, aCode, aCustomCard, aStore } from '../kit/factories.ts';
import { publicCaller } from '../kit/public-caller.ts';
import { aReceiver as aPlainReceiver } from '../kit/receiver.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { endEndpoints } from '../kit/webhooks.ts';
import { aWeixinReceiver, type WeixinReceiver } from '../kit/weixin-receiver.ts';

const TOKEN = 'tok123';
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const PATIENCE = { timeout: 20_000, interval: 50 };

let api: Api;
beforeAll(async () => {
  api = await server({ KAQUAN_WEBHOOK_ALLOW: '127.0.0.1' });
});
afterAll(async () => {
  await api.stop();
  await endEndpoints();
});

const open: WeixinReceiver[] = [];
afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.stop();
});

async function aReceiver({ appId }: ServedMerchant, reply = ''): Promise<WeixinReceiver> {
  const receiver = await aWeixinReceiver({ appId, token: TOKEN, encodingAesKey: KEY, reply });
  open.push(receiver);
  return receiver;
}

const SET = `mutation ($input: WeixinPushSetInput!) { weixinPushSet(input: $input) {
  push { url mode isOn endpoint { id format status url } }
  userErrors { __typename code field ... on HandshakeFailedError { statusCode sendFault } } } }`;
const REPLAY = 'mutation ($input: EventsReplayInput!) { eventsReplay(input: $input) { userErrors { code } } }';
const UPDATE =
  'mutation ($input: WebhookEndpointUpdateInput!) { webhookEndpointUpdate(input: $input) { userErrors { code } } }';
const TEST =
  'mutation ($input: WebhookEndpointTestInput!) { webhookEndpointTest(input: $input) { delivery { status } userErrors { code } } }';
const PUSH = '{ weixinPush { url mode isOn endpoint { id } } }';

const asked = async (document: string, variables: object, key: string): Promise<Json> => {
  const { json } = await api.gql(document, variables, key);
  expect(json.errors).toBeUndefined();
  return json.data;
};
const set = async (merchant: ServedMerchant, input: object, key = merchant.secretKey): Promise<Json> =>
  (await asked(SET, { input: { mode: 'PLAIN', isOn: true, token: TOKEN, encodingAesKey: KEY, ...input } }, key))
    .weixinPushSet;

/** A merchant whose events are pushed to a receiver of its own. */
async function aPush(mode: 'PLAIN' | 'COMPATIBLE' | 'SAFE' = 'PLAIN', reply = '') {
  const merchant = await api.aMerchant();
  const receiver = await aReceiver(merchant, reply);
  const { push, userErrors } = await set(merchant, { url: receiver.url, mode });
  expect(userErrors).toEqual([]);
  const events = (name: string): Record<string, string>[] =>
    receiver.pushed.flatMap(({ message }) => (message['Event'] === name ? [message] : []));
  return { merchant, receiver, push, events };
}

/** A card whose own pushes have arrived. */
async function settledCard(merchant: ServedMerchant, events: (name: string) => unknown[]) {
  const card = await aCard(merchant.ctx);
  await expect.poll(() => events('card_pass_check').length, PATIENCE).toBe(1);
  return card;
}

/** The delivery of the merchant's event of that type, once it stands there. */
async function deliveryOf(merchant: ServedMerchant, type: string, status: 'DELIVERED') {
  const find = () =>
    api.app.prisma.webhookDelivery.findFirst({
      where: { merchantId: merchant.id, type, status },
      include: { attempts: { orderBy: { startedAt: 'asc' } } },
    });
  await expect.poll(find, PATIENCE).not.toBeNull();
  const found = await find();
  if (found === null) throw new Error('It has gone again');
  return found;
}

describe('weixinPushSet', () => {
  it('takes an address that answers the handshake, and shows neither token nor key', async () => {
    const { merchant, receiver, push } = await aPush('SAFE');
    expect(push).toEqual({
      url: receiver.url,
      mode: 'SAFE',
      isOn: true,
      endpoint: { id: expect.stringMatching(/^whe_/), format: 'WEIXIN', status: 'ACTIVE', url: receiver.url },
    });
    const row = await api.app.prisma.webhookEndpoint.findUniqueOrThrow({ where: { id: push.endpoint.id } });
    expect(JSON.stringify(row, (_key, value) => (typeof value === 'bigint' ? String(value) : value))).not.toMatch(
      new RegExp(`${TOKEN}|${KEY}`),
    );
    expect((await asked(PUSH, {}, merchant.secretKey)).weixinPush).toMatchObject({ url: receiver.url, isOn: true });
  });

  it('keeps one push for a merchant, and token and key where they are not named again', async () => {
    const { merchant, receiver, push } = await aPush('PLAIN');
    const changed = await set(merchant, { url: receiver.url, mode: 'SAFE', token: null, encodingAesKey: null });
    expect(changed.push).toMatchObject({ mode: 'SAFE', endpoint: { id: push.endpoint.id } });
    expect(await api.app.prisma.webhookEndpoint.count({ where: { merchantId: merchant.id } })).toBe(1);
  });

  it('makes one push of two calls at once', async () => {
    const merchant = await api.aMerchant();
    const { url } = await aReceiver(merchant);
    const [one, two] = await Promise.all([set(merchant, { url }), set(merchant, { url, mode: 'SAFE' })]);
    expect(one.push.endpoint.id).toBe(two.push.endpoint.id);
  });

  it('refuses an address at which the token is not known', async () => {
    const merchant = await api.aMerchant();
    const { url } = await aReceiver(merchant);
    const { push, userErrors } = await set(merchant, { url, token: 'other123' });
    expect(push).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'HANDSHAKE_FAILED', field: ['url'], statusCode: 401, sendFault: null }]);
    expect((await asked(PUSH, {}, merchant.secretKey)).weixinPush).toBeNull();
  });

  it('goes nowhere that it is led on to', async () => {
    const merchant = await api.aMerchant();
    const { url } = await aReceiver(merchant);
    const elsewhere = await aPlainReceiver(() => (response) => void response.writeHead(302, { Location: url }).end());
    const { userErrors } = await set(merchant, { url: elsewhere.url });
    await elsewhere.stop();
    expect(userErrors).toMatchObject([{ code: 'HANDSHAKE_FAILED', statusCode: 302 }]);
  });

  it('refuses an address at which nobody is', async () => {
    const { userErrors } = await set(await api.aMerchant(), { url: 'http://127.0.0.1:9/' });
    expect(userErrors).toMatchObject([{ code: 'HANDSHAKE_FAILED', statusCode: null, sendFault: 'CONNECTION_FAILED' }]);
  });

  it.each([
    [{ url: 'http://10.0.0.1/' }, 'url'],
    [{ url: 'nowhere' }, 'url'],
    [{ token: '' }, 'token'],
    [{ token: 'to-ken' }, 'token'],
    [{ encodingAesKey: 'short' }, 'encodingAesKey'],
    [{ mode: 'SAFE', encodingAesKey: null }, 'encodingAesKey'],
  ])('refuses %j', async (input, field) => {
    const { userErrors } = await set(await api.aMerchant(), { url: 'http://127.0.0.1:9/', ...input });
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: [field] }]);
  });

  it('asks nobody while it is off', async () => {
    const merchant = await api.aMerchant();
    const { push } = await set(merchant, { url: 'http://127.0.0.1:9/', isOn: false });
    expect(push).toMatchObject({ isOn: false, endpoint: { status: 'PAUSED' } });
  });

  it('is not for who may only read', async () => {
    const merchant = await api.aMerchant();
    const { json } = await api.gql(
      SET,
      { input: { url: 'http://x.example/', mode: 'PLAIN', isOn: true } },
      merchant.reportKey,
    );
    expect(json.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('shows another merchant nothing', async () => {
    await aPush();
    const other = await api.aMerchant();
    expect((await asked(PUSH, {}, other.secretKey)).weixinPush).toBeNull();
  });
});

describe('a push', () => {
  it.each(['PLAIN', 'COMPATIBLE', 'SAFE'] as const)('arrives in mode %s', async (mode) => {
    const { merchant, receiver } = await aPush(mode);
    const { card, code } = await aCode(merchant.ctx, { openid: 'ann' });
    const found = () => receiver.pushed.find(({ message }) => message['Event'] === 'user_get_card');
    await expect.poll(found, PATIENCE).toBeDefined();
    expect(found()).toMatchObject({
      contentType: 'text/xml',
      query: { site: '7', openid: 'ann', ...(mode === 'PLAIN' ? {} : { encrypt_type: 'aes' }) },
      message: {
        ToUserName: merchant.appId,
        FromUserName: 'ann',
        MsgType: 'event',
        CardId: card.id,
        UserCardCode: code.value,
        IsGiveByFriend: '0',
        OuterId: '0',
      },
    });
    expect(found()?.xml).toContain('<IsGiveByFriend>0</IsGiveByFriend>');
    expect(found()?.xml).toContain('<FriendUserName><![CDATA[]]></FriendUserName>');
  });

  it('tells of a card, its claims, gifts, redemptions and stores', async () => {
    const { merchant, events } = await aPush();
    const store = await aStore(merchant.ctx, { externalId: 'sid-1' });
    const { code } = await aCode(merchant.ctx, { openid: 'ann', canGiveFriend: true });
    const { token } = await giveCode(asUser({ ...merchant.ctx, merchantId: merchant.id }, 'ann'), {
      value: code.value,
    });
    const taken = await acceptGift(asUser({ ...merchant.ctx, merchantId: merchant.id }, 'bob'), { token });
    await redeemCode(merchant.ctx, { value: taken.code.value, storeId: store.id, outerStr: '12' });
    await expect.poll(() => events('user_consume_card').length, PATIENCE).toBe(1);
    await expect.poll(() => events('user_get_card').length, PATIENCE).toBe(2);
    await expect.poll(() => events('user_gifting_card').length, PATIENCE).toBe(1);
    expect(events('poi_check_notify')).toMatchObject([{ UniqId: 'sid-1', PoiId: String(store.poiId), Result: 'succ' }]);
    expect(events('card_pass_check')).toMatchObject([{ CardId: code.cardId, FromUserName: merchant.appId }]);
    expect(events('user_get_card').find(({ IsGiveByFriend }) => IsGiveByFriend === '1')).toMatchObject({
      FromUserName: 'bob',
      FriendUserName: 'ann',
      OldUserCardCode: code.value,
      UserCardCode: taken.code.value,
    });
    expect(events('user_consume_card')).toMatchObject([
      {
        FromUserName: 'bob',
        ConsumeSource: 'FROM_API',
        LocationId: String(store.poiId),
        OuterStr: '12',
        OuterId: '12',
      },
    ]);
  });

  it('tells of a code that its holder opens, where its card asks for it', async () => {
    const { merchant, events } = await aPush();
    const [told, quiet] = [
      await aCode(merchant.ctx, { openid: 'vic', pushesViews: true }),
      await aCode(merchant.ctx, { openid: 'vic' }),
    ];
    const ask = publicCaller(api, merchant, 'vic');
    for (const { code } of [quiet, told]) {
      const { json } = await ask('query ($value: String!) { me { code(value: $value) { id } } }', {
        value: code.value,
      });
      expect(json.data.me.code.id).toBe(code.id);
    }
    await expect.poll(() => events('user_view_card'), PATIENCE).toMatchObject([{ UserCardCode: told.code.value }]);
  });

  it('is known by sender and second, however many of one user happen at once', async () => {
    const { merchant, events } = await aPush();
    const card = await aCard(merchant.ctx);
    await Promise.all(Array.from({ length: 6 }, () => claimCard(merchant.ctx, { cardId: card.id, openid: 'ann' })));
    await expect.poll(() => events('user_get_card').length, PATIENCE).toBe(6);
    expect(new Set(events('user_get_card').map(({ CreateTime }) => CreateTime)).size).toBe(6);
  });

  it('is tried three times at once, signed anew and otherwise the same', async () => {
    const { merchant, receiver, events } = await aPush();
    const card = await settledCard(merchant, events);
    const before = receiver.queries.length;
    receiver.faults.push(
      () => undefined, // No answer: after 5 seconds it is not waited for any more.
      (res) => void res.end('<html>not what was asked</html>'),
    );
    await claimCard(merchant.ctx, { cardId: card.id, openid: 'ann' });
    const told = await deliveryOf(merchant, 'card.claimed', 'DELIVERED');
    expect(told.attempts.map(({ statusCode, fault }) => fault ?? statusCode)).toEqual(['TIMEOUT', 200, 200]);
    const tries = receiver.queries.slice(before);
    expect(new Set(tries.map(({ signature }) => signature)).size).toBe(3);
    expect(events('user_get_card')).toHaveLength(1);
  });

  it('waits after three tries, and is then tried again', async () => {
    const { merchant, receiver, events } = await aPush();
    const card = await settledCard(merchant, events);
    for (let nth = 0; nth < 3; nth += 1) receiver.faults.push((res) => void res.writeHead(500).end('success'));
    await claimCard(merchant.ctx, { cardId: card.id, openid: 'ann' });
    await expect.poll(() => receiver.faults.length, PATIENCE).toBe(0);
    const claimed = { merchantId: merchant.id, type: 'card.claimed' };
    const find = () =>
      api.app.prisma.webhookDelivery.findFirstOrThrow({
        where: claimed,
        include: { attempts: { orderBy: { startedAt: 'asc' } } },
      });
    await expect.poll(async () => (await find()).attempts.length, PATIENCE).toBe(3);
    const { status, nextAttemptAt, attempts } = await find();
    expect([status, ...attempts.map(({ statusCode }) => statusCode)]).toEqual(['WAITING', 500, 500, 500]);
    expect(nextAttemptAt.getTime() - Number(attempts[2]?.startedAt)).toBeGreaterThan(3_900);
    // Nobody waits here for what the long retry does with any format.
    await api.app.prisma.webhookDelivery.updateMany({ where: claimed, data: { nextAttemptAt: new Date() } });
    await expect.poll(() => events('user_get_card').length, PATIENCE).toBe(1);
  });

  it('of a gift comes before those of what became of it', async () => {
    const { merchant, receiver, events } = await aPush();
    const ctx = { ...merchant.ctx, merchantId: merchant.id };
    const card = await aCustomCard(merchant.ctx);
    await claimCard(merchant.ctx, { cardId: card.id, openid: 'ann', code: 'GIFT-1' });
    await deliveryOf(merchant, 'card.claimed', 'DELIVERED');
    const before = receiver.pushed.length;
    for (let nth = 0; nth < 3; nth += 1) receiver.faults.push((res) => void res.writeHead(500).end());
    const { token } = await giveCode(asUser(ctx, 'ann'), { value: 'GIFT-1', cardId: card.id });
    await acceptGift(asUser(ctx, 'bob'), { token });
    await expect.poll(() => receiver.faults.length, PATIENCE).toBe(0);
    const gifting = { merchantId: merchant.id, type: 'code.gifting' };
    const triedThrice = { ...gifting, attempts: { some: {} }, leasedUntil: null };
    await expect.poll(() => api.app.prisma.webhookDelivery.count({ where: triedThrice }), PATIENCE).toBe(1);
    await api.app.prisma.webhookDelivery.updateMany({ where: gifting, data: { nextAttemptAt: new Date() } });
    await expect.poll(() => events('user_get_card').length, PATIENCE).toBe(2);
    const told = receiver.pushed.slice(before).map(({ message }) => [message['Event'], message['UserCardCode']]);
    expect(told).toEqual([
      ['user_gifting_card', 'GIFT-1'],
      ['user_get_card', 'GIFT-1'],
    ]);
  });

  it('says the same second when it is replayed', async () => {
    const { merchant, push, events } = await aPush();
    await aCode(merchant.ctx);
    const { eventId } = await deliveryOf(merchant, 'card.claimed', 'DELIVERED');
    const input = { endpointId: push.endpoint.id, eventIds: [eventId] };
    await asked(REPLAY, { input }, merchant.secretKey);
    await expect.poll(() => events('user_get_card').length, PATIENCE).toBe(2);
    const [first, again] = events('user_get_card');
    expect(again).toEqual(first);
  });

  it.each([['success'], ['<xml><MsgType><![CDATA[text]]></MsgType></xml>']])(
    'is received when the answer is %s',
    async (reply) => {
      const { merchant, events } = await aPush('PLAIN', reply);
      await aCode(merchant.ctx);
      await expect.poll(() => events('user_get_card').length, PATIENCE).toBe(1);
      const waiting = { merchantId: merchant.id, status: 'WAITING' as const };
      await expect.poll(() => api.app.prisma.webhookDelivery.count({ where: waiting }), PATIENCE).toBe(0);
      expect(await api.app.prisma.webhookDelivery.count({ where: { merchantId: merchant.id, status: 'FAILED' } })).toBe(
        0,
      );
    },
  );

  it('waits while it is off, and comes when it is on again', async () => {
    const { merchant, receiver, events } = await aPush();
    await set(merchant, { url: receiver.url, isOn: false });
    await aCode(merchant.ctx);
    const none = events('user_get_card').length;
    await set(merchant, { url: receiver.url });
    expect(none).toBe(0);
    await expect.poll(() => events('user_get_card').length, PATIENCE).toBe(1);
  });

  it('is only of the types that its endpoint names, where it names any', async () => {
    const { merchant, push, events } = await aPush();
    const input = { endpointId: push.endpoint.id, types: ['code.redeemed', 'card.created'] };
    const { webhookEndpointUpdate } = await asked(UPDATE, { input }, merchant.secretKey);
    expect(webhookEndpointUpdate.userErrors).toEqual([]);
    const { code } = await aCode(merchant.ctx);
    await redeemCode(merchant.ctx, { value: code.value });
    await expect.poll(() => events('user_consume_card').length, PATIENCE).toBe(1);
    const queued = await api.app.prisma.webhookDelivery.findMany({ where: { endpointId: push.endpoint.id } });
    expect(queued.map(({ type }) => type)).toEqual(['code.redeemed']);
  });

  it('is none of a test, which its delivery says', async () => {
    const { merchant, receiver, push } = await aPush();
    const { webhookEndpointTest } = await asked(TEST, { input: { endpointId: push.endpoint.id } }, merchant.secretKey);
    expect(webhookEndpointTest).toEqual({ delivery: { status: 'SKIPPED' }, userErrors: [] });
    expect(receiver.queries).toEqual([]);
  });

  it('is of no event that the platform has none for', async () => {
    const { merchant, push, events } = await aPush();
    await aCode(merchant.ctx);
    await expect.poll(() => events('user_get_card').length, PATIENCE).toBe(1);
    const queued = await api.app.prisma.webhookDelivery.findMany({ where: { endpointId: push.endpoint.id } });
    expect(queued.map(({ type }) => type)).not.toContain('card.created');
  });
});
