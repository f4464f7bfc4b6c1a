import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invitePerson } from '../../src/domain/access/index.ts';
import { leaveNotice } from '../../src/domain/messages/index.ts';
import { aCard, aCustomCard, aStore } from '../kit/factories.ts';
import { aLogin } from '../kit/people.ts';
import { publicCaller } from '../kit/public-caller.ts';
import { type Api, bearer, type Headers, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { signedInBy } from '../kit/sessions.ts';

const operator = `op_${randomBytes(24).toString('hex')}`;
let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;

beforeAll(async () => {
  api = await server({ KAQUAN_OPERATOR_KEY: operator });
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

let keys = 0;
const aKey = (): string => `messages-${(keys += 1)}`;

const SEND = `mutation ($input: BroadcastSendInput!) {
  broadcastSend(input: $input) {
    broadcast { id messageNumber audience text recipientCount sentCount skippedCount replayed card { id } placement { kind token } }
    userErrors { __typename code field weixinCode }
  }
}`;
const MESSAGE = `mutation ($input: CardMessageSendInput!) {
  cardMessageSend(input: $input) { message { id kind title text url placementToken card { title } } replayed userErrors { code field } }
}`;
const REPLY = `mutation ($input: KeywordReplyInput!) {
  keywordReply(input: $input) { message { id text } replayed userErrors { code field } }
}`;
const INBOX = `query ($first: Int, $after: String) {
  me { openid unreadCount inbox(first: $first, after: $after) {
    nodes { id kind title text url placementToken card { id title brandName logoUrl color } readAt }
    pageInfo { hasNextPage endCursor } count { value }
  } }
}`;
const MARK = `mutation ($input: InboxMarkReadInput!) {
  inboxMarkRead(input: $input) { unreadCount userErrors { code field } }
}`;

const run = async (document: string, input: object, caller: string | Headers = merchant.secretKey): Promise<Json> => {
  const { json } = await api.gql(document, { input }, caller);
  expect(json.errors).toBeUndefined();
  return Object.values(json.data)[0];
};

const send = (input: object, caller?: string): Promise<Json> => run(SEND, { idempotencyKey: aKey(), ...input }, caller);

describe('broadcastSend', () => {
  it('fills the inboxes of its users, who claim by what it brings', async () => {
    const card = await aCard(merchant.ctx);
    const audience = { openids: ['inbox-ann', 'inbox-bob'] };
    const { broadcast, userErrors } = await send({ cardId: card.id, audience, text: '周末见' });
    expect(userErrors).toEqual([]);
    expect(broadcast).toMatchObject({
      audience: 'OPENIDS',
      recipientCount: 2,
      sentCount: 2,
      skippedCount: 0,
      replayed: false,
      card: { id: card.id },
      placement: { kind: 'BROADCAST' },
    });
    const ann = publicCaller(api, merchant, 'inbox-ann');
    const { me } = (await ann(INBOX)).json.data;
    const { token } = broadcast.placement;
    expect(me).toMatchObject({
      openid: 'inbox-ann',
      unreadCount: 1,
      inbox: { count: { value: 1 }, pageInfo: { hasNextPage: false } },
    });
    expect(me.inbox.nodes).toMatchObject([
      {
        kind: 'CARD',
        title: 'A card from 海底捞',
        text: '周末见',
        url: `${api.url.replace('127.0.0.1', 'localhost')}/p/${token}`,
        placementToken: token,
        card: { id: card.id, title: card.title, brandName: card.brandName, logoUrl: card.logoUrl, color: card.color },
        readAt: null,
      },
    ]);
    const CLAIM = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id } userErrors { code } } }`;
    const input = { cardId: card.id, placementToken: token, idempotencyKey: aKey() };
    expect((await ann(CLAIM, { input })).json.data.cardClaim.userErrors).toEqual([]);
    const COUNTS = `query ($id: ID!) { broadcast(id: $id) { placement { counts { claims } } } node(id: $id) { id } }`;
    const counted = (await api.gql(COUNTS, { id: broadcast.id }, merchant.secretKey)).json.data;
    expect(counted).toEqual({ broadcast: { placement: { counts: { claims: 1 } } }, node: { id: broadcast.id } });
  });

  it('repeats the answer of its key, and lists what was sent to its merchant only', async () => {
    const card = await aCard(merchant.ctx);
    const order = { cardId: card.id, audience: { openids: ['ann'] }, idempotencyKey: aKey() };
    const first = (await send(order)).broadcast;
    expect((await send(order)).broadcast).toEqual({ ...first, replayed: true });
    const LIST = `query ($id: ID!) { broadcasts(where: { id: { eq: $id } }) { nodes { id } } broadcast(id: $id) { id } }`;
    const ask = async (key: string): Promise<Json> => (await api.gql(LIST, { id: first.id }, key)).json.data;
    expect(await ask(merchant.secretKey)).toMatchObject({ broadcasts: { nodes: [{ id: first.id }] } });
    expect(await ask(other.secretKey)).toEqual({ broadcasts: { nodes: [] }, broadcast: null });
  });

  it('takes 10,000 users in one call', async () => {
    const card = await aCard(merchant.ctx);
    const openids = Array.from({ length: 10_000 }, (_, user) => `oDF3iYx0ro3_7jD4HFRDfrjdCM${user}`);
    const { broadcast } = await send({ cardId: card.id, audience: { openids } });
    expect(broadcast).toMatchObject({ sentCount: 10_000 });
  });

  it('refuses by type and field', async () => {
    const [card, custom] = [await aCard(merchant.ctx), await aCustomCard(merchant.ctx)];
    const to = { audience: { openids: ['ann'] } };
    const refusalOf = async (input: object, caller?: string): Promise<Json> =>
      (await send({ cardId: card.id, ...to, ...input }, caller)).userErrors[0];
    expect(await refusalOf({ cardId: custom.id })).toEqual({
      __typename: 'CodeModeError',
      code: 'CODE_MODE_FORBIDS',
      field: ['cardId'],
      weixinCode: 45030,
    });
    expect(await refusalOf({}, other.secretKey)).toMatchObject({ code: 'NOT_FOUND', field: ['cardId'] });
    expect(await refusalOf({ audience: { openids: ['ann', 'b b'] } })).toMatchObject({
      field: ['audience', 'openids', '1'],
      weixinCode: 40003,
    });
    expect(await refusalOf({ audience: { everyone: false } })).toMatchObject({ field: ['audience', 'everyone'] });
    expect(await refusalOf({ channel: 'c'.repeat(129) })).toMatchObject({ field: ['channel'] });
  });
});

describe('the quota of a merchant', () => {
  it('is set by the operator, and seen by the merchant', async () => {
    const QUOTA = `mutation ($input: MerchantMessageQuotaSetInput!) {
      merchantMessageQuotaSet(input: $input) { merchant { monthlyMessageQuota } userErrors { code field } }
    }`;
    const mine = await api.aMerchant();
    const input = { appId: mine.appId, monthlyMessageQuota: 1 };
    const { json } = await api.gql(QUOTA, { input }, mine.secretKey);
    expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
    expect(await run(QUOTA, input, operator)).toEqual({ merchant: { monthlyMessageQuota: 1 }, userErrors: [] });
    expect((await run(QUOTA, { ...input, monthlyMessageQuota: 1_001 }, operator)).userErrors).toEqual([
      { code: 'INVALID_INPUT', field: ['monthlyMessageQuota'] },
    ]);
    const card = await aCard(mine.ctx);
    const order = { cardId: card.id, audience: { openids: ['ann'] } };
    expect((await send(order, mine.secretKey)).broadcast).toMatchObject({ sentCount: 1 });
    expect((await send(order, mine.secretKey)).broadcast).toMatchObject({ sentCount: 0, skippedCount: 1 });
  });
});

describe('cardMessageSend', () => {
  it('leaves one user a card, once for each key', async () => {
    const card = await aCard(merchant.ctx);
    const input = { cardId: card.id, openid: 'served', idempotencyKey: aKey() };
    const { message, replayed, userErrors } = await run(MESSAGE, input);
    expect([replayed, userErrors]).toEqual([false, []]);
    expect(message).toMatchObject({ kind: 'CARD', text: `“${card.title}” is waiting for you.` });
    expect(await run(MESSAGE, input)).toMatchObject({ message: { id: message.id }, replayed: true });
    expect((await run(MESSAGE, { ...input, openid: '', idempotencyKey: aKey() })).userErrors).toEqual([
      { code: 'INVALID_INPUT', field: ['openid'] },
    ]);
  });
});

describe('keywordReply', () => {
  it('answers by a reply that was made as a placement, or not at all', async () => {
    const mine = await api.aMerchant();
    const card = await aCard(mine.ctx);
    const CREATE = `mutation ($input: PlacementCreateInput!) {
      placementCreate(input: $input) { placement { kind settings { keywords match text } } userErrors { code field } }
    }`;
    const keywordReply = { keywords: ['优惠券'], match: 'EXACT', text: '请收下', cards: [{ cardId: card.id }] };
    const made = await run(CREATE, { keywordReply }, mine.secretKey);
    expect(made.placement).toEqual({
      kind: 'KEYWORD_REPLY',
      settings: { keywords: ['优惠券'], match: 'EXACT', text: '请收下' },
    });
    const two = { ...keywordReply, cards: [{ cardId: card.id }, { cardId: card.id }] };
    expect((await run(CREATE, { keywordReply: two }, mine.secretKey)).userErrors).toEqual([
      { code: 'INVALID_INPUT', field: ['keywordReply', 'cards'] },
    ]);
    const write = (text: string, key = aKey()): Promise<Json> =>
      run(REPLY, { openid: 'ann', text, idempotencyKey: key }, mine.secretKey);
    expect(await write('优惠券', 'written-1')).toMatchObject({ message: { text: '请收下' }, replayed: false });
    expect(await write('优惠券', 'written-1')).toMatchObject({ replayed: true });
    expect(await write('你好')).toEqual({ message: null, replayed: false, userErrors: [] });
  });
});

describe('an inbox', () => {
  it('is paged, marked as read, and told in Chinese to who reads Chinese', async () => {
    const card = await aCard(merchant.ctx);
    for (let count = 0; count < 3; count += 1)
      await run(MESSAGE, { cardId: card.id, openid: 'pages', idempotencyKey: aKey() });
    const user = publicCaller(api, merchant, 'pages');
    const { inbox } = (await user(INBOX, { first: 2 })).json.data.me;
    expect(inbox.pageInfo.hasNextPage).toBe(true);
    const rest = (await user(INBOX, { first: 2, after: inbox.pageInfo.endCursor })).json.data.me.inbox.nodes;
    expect(rest).toHaveLength(1);
    const mark = async (input: object): Promise<Json> => (await user(MARK, { input })).json.data.inboxMarkRead;
    expect(await mark({ messageIds: [rest[0].id] })).toEqual({ unreadCount: 2, userErrors: [] });
    expect(await mark({})).toEqual({ unreadCount: 0, userErrors: [] });
    const stranger = publicCaller(api, merchant, 'stranger');
    const refused = (await stranger(MARK, { input: { messageIds: [rest[0].id] } })).json.data.inboxMarkRead;
    expect(refused).toEqual({ unreadCount: null, userErrors: [{ code: 'NOT_FOUND', field: ['messageIds', '0'] }] });
  });

  it('is for user tokens only', async () => {
    const { json } = await api.gql('{ me { openid } }', {}, merchant.secretKey);
    expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

const NOTICES = '{ notices { nodes { kind title text cardId storeId readAt } } noticesUnreadCount }';
const MARK_NOTICES = `mutation ($input: NoticesMarkReadInput!) {
  noticesMarkRead(input: $input) { unreadCount userErrors { code } }
}`;

describe('notices', () => {
  it('reach the people whom they are for, each with what they have read', async () => {
    const mine = await api.aMerchant();
    const [here, there] = [await aStore(mine.ctx), await aStore(mine.ctx, { branchName: '五道口店' })];
    const { prisma } = api.root;
    const data = { name: '海底捞', reasons: ['地址不详'] };
    await leaveNotice(prisma, mine.ctx, { kind: 'STORE_REJECTED', data, storeId: here.id });
    await leaveNotice(prisma, mine.ctx, { kind: 'STORE_REJECTED', data, storeId: there.id });
    await leaveNotice(prisma, mine.ctx, { kind: 'STOCK_LOW', data: { title: '满减', left: 100, quantity: 300 } });
    const session = async (role: 'STAFF' | 'OWNER', storeIds: string[]): Promise<Headers> => {
      const { signInToken } = await invitePerson(mine.ctx, { login: aLogin(), name: 'Till', role, storeIds });
      return (await signedInBy(api, signInToken ?? '')).headers;
    };
    const [staff, owner] = [await session('STAFF', [here.id]), await session('OWNER', [])];
    const see = async (caller: Headers): Promise<Json> => (await api.gql(NOTICES, {}, caller)).json.data;
    expect(await see({ ...staff, 'Accept-Language': 'zh-CN' })).toEqual({
      noticesUnreadCount: 2,
      notices: {
        nodes: [
          expect.objectContaining({ kind: 'STOCK_LOW', title: '库存不足', text: '“满减”仅剩 100 张，共 300 张。' }),
          expect.objectContaining({ kind: 'STORE_REJECTED', storeId: here.id, readAt: null }),
        ],
      },
    });
    expect(await run(MARK_NOTICES, {}, staff)).toEqual({ unreadCount: 0, userErrors: [] });
    expect((await see(staff)).notices.nodes[0].readAt).not.toBeNull();
    expect(await see(owner)).toMatchObject({ noticesUnreadCount: 3 });
    expect((await run(MARK_NOTICES, {}, bearer(mine.secretKey))).userErrors).toEqual([{ code: 'NOT_ALLOWED' }]);
    expect(await see(bearer(other.secretKey))).toMatchObject({ noticesUnreadCount: 0 });
  });
});
