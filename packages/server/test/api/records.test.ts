import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invitePerson } from '../../src/domain/access/index.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import { acceptGift, giveCode } from '../../src/domain/gifts/index.ts';
import { redeemCode, reverseRedemption } from '../../src/domain/redemptions/index.ts';
import { asUser } from '../kit/context.ts';
import { aCard, aCode, aStore } from '../kit/factories.ts';
import { aLogin } from '../kit/people.ts';
import { type Api, bearer, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { streamOf } from '../kit/streams.ts';

// What was claimed, given and used, as a merchant looks for it (E5).

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;
beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

const idsIn = async (list: string, where: object, caller = merchant.secretKey): Promise<string[]> => {
  const type = { claims: 'Claim', gifts: 'Gift', redemptions: 'Redemption' }[list];
  const document = `query ($where: ${type}Where) { ${list}(where: $where) { nodes { id } count { value } } }`;
  const { json } = await api.gql(document, { where }, caller);
  expect(json.errors).toBeUndefined();
  const { nodes, count } = json.data[list];
  expect(count.value).toBe(nodes.length);
  return nodes.map(({ id }: Json) => id);
};

describe('claims', () => {
  it('are found by channel, user, card and time', async () => {
    const { id: cardId } = await aCard(merchant.ctx);
    const claim = (openid: string, outerStr?: string) =>
      claimCard(merchant.ctx, { cardId, openid, ...(outerStr ? { outerStr } : {}) });
    const [poster, flyer, bare] = [await claim('ann', 'poster'), await claim('bob', 'flyer'), await claim('cat')];
    const of = { cardId: { eq: cardId } };
    expect(await idsIn('claims', { ...of, outerStr: { eq: 'poster' } })).toEqual([poster.id]);
    expect(await idsIn('claims', { ...of, outerStr: { in: ['flyer', 'poster'] } })).toEqual([flyer.id, poster.id]);
    expect(
      await idsIn('claims', { ...of, not: { outerStr: { in: ['poster', 'flyer'] } }, openid: { eq: 'cat' } }),
    ).toEqual([]);
    expect(await idsIn('claims', { ...of, openid: { eq: 'cat' } })).toEqual([bare.id]);
    expect(await idsIn('claims', { outerStr: { eq: 'poster' } }, other.secretKey)).toEqual([]);
  });
});

describe('gifts', () => {
  it('are found by giver, friend, status, card and code', async () => {
    const { id: cardId } = await aCard(merchant.ctx, { canGiveFriend: true });
    const give = async (openid: string) => {
      const { codeId } = await claimCard(merchant.ctx, { cardId, openid });
      const { value } = await api.root.prisma.code.findUniqueOrThrow({ where: { id: codeId } });
      return giveCode(asUser({ ...merchant.ctx, merchantId: merchant.id }, openid), { value });
    };
    const [taken, open] = [await give('ann'), await give('bob')];
    await acceptGift(asUser({ ...merchant.ctx, merchantId: merchant.id }, 'cat'), { token: taken.token });
    const of = { cardId: { eq: cardId } };
    for (const where of [
      { friendOpenid: { eq: 'cat' } },
      { openid: { eq: 'ann' } },
      { status: { eq: 'ACCEPTED' } },
      { codeId: { eq: taken.codeId } },
    ])
      expect(await idsIn('gifts', { ...of, ...where })).toEqual([taken.id]);
    expect(await idsIn('gifts', { ...of, status: { eq: 'OPEN' } })).toEqual([open.id]);
    expect(await idsIn('gifts', { friendOpenid: { eq: 'cat' } }, other.secretKey)).toEqual([]);
  });
});

describe('redemptions', () => {
  it('are found by way, staff, store, channel, amount and user', async () => {
    const store = await aStore(merchant.ctx);
    const { id: cardId } = await aCard(merchant.ctx, { storeIds: [store.id] });
    const somebody = { login: aLogin(), name: 'Till', role: 'STAFF', storeIds: [] } as const;
    const { person } = await invitePerson(merchant.ctx, somebody);
    const redeem = async (openid: string, order: object) => {
      const { codeId } = await claimCard(merchant.ctx, { cardId, openid });
      const { value } = await api.root.prisma.code.findUniqueOrThrow({ where: { id: codeId } });
      return redeemCode(merchant.ctx, { value, ...order });
    };
    const till = { storeId: store.id, staffId: person.id, outerStr: 'till 7', amountFen: 9_900 };
    const [full, bare] = [await redeem('ann', till), await redeem('bob', {})];
    const of = { cardId: { eq: cardId } };
    for (const where of [
      { outerStr: { eq: 'till 7' } },
      { staffId: { eq: person.id } },
      { storeId: { eq: store.id } },
      { amountFen: { eq: 9_900 } },
      { openid: { eq: 'ann' }, way: { eq: 'API' } },
    ])
      expect(await idsIn('redemptions', { ...of, ...where })).toEqual([full.id]);
    expect(await idsIn('redemptions', of)).toEqual([bare.id, full.id]);
    expect(await idsIn('redemptions', { outerStr: { eq: 'till 7' } }, other.secretKey)).toEqual([]);
  });
});

describe('the stream of redemptions', () => {
  it('tells that one was made, and that it was taken back', async () => {
    const { card, code } = await aCode(merchant.ctx);
    const query = `subscription ($cardId: ID) { redemptions(cardId: $cardId) {
      isReversal redemption { id reversal { reason } } } }`;
    const stream = await streamOf(api, {
      query,
      variables: { cardId: card.id },
      headers: bearer(merchant.secretKey),
    });
    const { id } = await redeemCode(merchant.ctx, { value: code.value });
    const told = async (): Promise<Json> => (await stream.next())?.data.data.redemptions;
    expect(await told()).toMatchObject({ isReversal: false, redemption: { id } });
    await reverseRedemption(merchant.ctx, { redemptionId: id, reason: 'wrong guest' });
    expect(await told()).toEqual({ isReversal: true, redemption: { id, reversal: { reason: 'wrong guest' } } });
    stream.close();
  });
});
