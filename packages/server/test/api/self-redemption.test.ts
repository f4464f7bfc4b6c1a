import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invitePerson } from '../../src/domain/access/index.ts';
import { aCard, aCode, aStore } from '../kit/factories.ts';
import { aLogin } from '../kit/people.ts';
import { publicCaller } from '../kit/public-caller.ts';
import { type Api, type Headers, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { signedInBy } from '../kit/sessions.ts';

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;
let keys = 0;
beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

const SET_CODES = `mutation ($input: StoreVerificationCodesSetInput!) { storeVerificationCodesSet(input: $input) {
  store { id verificationCodes } userErrors { code field weixinCode } } }`;
const OPEN = `mutation ($input: CardSelfRedemptionSetInput!) { cardSelfRedemptionSet(input: $input) {
  card { selfRedemption { isOpen needsVerificationCode needsRemarkAmount } } userErrors { code field weixinCode } } }`;
const REDEEM = `mutation ($input: CodeSelfRedeemInput!) { codeSelfRedeem(input: $input) {
  redemption { id way replayed amountFen verificationCode store { id name } card { title } code { status } }
  userErrors { code field retryable ... on VerificationCodeWrongError { triesLeft } ... on ThrottledError { retryAfterMs } } } }`;

const aKey = (): string => `self-key-${(keys += 1)}-0`;
const run = async (document: string, input: object, caller: string | Headers = merchant.secretKey): Promise<Json> =>
  (await api.gql(document, { input }, caller)).json;
const asAnn = async (input: object): Promise<Json> => {
  const { json } = await publicCaller(api, merchant, 'ann')(REDEEM, { input: { idempotencyKey: aKey(), ...input } });
  expect(json.errors).toBeUndefined();
  return json.data.codeSelfRedeem;
};
async function anOpenCode(needs: object = {}) {
  const store = await aStore(merchant.ctx);
  await run(SET_CODES, { storeId: store.id, codes: ['1234'] });
  const { card, code } = await aCode(merchant.ctx, { storeIds: [store.id] });
  await run(OPEN, { cardId: card.id, isOpen: true, ...needs });
  return { card, code, store, call: { codeId: code.id, storeId: store.id } };
}
async function session(role: 'STAFF' | 'ANALYST', storeIds: string[] = []): Promise<Headers> {
  const { signInToken } = await invitePerson(merchant.ctx, { login: aLogin(), name: 'Somebody', role, storeIds });
  return (await signedInBy(api, signInToken ?? '')).headers;
}

describe('codeSelfRedeem', () => {
  it('lets the holder use a code up in a store', async () => {
    const { card, code, store, call } = await anOpenCode({ needsVerificationCode: true, needsRemarkAmount: true });
    const { redemption, userErrors } = await asAnn({ ...call, verificationCode: '1234', remarkAmountFen: 8_800 });
    expect(userErrors).toEqual([]);
    expect(redemption).toEqual({
      id: expect.stringMatching(/^rdm_/),
      way: 'SELF',
      replayed: false,
      amountFen: 8_800,
      verificationCode: '1234',
      store: { id: store.id, name: '海底捞（王府井店）' },
      card: { title: card.title },
      code: { status: 'CONSUMED' },
    });
    const again = await asAnn({ value: code.value, storeId: store.id, verificationCode: '1234', remarkAmountFen: 1 });
    expect(again.userErrors).toMatchObject([{ code: 'ALREADY_REDEEMED' }]);
  });

  it('tells the verification code that was named to no analyst and no report key', async () => {
    const { call, code } = await anOpenCode({ needsVerificationCode: true });
    await asAnn({ ...call, verificationCode: '1234' });
    const document = `query ($code: ID!) { redemptions(where: { codeId: { eq: $code } }) { nodes { verificationCode } }
      events(last: 20, where: { type: { eq: "code.redeemed" } }) { nodes { codeId data } } }`;
    const toldTo = async (caller: string | Headers): Promise<unknown[]> => {
      const { redemptions, events } = (await api.gql(document, { code: code.id }, caller)).json.data;
      const event = events.nodes.find(({ codeId }: Json) => codeId === code.id);
      return [redemptions.nodes[0].verificationCode, event.data.verificationCode];
    };
    await expect
      .poll(() => toldTo(merchant.secretKey).catch(() => null), { timeout: 10_000 })
      .toEqual(['1234', '1234']);
    for (const caller of [await session('ANALYST'), merchant.reportKey])
      expect(await toldTo(caller)).toEqual([null, null]);
  });

  it('repeats its answer for the same key', async () => {
    const { call } = await anOpenCode();
    const input = { ...call, idempotencyKey: aKey() };
    const [first, second] = [await asAnn(input), await asAnn(input)];
    expect(second.redemption).toEqual({ ...first.redemption, replayed: true });
  });

  it('is told to the people of the store', async () => {
    const { store, code, call } = await anOpenCode();
    await asAnn(call);
    const staff = await session('STAFF', [store.id]);
    const { data } = (await api.gql('{ notices { nodes { kind text storeId } } }', {}, staff)).json;
    expect(data.notices.nodes[0]).toMatchObject({ kind: 'SELF_REDEEMED', storeId: store.id });
    expect(data.notices.nodes[0].text).toContain(code.value);
  });

  it('refuses wrong verification codes, and pauses after five', async () => {
    const { store, call } = await anOpenCode({ needsVerificationCode: true });
    const guess = (nth: number) => asAnn({ ...call, verificationCode: `WRONG${nth}` });
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect((await guess(triesLeft)).userErrors).toEqual([
        { code: 'VERIFICATION_CODE_WRONG', field: ['verificationCode'], retryable: false, triesLeft },
      ]);
    const [paused] = (await asAnn({ ...call, verificationCode: '1234' })).userErrors;
    expect(paused).toMatchObject({ code: 'THROTTLED', retryable: true });
    expect(paused.retryAfterMs).toBeGreaterThan(800_000);
    const LIST =
      'query ($where: RedemptionAttemptWhere) { redemptionAttempts(where: $where) { nodes { way actorId } } }';
    const where = { storeId: { eq: store.id }, refusalCode: { eq: 'VERIFICATION_CODE_WRONG' } };
    const { data } = (await api.gql(LIST, { where }, merchant.secretKey)).json;
    expect(data.redemptionAttempts.nodes).toEqual(Array.from({ length: 5 }, () => ({ way: 'SELF', actorId: 'ann' })));
    // The next tests are of the same user.
    await api.root.prisma.verificationTry.deleteMany({ where: { merchantId: merchant.id } });
  });

  it('tells its holder when a code was used, and the merchant alone where', async () => {
    const { code, call } = await anOpenCode();
    await asAnn(call);
    const USED = `userErrors { code ... on AlreadyRedeemedError { redeemedAt storeId } }`;
    const again = `mutation ($input: CodeSelfRedeemInput!) { codeSelfRedeem(input: $input) { ${USED} } }`;
    const { json } = await publicCaller(api, merchant, 'ann')(again, { input: { ...call, idempotencyKey: aKey() } });
    const redeemedAt = expect.stringMatching(/Z$/);
    expect(json.data.codeSelfRedeem.userErrors).toEqual([{ code: 'ALREADY_REDEEMED', redeemedAt, storeId: null }]);
    const { data } = await run(`mutation ($input: CodeRedeemInput!) { codeRedeem(input: $input) { ${USED} } }`, {
      value: code.value,
      idempotencyKey: aKey(),
    });
    expect(data.codeRedeem.userErrors).toEqual([{ code: 'ALREADY_REDEEMED', redeemedAt, storeId: call.storeId }]);
  });

  it('does not know a code of somebody else', async () => {
    const { code, store } = await anOpenCode();
    const bob = publicCaller(api, merchant, 'bob');
    for (const named of [{ codeId: code.id }, { value: code.value }]) {
      const input = { ...named, storeId: store.id, idempotencyKey: aKey() };
      const { json } = await bob(REDEEM, { input });
      expect(json.data.codeSelfRedeem.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
  });

  it('is closed to keys and people', async () => {
    const { call } = await anOpenCode();
    for (const caller of [merchant.secretKey, await session('STAFF')])
      expect((await run(REDEEM, { ...call, idempotencyKey: aKey() }, caller)).errors[0].extensions.code).toBe(
        'FORBIDDEN',
      );
  });
});

describe('cardSelfRedemptionSet', () => {
  it('shows on the public face what a page has to ask for', async () => {
    const { card } = await anOpenCode({ needsRemarkAmount: true });
    const FACE =
      'query ($id: ID!) { cardFace(id: $id) { selfRedemption { isOpen needsVerificationCode needsRemarkAmount } } }';
    const { data } = (await publicCaller(api, merchant)(FACE, { id: card.id })).json;
    expect(data.cardFace.selfRedemption).toEqual({
      isOpen: true,
      needsVerificationCode: false,
      needsRemarkAmount: true,
    });
  });

  it('refuses a card without a store, with a center entry, of another merchant', async () => {
    const store = await aStore(merchant.ctx);
    const bare = await aCard(merchant.ctx);
    const center = { title: '去用', url: 'http://a.example/' };
    const busy = await aCard(merchant.ctx, { storeIds: [store.id], center });
    const refusal = async (cardId: string, caller = merchant.secretKey): Promise<Json> =>
      (await run(OPEN, { cardId, isOpen: true }, caller)).data.cardSelfRedemptionSet.userErrors[0];
    expect(await refusal(bare.id)).toEqual({ code: 'STORE_REQUIRED', field: ['cardId'], weixinCode: 43017 });
    expect(await refusal(busy.id)).toEqual({ code: 'CHECKOUT_CONFLICT', field: ['cardId'], weixinCode: 40145 });
    expect(await refusal(busy.id, other.secretKey)).toEqual({
      code: 'NOT_FOUND',
      field: ['cardId'],
      weixinCode: 40073,
    });
  });
});

describe('storeVerificationCodesSet', () => {
  it('refuses what is no verification code, by its place', async () => {
    const { id: storeId } = await aStore(merchant.ctx);
    const refusal = async (codes: string[], caller = merchant.secretKey): Promise<Json> =>
      (await run(SET_CODES, { storeId, codes }, caller)).data.storeVerificationCodesSet.userErrors[0];
    expect(await refusal([])).toEqual({ code: 'INVALID_INPUT', field: ['codes'], weixinCode: 45054 });
    expect(await refusal(['1234', '12'])).toEqual({ code: 'INVALID_INPUT', field: ['codes', '1'], weixinCode: 45156 });
    expect(await refusal(['1234'], other.secretKey)).toEqual({
      code: 'NOT_FOUND',
      field: ['storeId'],
      weixinCode: 40098,
    });
  });

  it('names codes that who redeems in the store can read, and an analyst can not', async () => {
    const [here, there] = [await aStore(merchant.ctx), await aStore(merchant.ctx)];
    for (const { id } of [here, there]) await run(SET_CODES, { storeId: id, codes: ['abcd'] });
    const READ = 'query ($id: ID!) { store(id: $id) { verificationCodes } }';
    const read = async (id: string, caller: string | Headers): Promise<Json> =>
      (await api.gql(READ, { id }, caller)).json;
    expect((await read(here.id, merchant.secretKey)).data.store.verificationCodes).toEqual(['ABCD']);
    const staff = await session('STAFF', [here.id]);
    expect((await read(here.id, staff)).data.store.verificationCodes).toEqual(['ABCD']);
    expect((await read(there.id, staff)).data.store).toBeNull();
    for (const caller of [merchant.reportKey, await session('ANALYST')])
      expect((await read(here.id, caller)).errors[0].extensions.code).toBe('FORBIDDEN');
  });
});
