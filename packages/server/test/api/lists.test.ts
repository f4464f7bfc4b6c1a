import { monotonicFactory } from 'ulidx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Prisma } from '../../src/generated/prisma/client.ts';
import { aCard, aCode, aStore } from '../kit/factories.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
let template: Prisma.CardUncheckedCreateInput;
const ulid = monotonicFactory();
const DAY_MS = 86_400_000;
const BEGIN = Date.parse('2026-01-01T00:00:00Z');

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
  const { id } = await aCard(merchant.ctx);
  const stored = await api.root.prisma.card.findUniqueOrThrow({ where: { id } });
  const { entries, textImages, timeLimits, benefit, ...card } = stored;
  template = {
    ...card,
    entries: entries ?? {},
    textImages: textImages ?? [],
    timeLimits: timeLimits ?? [],
    benefit: benefit ?? {},
  };
  await api.root.prisma.stockChange.deleteMany({ where: { cardId: card.id } });
  await api.root.prisma.stockLot.deleteMany({ where: { cardId: card.id } });
  await api.root.prisma.card.delete({ where: { id: card.id } });
  // Three cards a moment, so that only the id tells their order.
  await addCards(merchant, 250, (place) => ({
    createdAt: new Date(BEGIN + Math.floor(place / 3) * DAY_MS),
    title: `卡 ${place % 7}`,
  }));
});
afterAll(() => api.stop());

async function addCards(
  of: ServedMerchant,
  count: number,
  change: (place: number) => Partial<Prisma.CardCreateManyInput>,
): Promise<void> {
  const rows = Array.from({ length: count }, (_, place) => ({
    ...template,
    merchantId: of.id,
    id: `card_${ulid()}`,
    ...change(place),
  }));
  for (let at = 0; at < rows.length; at += 1_000)
    await api.root.prisma.card.createMany({ data: rows.slice(at, at + 1_000) });
}

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $where: CardWhere, $orderBy: CardOrder) {
  cards(first: $first, after: $after, last: $last, before: $before, where: $where, orderBy: $orderBy) {
    nodes { id } edges { cursor node { id createdAt title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

const page = async (variables: object, caller = merchant.secretKey): Promise<Json> => {
  const { json } = await api.gql(PAGE, variables, caller);
  expect(json.errors).toBeUndefined();
  return json.data.cards;
};
const idsOf = (connection: Json): string[] => connection.nodes.map(({ id }: { id: string }) => id);

/** All ids, page by page. */
async function walk(size: number, way: 'forward' | 'backward', more: object = {}): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 100; pages += 1) {
    const args = way === 'forward' ? { first: size, after: cursor } : { last: size, before: cursor };
    const { nodes, pageInfo } = await page({ ...args, ...more });
    const ids = idsOf({ nodes });
    found.splice(way === 'forward' ? found.length : 0, 0, ...ids);
    cursor = way === 'forward' ? pageInfo.endCursor : pageInfo.startCursor;
    if (!(way === 'forward' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return found;
  }
  throw new Error('This list never ends');
}

const expected = async (orderBy: Prisma.CardOrderByWithRelationInput[]): Promise<string[]> =>
  (await api.root.prisma.card.findMany({ where: { merchantId: merchant.id }, orderBy, select: { id: true } })).map(
    ({ id }) => id,
  );

describe('a list', () => {
  it.each([
    [{}, [{ createdAt: 'desc' }, { id: 'desc' }]],
    [{ orderBy: { by: 'CREATED_AT', direction: 'ASC' } }, [{ createdAt: 'asc' }, { id: 'asc' }]],
    [{ orderBy: { by: 'TITLE', direction: 'ASC' } }, [{ title: 'asc' }, { id: 'asc' }]],
    [{ orderBy: { by: 'TITLE' } }, [{ title: 'desc' }, { id: 'desc' }]],
  ] as const)('walks all 250 rows once, both ways, in the order %j', async (order, orderBy) => {
    const all = await expected([...orderBy]);
    expect(all).toHaveLength(250);
    expect(await walk(33, 'forward', order)).toEqual(all);
    expect(await walk(100, 'backward', order)).toEqual(all);
  });

  it('tells where a page stands', async () => {
    const first = await page({ first: 2 });
    expect(first.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: first.edges[0].cursor,
      endCursor: first.edges[1].cursor,
    });
    expect((await page({ first: 2, after: first.pageInfo.endCursor })).pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: true,
    });
    expect((await page({ last: 2 })).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect((await page({ where: { id: { in: [] } } })).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  it('takes both bounds', async () => {
    const { edges } = await page({ first: 10 });
    const between = await page({ first: 100, after: edges[2].cursor, before: edges[6].cursor });
    expect(idsOf(between)).toEqual(edges.slice(3, 6).map(({ node }: Json) => node.id));
  });

  it('loses and doubles nothing when rows come in between two pages', async () => {
    const own = await api.aMerchant();
    await addCards(own, 40, (place) => ({ createdAt: new Date(BEGIN + place * DAY_MS) }));
    const first = await page({ first: 20 }, own.secretKey);
    await addCards(own, 30, (place) => ({ createdAt: new Date(BEGIN + (60 + place) * DAY_MS) }));
    const second = await page({ first: 100, after: first.pageInfo.endCursor }, own.secretKey);
    expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(40);
  });

  it('has 20 rows unless told, at most 100, and 1000 for a report key', async () => {
    expect((await page({})).nodes).toHaveLength(20);
    expect((await page({ first: 1_000 }, merchant.reportKey)).nodes).toHaveLength(250);
  });

  it.each<[string, object, string]>([
    ['more than 100', { first: 101 }, 'first'],
    ['none', { first: 0 }, 'first'],
    ['less than none', { last: -1 }, 'last'],
    ['both ends', { first: 1, last: 1 }, 'last'],
    ['a broken cursor', { after: '%%%' }, 'after'],
    ['a cursor of another order', { before: Buffer.from('["TITLE ASC","a","b"]').toString('base64url') }, 'before'],
  ])('refuses %s', async (_what, variables, field) => {
    const { json } = await api.gql(PAGE, variables, merchant.secretKey);
    expect(json.errors[0].extensions).toMatchObject({ code: 'BAD_REQUEST', field: [field] });
  });

  it('shows a merchant only its own', async () => {
    const own = await api.aMerchant();
    const card = await aCard(own.ctx);
    expect(idsOf(await page({}, own.secretKey))).toEqual([card.id]);
    const [foreign] = await expected([{ id: 'asc' }]);
    expect(idsOf(await page({ where: { id: { eq: foreign } } }, own.secretKey))).toEqual([]);
    expect(idsOf(await page({ where: { or: [{}, { id: { eq: foreign } }] } }, own.secretKey))).toEqual([card.id]);
  });
});

describe('where', () => {
  const at = (day: number): string => new Date(BEGIN + day * DAY_MS).toISOString();
  const countOf = async (where: object): Promise<number> =>
    (
      await api.gql(
        'query ($where: CardWhere) { cards(where: $where) { count { value } } }',
        { where },
        merchant.secretKey,
      )
    ).json.data.cards.count.value;

  it.each<[string, object, number]>([
    ['nothing', {}, 250],
    ['a half-open span', { createdAt: { gte: at(1), lt: at(3) } }, 6],
    ['one title', { title: { eq: '卡 0' } }, 36],
    ['one of two titles', { title: { in: ['卡 0', '卡 1'] } }, 72],
    ['both of two conditions', { title: { eq: '卡 0' }, createdAt: { lt: at(7) } }, 3],
    ['and', { and: [{ title: { eq: '卡 0' } }, { createdAt: { lt: at(7) } }] }, 3],
    ['either of two', { or: [{ title: { eq: '卡 0' } }, { title: { eq: '卡 1' } }] }, 72],
    ['not', { not: { title: { eq: '卡 0' } } }, 214],
    ['none of nothing', { or: [] }, 0],
    ['a status', { status: { in: ['READY', 'DELETED'] } }, 250],
    ['a status that none has', { status: { eq: 'EXPIRED' } }, 0],
    ['two bounds that contradict', { status: { eq: 'READY', in: ['DELETED'] } }, 0],
  ])('chooses by %s', async (_what, where, count) => {
    expect(await countOf(where)).toBe(count);
  });

  it('knows a card as EXPIRED and no more as READY once its time is over', async () => {
    const own = await api.aMerchant();
    const card = await aCard(own.ctx);
    await api.root.prisma.card.update({
      where: { id: card.id },
      data: { validUntil: new Date('2026-02-01T00:00:00Z') },
    });
    expect(idsOf(await page({ where: { status: { eq: 'EXPIRED' } } }, own.secretKey))).toEqual([card.id]);
    expect(idsOf(await page({ where: { status: { in: ['READY', 'DISTRIBUTED'] } } }, own.secretKey))).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['an unknown field', { colour: { eq: 'x' } }, /colour/],
    ['an unknown operator', { title: { like: 'x' } }, /like/],
    ['a null to compare with', { title: { eq: null } }, /null/],
    ['too many values', { id: { in: Array.from({ length: 101 }, String) } }, /100/],
    ['too deep conditions', { not: { not: { not: { not: { not: {} } } } } }, /deep/],
  ])('refuses %s', async (_what, where, message) => {
    const { json } = await api.gql(PAGE, { where }, merchant.secretKey);
    expect(json.errors[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_REQUEST' },
    });
  });
});

describe('count', () => {
  it('is exact to 10,000 and then a least number, whatever the page', async () => {
    const own = await api.aMerchant();
    const addEvents = (from: number, to: number): Promise<number> => api.root.prisma.$executeRaw`
      INSERT INTO "Event" ("id", "merchantId", "sequence", "type", "occurredAt", "actorKind", "data")
      SELECT ${own.id} || n, ${own.id}, n, 'test.made', now(), 'system', '{}' FROM generate_series(${from}::int, ${to}::int) n`;
    const count = async (): Promise<Json> => {
      const read =
        '{ events(first: 1, where: { type: { eq: "test.made" } }) { nodes { id } count { value precision } } }';
      return (await api.gql(read, {}, own.secretKey)).json.data.events.count;
    };
    await addEvents(1_000_001, 1_010_000);
    expect(await count()).toEqual({ value: 10_000, precision: 'EXACT' });
    await addEvents(1_010_001, 1_010_001);
    expect(await count()).toEqual({ value: 10_000, precision: 'AT_LEAST' });
  });
});

describe('the lists of codes, claims, redemptions, stores and events', () => {
  const all = `query ($card: ID!, $openid: String!, $store: ID!, $at: DateTime!) {
    codes(where: { cardId: { eq: $card }, openid: { eq: $openid }, status: { in: [NORMAL] }, claimedAt: { lt: $at } }) { nodes { id openid } count { value } }
    claims(where: { cardId: { in: [$card] }, openid: { eq: $openid } }) { nodes { id } count { value } }
    redemptions(where: { storeId: { eq: $store }, redeemedAt: { gte: "2020-01-01T00:00:00Z" } }) { nodes { code { id } } count { value } }
    stores(where: { id: { eq: $store } }, orderBy: { by: BUSINESS_NAME, direction: ASC }) { nodes { id } count { value } }
    events(where: { cardId: { eq: $card } }) { nodes { id } } }`;

  it('choose by their fields and show only the own', async () => {
    const [own, foreign] = [await api.aMerchant(), await api.aMerchant()];
    const store = await aStore(own.ctx);
    const { card, code, claim } = await aCode(own.ctx, { usesAllStores: true, openid: 'ann' });
    const used = await aCode(own.ctx, { usesAllStores: true, openid: 'bob' });
    await api.gql(
      'mutation ($input: CodeRedeemInput!) { codeRedeem(input: $input) { redemption { id } } }',
      { input: { value: used.code.value, storeId: store.id, idempotencyKey: 'redeem-in-list' } },
      own.secretKey,
    );
    const variables = { card: card.id, openid: 'ann', store: store.id, at: '2037-01-01T00:00:00Z' };
    const mine = (await api.gql(all, variables, own.reportKey)).json;
    expect(mine.errors).toBeUndefined();
    expect(mine.data).toMatchObject({
      codes: { nodes: [{ id: code.id, openid: 'ann' }], count: { value: 1 } },
      claims: { nodes: [{ id: claim.id }], count: { value: 1 } },
      redemptions: { nodes: [{ code: { id: used.code.id } }], count: { value: 1 } },
      stores: { nodes: [{ id: store.id }], count: { value: 1 } },
    });
    const theirs = (await api.gql(all, variables, foreign.secretKey)).json.data;
    for (const name of ['codes', 'claims', 'redemptions', 'stores', 'events']) expect(theirs[name].nodes).toEqual([]);
  });

  it('of events are chosen by code and user too', async () => {
    const own = await api.aMerchant();
    const { code } = await aCode(own.ctx, { openid: 'ann' });
    await aCode(own.ctx, { openid: 'bob' });
    const read = `query ($code: ID!) { code: events(where: { codeId: { eq: $code } }) { nodes { type codeId } }
      user: events(where: { openid: { eq: "ann" } }) { nodes { type openid } } eventTypes { name } }`;
    const ask = async () => (await api.gql(read, { code: code.id }, own.secretKey)).json.data;
    await expect.poll(async () => (await ask()).code.nodes, { timeout: 10_000 }).toHaveLength(1);
    const { code: ofCode, user, eventTypes } = await ask();
    expect(ofCode.nodes).toEqual([{ type: 'card.claimed', codeId: code.id }]);
    expect(user.nodes).toEqual([{ type: 'card.claimed', openid: 'ann' }]);
    expect(eventTypes).toContainEqual({ name: 'card.claimed' });
  });

  it('of events run by number without a gap, and go on after a cursor', async () => {
    const own = await api.aMerchant();
    for (let count = 0; count < 3; count += 1) await aCode(own.ctx);
    const read =
      'query ($after: String) { events(first: 4, after: $after) { nodes { sequence cursor type cardId } pageInfo { endCursor hasNextPage } } }';
    const wanted = await api.root.prisma.event.count({ where: { merchantId: own.id } });
    await expect
      .poll(() => api.root.prisma.event.count({ where: { merchantId: own.id, sequence: { not: null } } }), {
        timeout: 10_000,
      })
      .toBe(wanted);
    const found: Json[] = [];
    let after: string | null = null;
    do {
      const events: Json = (await api.gql(read, { after }, own.secretKey)).json.data.events;
      found.push(...events.nodes);
      expect(events.nodes.at(-1).cursor).toBe(events.pageInfo.endCursor);
      after = events.pageInfo.hasNextPage ? events.pageInfo.endCursor : null;
    } while (after !== null);
    expect(found.map(({ sequence }) => sequence)).toEqual(Array.from({ length: wanted }, (_, place) => place + 1));
    expect(found.filter(({ type }) => type === 'card.claimed')).toHaveLength(3);
  });
});

describe('cards', () => {
  it('are found by their kind and by a part of their title', async () => {
    const owner = await api.aMerchant();
    const { id } = await aCard(owner.ctx, { title: '周末 Half 价' });
    await aCard(owner.ctx, { title: '平日' });
    const SEARCH = 'query ($where: CardWhere) { cards(where: $where) { nodes { id } } }';
    const found = async (where: object): Promise<Json> =>
      (await api.gql(SEARCH, { where }, owner.secretKey)).json.data.cards.nodes;
    expect(await found({ title: { contains: 'hALF' } })).toEqual([{ id }]);
    expect(await found({ title: { contains: '%' } })).toEqual([]);
    expect(await found({ kind: { in: ['CASH'] }, title: { contains: '周' } })).toEqual([{ id }]);
    expect(await found({ kind: { eq: 'GIFT' } })).toEqual([]);
  });
});
