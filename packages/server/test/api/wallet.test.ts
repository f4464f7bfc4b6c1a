import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { announceExpiredCodes, deleteCode, voidCode } from '../../src/domain/codes/index.ts';
import { acceptGift, giveCode } from '../../src/domain/gifts/index.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import type { Code } from '../../src/generated/prisma/client.ts';
import { as, secretKeyOf } from '../kit/context.ts';
import { aCode, aCustomCard } from '../kit/factories.ts';
import { publicCaller } from '../kit/public-caller.ts';
import { type Api, bearer, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;
beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

const WALLET = `query ($first: Int, $after: String, $last: Int, $before: String, $state: [WalletState!], $orderBy: WalletCodeOrder, $where: WalletCodeWhere) {
  me { codes(first: $first, after: $after, last: $last, before: $before, state: $state, orderBy: $orderBy, where: $where) {
    nodes { id value status walletState actions validFrom validUntil card { id ... on CardContent { title brandName color { hex } codeType timeZone } } }
    edges { cursor }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    count { value }
  } } }`;

const walletOf = async (openid: string, variables: object = {}, of = merchant): Promise<Json> => {
  const { json } = await publicCaller(api, of, openid)(WALLET, variables);
  expect(json.errors).toBeUndefined();
  return json.data.me.codes;
};
const valuesOf = ({ nodes }: Json): string[] => nodes.map(({ value }: Json) => value);
const DAY_MS = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);

/** A code of the user whose validity was moved. */
async function aCodeFor(openid: string, changes: Partial<Code> = {}): Promise<Code> {
  const { code } = await aCode(merchant.ctx, { openid });
  return merchant.ctx.prisma.code.update({ where: { id: code.id }, data: changes });
}

describe('a wallet', () => {
  it('has what is in hand, the nearest end first and what is good for ever last', async () => {
    const [late, never, soon] = [
      await aCodeFor('order', { validUntil: inDays(20) }),
      await aCodeFor('order', { validUntil: null }),
      await aCodeFor('order', { validUntil: inDays(2) }),
    ];
    await aCodeFor('order', { validUntil: inDays(-1) });
    const wallet = await walletOf('order');
    expect(valuesOf(wallet)).toEqual([soon, late, never].map(({ value }) => value));
    expect(wallet.count).toEqual({ value: 3 });
    expect(wallet.nodes[0]).toMatchObject({
      id: soon.id,
      status: 'NORMAL',
      walletState: 'USABLE',
      actions: ['SHOW', 'GIVE', 'DELETE'],
      validUntil: soon.validUntil?.toISOString(),
      card: { id: soon.cardId, title: '满100减10', codeType: 'CODE_TYPE_QRCODE', timeZone: 'Asia/Shanghai' },
    });
  });

  it('is read page by page, both ways and in both directions, through equal ends and those without', async () => {
    const end = inDays(3);
    for (const validUntil of [end, null, inDays(1), null, end]) await aCodeFor('pages', { validUntil });
    for (const direction of ['ASC', 'DESC']) {
      const orderBy = { by: 'VALID_UNTIL', direction };
      const all = valuesOf(await walletOf('pages', { orderBy }));
      expect(all).toHaveLength(5);
      const forward: string[] = [];
      for (let after: string | null = null; ; ) {
        const { pageInfo, ...page } = await walletOf('pages', { orderBy, first: 1, after });
        forward.push(...valuesOf(page));
        after = pageInfo.endCursor;
        if (!pageInfo.hasNextPage) break;
      }
      expect(forward).toEqual(all);
      const backward: string[] = [];
      for (let before: string | null = null; ; ) {
        const { pageInfo, ...page } = await walletOf('pages', { orderBy, last: 2, before });
        backward.unshift(...valuesOf(page));
        before = pageInfo.startCursor;
        if (!pageInfo.hasPreviousPage) break;
      }
      expect(backward).toEqual(all);
    }
  });

  it('is told apart by state, by the clock where it decides', async () => {
    const openid = 'states';
    const [usable, upcoming, expired, used, gone, lost, gifting, given] = [
      await aCodeFor(openid),
      await aCodeFor(openid, { validFrom: inDays(1) }),
      await aCodeFor(openid, { validUntil: inDays(-1), status: 'GIFT_TIMEOUT' }),
      await aCodeFor(openid),
      await aCodeFor(openid),
      await aCodeFor(openid),
      await aCodeFor(openid, { status: 'GIFTING' }),
      await aCodeFor(openid, { status: 'GIFTED' }),
    ];
    await redeemCode(merchant.ctx, { value: used.value });
    await voidCode(merchant.ctx, { value: gone.value });
    await deleteCode(merchant.ctx, { value: lost.value });
    const rows = { usable, upcoming, expired, used, gone, gifting, given };
    const states = ['USABLE', 'UPCOMING', 'EXPIRED', 'USED', 'VOID', 'GIFTING', 'GIVEN'];
    for (const [index, code] of Object.values(rows).entries()) {
      const { nodes } = await walletOf(openid, { state: [states[index]] });
      expect(nodes).toMatchObject([{ id: code.id, walletState: states[index] }]);
    }
    const { nodes } = await walletOf(openid, { state: states });
    expect(nodes.map(({ id }: Json) => id).toSorted()).toEqual(
      Object.values(rows)
        .map(({ id }) => id)
        .toSorted(),
    );
    expect((await walletOf(openid, { state: [] })).nodes).toEqual([]);
    const ids = { id: { in: [usable.id, expired.id] } };
    expect((await walletOf(openid, { where: ids })).nodes).toMatchObject([{ id: usable.id }]);
  });

  it('offers to give away only what its card lets go', async () => {
    await aCode(merchant.ctx, { openid: 'keeper', canGiveFriend: false });
    expect((await walletOf('keeper')).nodes[0].actions).toEqual(['SHOW', 'DELETE']);
  });

  it('holds nothing of another user, nor of the same openid at another merchant', async () => {
    await aCodeFor('ann-of-wallet');
    expect((await walletOf('ben-of-wallet')).nodes).toEqual([]);
    expect((await walletOf('ann-of-wallet', {}, other)).nodes).toEqual([]);
  });

  it('of fifty codes of as many cards is read by few statements', async () => {
    const openid = 'collector';
    for (let n = 0; n < 50; n += 1) await aCode(merchant.ctx, { openid });
    const caller = publicCaller(api, merchant, openid);
    await caller(WALLET, { first: 1 });
    const statements = vi.spyOn(pg.Client.prototype, 'query');
    const countOf = async (first: number): Promise<number> => {
      const before = statements.mock.calls.filter(([query]) => isOfWallet(query)).length;
      const { json } = await caller(WALLET, { first });
      expect(json.data.me.codes.nodes).toHaveLength(first);
      return statements.mock.calls.filter(([query]) => isOfWallet(query)).length - before;
    };
    const [few, many] = [await countOf(2), await countOf(50)];
    statements.mockRestore();
    // Codes with their cards and the zone of the merchant; and how many they are.
    expect([few, many]).toEqual([2, 2]);
  });

  it('refuses a broken cursor and a page out of range by field', async () => {
    for (const [field, variables] of [
      ['after', { after: 'broken' }],
      ['first', { first: 101 }],
    ] as const) {
      const { json } = await publicCaller(api, merchant, 'order')(WALLET, variables);
      expect(json.errors[0].extensions).toMatchObject({ code: 'BAD_REQUEST', field: [field] });
    }
  });

  it('is no program’s', async () => {
    const { json } = await api.gql(WALLET, {}, merchant.secretKey);
    expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

/** Statements that read rows of codes, cards or merchants for the answer; sessions and budgets are not what is counted. */
const isOfWallet = (query: unknown): boolean => {
  const text = typeof query === 'string' ? query : String(Reflect.get(Object(query), 'text'));
  return /FROM .*"(Code|Card)"/.test(text);
};

describe('one code of a user', () => {
  const ONE = `query ($cardId: ID, $value: String!) { me { code(cardId: $cardId, value: $value) { id value actions } } }`;
  const oneOf = async (openid: string, variables: object): Promise<Json> =>
    (await publicCaller(api, merchant, openid)(ONE, variables)).json.data.me.code;

  it('is found by its number, a code of the merchant’s own with its card', async () => {
    const code = await aCodeFor('finder');
    expect(await oneOf('finder', { value: code.value })).toMatchObject({ id: code.id });
    const card = await aCustomCard(merchant.ctx);
    const claim = await claimCard(merchant.ctx, { cardId: card.id, openid: 'finder', code: 'VIP-7' });
    expect(await oneOf('finder', { value: 'VIP-7', cardId: card.id })).toMatchObject({ id: claim.codeId });
    expect(await oneOf('finder', { value: 'VIP-7' })).toBeNull();
    expect(await oneOf('somebody', { value: code.value })).toBeNull();
  });

  it('is found after it was given away, unless it has come back', async () => {
    const GIVEN = `query ($cardId: ID, $value: String!) { me { code(cardId: $cardId, value: $value) { id walletState } } }`;
    const seenBy = async (openid: string, variables: object): Promise<Json> =>
      (await publicCaller(api, merchant, openid)(GIVEN, variables)).json.data.me.code;
    const pass = async (from: string, to: string, code: { cardId: string; value: string }): Promise<string> => {
      const { token } = await giveCode(merchant.ctx, { ...code, openid: from });
      return (await acceptGift(merchant.ctx, { token, openid: to })).code.id;
    };
    const card = await aCustomCard(merchant.ctx);
    const named = { cardId: card.id, value: 'HAND-1' };
    const { codeId } = await claimCard(merchant.ctx, { cardId: card.id, openid: 'giver', code: named.value });
    await pass('giver', 'taker', named);
    expect(await seenBy('giver', named)).toEqual({ id: codeId, walletState: 'GIVEN' });
    const back = await pass('taker', 'giver', named);
    expect(await seenBy('giver', named)).toEqual({ id: back, walletState: 'USABLE' });
    expect(await seenBy('taker', named)).toMatchObject({ walletState: 'GIVEN' });
  });

  it('is for its holder to act on', async () => {
    const code = await aCodeFor('holder');
    const CODE = `query ($value: String!) { code(value: $value) { actions walletState } }`;
    const { json } = await api.gql(CODE, { value: code.value }, merchant.secretKey);
    expect(json.data.code).toEqual({ actions: [], walletState: 'USABLE' });
  });

  it('is deleted by its holder, and by nobody else', async () => {
    const code = await aCodeFor('deleter');
    const DELETE = `mutation ($input: CodeDeleteInput!) { codeDelete(input: $input) { code { status walletState actions } userErrors { code } } }`;
    const deleteAs = async (openid: string): Promise<Json> =>
      (await publicCaller(api, merchant, openid)(DELETE, { input: { value: code.value } })).json.data.codeDelete;
    expect((await deleteAs('thief')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await deleteAs('deleter')).code).toEqual({ status: 'DELETED', walletState: null, actions: [] });
    expect((await walletOf('deleter')).nodes).toEqual([]);
    expect(await oneOf('deleter', { value: code.value })).toBeNull();
  });
});

describe('the end of a code', () => {
  it('is told of in the events of its merchant, once', async () => {
    const { id, value, validUntil } = await aCodeFor('ended', { validUntil: inDays(-1) });
    await announceExpiredCodes(api.root);
    await announceExpiredCodes(api.root);
    const EVENTS = `{ events(last: 100) { nodes { type codeId openid actorKind data } } }`;
    await expect
      .poll(async () => {
        const { json } = await api.gql(EVENTS, {}, bearer(merchant.secretKey));
        return json.data.events.nodes.filter((event: Json) => event.codeId === id && event.type === 'code.expired');
      })
      .toEqual([
        {
          type: 'code.expired',
          codeId: id,
          openid: 'ended',
          actorKind: 'system',
          data: { code: value, validUntil: validUntil?.toISOString() },
        },
      ]);
    const ctx = as(merchant.ctx, secretKeyOf(merchant.id));
    expect((await ctx.prisma.code.findUniqueOrThrow({ where: { id } })).status).toBe('NORMAL');
  });
});
