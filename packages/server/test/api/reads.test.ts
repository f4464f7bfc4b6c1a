import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { modelNamed } from '../../src/domain/kit/read-model.ts';
import { readsOf, writtenOrNull } from '../../src/domain/kit/reads.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import { aCard, aDraft, aStore } from '../kit/factories.ts';
import { randomOf } from '../kit/random.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { countStatements } from '../kit/statements.ts';

let api: Api;
let merchant: ServedMerchant;

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
  const { ctx } = merchant;
  const stores = [await aStore(ctx), await aStore(ctx, { branchName: '西单店', photoUrls: [] })];
  const named = await aCard(ctx, { storeIds: stores.map(({ id }) => id), claimLimit: 9 });
  const all = await aCard(ctx, { ...aDraft({ usesAllStores: true, claimLimit: 9 }), subTitle: '"引号" \\' });
  for (const openid of ['ann', 'bob', 'carl']) await claimCard(ctx, { cardId: named.id, openid, outerStr: 'poster' });
  const { code } = await claimCard(ctx, { cardId: all.id, openid: 'ann' });
  await redeemCode(ctx, { value: code.value, storeId: stores[0]?.id });
});
afterAll(() => api.stop());

type Query = { model: string; query: Json };

/** By one statement, and by Prisma. */
async function bothWays({ model, query }: Query): Promise<[Json, Json]> {
  const name = model.charAt(0).toLowerCase() + model.slice(1);
  const [reads, prisma]: Json[] = [readsOf(api.root), api.root.prisma];
  return [await reads[name].findMany(query), await prisma[name].findMany(query)];
}

const inMerchant = () => ({ merchantId: merchant.id });
const newestFirst = [{ claimedAt: 'desc' }, { id: 'desc' }];
const at = new Date();
const running = { OR: [{ validUntil: null }, { validUntil: { gt: at } }] };

const READ: readonly [string, string, () => Json][] = [
  ['codes with cards', 'Code', () => ({ where: inMerchant(), include: { card: true }, orderBy: newestFirst, take: 3 })],
  [
    'columns alone',
    'Card',
    () => ({ where: inMerchant(), select: { title: true, conditionLeastCostFen: true, entries: true } }),
  ],
  [
    'neighbours of neighbours',
    'Card',
    () => ({
      where: inMerchant(),
      include: {
        merchant: { select: { timeZone: true } },
        lots: { select: { left: true }, orderBy: { id: 'asc' } },
        stores: {
          where: { store: { deletedAt: null } },
          orderBy: [{ store: { createdAt: 'desc' } }],
          take: 1,
          select: { store: true },
        },
        codes: {
          orderBy: { id: 'asc' },
          take: 2,
          include: { claim: true, redemptions: { include: { reversal: true } } },
        },
      },
      orderBy: { id: 'asc' },
    }),
  ],
  [
    'what is missing',
    'Code',
    () => ({
      where: { AND: [inMerchant(), { giftedAt: null }, { outerStr: { not: null } }] },
      include: { receivedGift: true, ticket: true },
      orderBy: newestFirst,
    }),
  ],
  [
    'one of several conditions',
    'Code',
    () => ({
      where: { AND: [inMerchant(), { status: { in: ['NORMAL', 'CONSUMED'] } }, running] },
      orderBy: newestFirst,
    }),
  ],
  ['none of no values', 'Code', () => ({ where: { AND: [inMerchant(), { id: { in: [] } }] } })],
  [
    'all but none',
    'Code',
    () => ({ where: { AND: [inMerchant(), { NOT: { id: { in: [] } } }, {}] }, orderBy: newestFirst }),
  ],
  [
    'codes that were used',
    'Code',
    () => ({ where: { ...inMerchant(), redemptions: { some: { reversal: null } } }, orderBy: newestFirst }),
  ],
  [
    'stores of a card',
    'Store',
    () => ({
      where: { ...inMerchant(), cards: { some: { card: { claimLimit: { gte: 9 } } } } },
      orderBy: [{ businessName: 'asc' }, { id: 'desc' }],
    }),
  ],
  [
    'times that lie between',
    'Claim',
    () => ({
      where: { ...inMerchant(), claimedAt: { gte: new Date(0), lt: new Date(at.getTime() + 60_000) } },
      orderBy: newestFirst,
    }),
  ],
  ['a negation', 'Code', () => ({ where: { ...inMerchant(), NOT: { openid: 'ann' } }, orderBy: newestFirst })],
];

const LEFT_TO_PRISMA: readonly [string, string, Json][] = [
  ['a search', 'Card', { where: { title: { contains: 'x', mode: 'insensitive' } } }],
  ['an operator of other reads', 'Code', { where: { value: { startsWith: 'x' } } }],
  ['an empty condition in OR', 'Code', { where: { OR: [{}, { value: 'x' }] } }],
  ['an empty condition within one in OR', 'Code', { where: { OR: [{ AND: [{}] }, { value: 'x' }] } }],
  ['no condition in OR', 'Code', { where: { OR: [] } }],
  ['a condition without a value', 'Code', { where: { merchantId: undefined } }],
  ['an operator without a value', 'Code', { where: { value: { equals: undefined } } }],
  ['a column that is none', 'Code', { where: { nothing: 1 } }],
  ['the negation of several', 'Code', { where: { NOT: { status: 'NORMAL', mode: 'SYSTEM' } } }],
  ['the negation of a neighbour', 'Code', { where: { NOT: { card: { status: 'READY' } } } }],
  ['none of its neighbours', 'Code', { where: { redemptions: { none: {} } } }],
  ['rows that are skipped', 'Code', { skip: 1 }],
  ['distinct rows', 'Code', { distinct: ['openid'] }],
  ['a negative page', 'Code', { take: -1 }],
  ['counts', 'Card', { include: { _count: true } }],
  ['columns left out', 'Code', { omit: { value: true } }],
  ['where nulls stand', 'Code', { orderBy: { validUntil: { sort: 'asc', nulls: 'first' } } }],
  ['bytes', 'StoredObject', {}],
];

describe('a read', () => {
  it.each(READ)('gives for %s what Prisma gives', async (_what, model, queryOf) => {
    const query = queryOf();
    expect(writtenOrNull(model, query)).not.toBeNull();
    const [ours, prismas] = await bothWays({ model, query });
    expect(ours).toEqual(prismas);
    expect(ours.length > 0 || JSON.stringify(query).includes('"in":[]')).toBe(true);
  });

  it.each(LEFT_TO_PRISMA)('leaves %s to Prisma', (_what, model, query) => {
    expect(writtenOrNull(model, query)).toBeNull();
  });

  it('refuses a row that is missing as Prisma does', async () => {
    const query = { where: { id: 'code_none' } };
    await expect(readsOf(api.root).code.findUniqueOrThrow(query)).rejects.toMatchObject({ code: 'P2025' });
  });

  it('finds a row by a key of several columns', async () => {
    const user = await api.root.prisma.cardUser.findFirstOrThrow({ where: { merchantId: merchant.id } });
    const { cardId, openid } = user;
    const query = { where: { cardId_openid: { cardId, openid } } };
    expect(await readsOf(api.root).cardUser.findUniqueOrThrow(query)).toEqual(user);
  });

  it('gives each of several that are asked at once what Prisma gives', async () => {
    const codes = await api.root.prisma.code.findMany({ where: inMerchant(), orderBy: { id: 'asc' } });
    const { result: found, statements } = await countStatements(() =>
      Promise.all(
        codes.map(({ id, status, openid, claimedAt: _time, ...code }) =>
          readsOf(api.root).code.findFirst({
            where: { id: { in: [id, 'code_none'] }, status, openid, cardId: code.cardId, NOT: { value: 'x' } },
          }),
        ),
      ),
    );
    expect(statements).toHaveLength(1);
    expect(found).toEqual(codes);
    expect(codes.length).toBeGreaterThan(3);
  });

  it('has one text for all values', () => {
    const texts = ['a', 'b'].map((merchantId) => writtenOrNull('Code', { where: { merchantId } })?.question.texts);
    expect(texts[0]).toEqual(texts[1]);
  });
});

const SELECTIONS = 120;
const DEPTH = 3;

describe('a selection made by chance', () => {
  const random = randomOf(20_261_130);
  const chance = (share: number): boolean => random() < share;
  const selectionOf = (name: string, depth: number): Json => {
    const model = modelNamed(name);
    const relations = depth === 0 ? [] : [...(model?.relations.values() ?? [])].filter(() => chance(0.25));
    const below = Object.fromEntries(
      relations
        .filter((relation) => modelNamed(relation.model))
        .map(({ name: field, model: to, isList }) => {
          const inner = selectionOf(to, depth - 1);
          return [field, isList ? { ...inner, orderBy: orderOf(to), take: 3 } : inner];
        }),
    );
    const columns = [...(model?.columns.keys() ?? [])].filter(() => chance(0.4));
    if (chance(0.5) && columns.length > 0)
      return { select: { ...Object.fromEntries(columns.map((column) => [column, true])), ...below } };
    return Object.keys(below).length > 0 ? { include: below } : {};
  };
  // By all that can be compared: rows in no order at all can not be.
  const orderOf = (name: string): Json =>
    [...(modelNamed(name)?.columns.keys() ?? [])]
      .filter((column) => /id$/i.test(column))
      .map((column) => ({ [column]: 'asc' }));

  it(`is read as Prisma reads it, ${SELECTIONS} times`, async () => {
    for (let nth = 0; nth < SELECTIONS; nth += 1) {
      const model = ['Code', 'Card', 'Claim', 'Store', 'Redemption'][nth % 5] ?? 'Code';
      const query = { ...selectionOf(model, DEPTH), where: inMerchant(), orderBy: { id: 'asc' }, take: 4 };
      expect(writtenOrNull(model, query), JSON.stringify({ model, query })).not.toBeNull();
      const [ours, prismas] = await bothWays({ model, query });
      expect(ours, JSON.stringify({ model, query })).toEqual(prismas);
    }
  });
});
