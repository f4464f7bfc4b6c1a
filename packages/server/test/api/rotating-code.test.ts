import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey, invitePerson } from '../../src/domain/access/index.ts';
import { rotatingStepsOf } from '../../src/domain/codes/index.ts';
import { asUser, at } from '../kit/context.ts';
import { aCard, aCode } from '../kit/factories.ts';
import { aLogin } from '../kit/people.ts';
import { publicCaller } from '../kit/public-caller.ts';
import { type Api, bearer, type Headers, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { signedInBy } from '../kit/sessions.ts';

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;
let staff: Headers;
let keys = 0;
beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
  const person = { login: aLogin(), name: 'Till', role: 'STAFF', storeIds: [] } as const;
  staff = (await signedInBy(api, (await invitePerson(merchant.ctx, person)).signInToken ?? '')).headers;
});
afterAll(() => api.stop());

const SET = `mutation ($input: CardRotatingCodeSetInput!) { cardRotatingCodeSet(input: $input) {
  card { id needsRotatingCode } userErrors { code field weixinCode message } } }`;
const MINE = `query ($value: String!, $count: Int) { me { code(value: $value) {
  card { needsRotatingCode } rotating(count: $count) { serverTime steps { text startsAt endsAt } } } } }`;
const FIND = `query ($value: String!) { code(value: $value) { id rotating { serverTime }
  redeemability { canRedeem refusal { code message ... on RotatingCodeExpiredError { shownAt at } } } } }`;
const REDEEM = `mutation ($input: CodeRedeemInput!) { codeRedeem(input: $input) { redemption { way code { id status } }
  userErrors { __typename code field retryable ... on RotatingCodeExpiredError { shownAt at } } } }`;

const run = async (
  document: string,
  variables: object,
  caller: string | Headers = merchant.secretKey,
): Promise<Json> => {
  const { json } = await api.gql(document, variables, caller);
  expect(json.errors).toBeUndefined();
  return json.data;
};
const setRequired = async (cardId: string, isRequired = true, caller?: string | Headers): Promise<Json> =>
  (await run(SET, { input: { cardId, isRequired } }, caller)).cardRotatingCodeSet;
const redeem = async (value: string, caller: string | Headers = staff, more: object = { way: 'STAFF_SCAN' }) =>
  (await run(REDEEM, { input: { value, idempotencyKey: `rotating-${(keys += 1)}`, ...more } }, caller)).codeRedeem;
const shownTo = async (openid: string, value: string, count?: number): Promise<Json> => {
  const { json } = await publicCaller(api, merchant, openid)(MINE, { value, ...(count ? { count } : {}) });
  expect(json.errors).toBeUndefined();
  return json.data.me.code;
};
/** What the holder's page showed ten minutes ago. */
function screenshotOf({ card, code }: Awaited<ReturnType<typeof aCode>>) {
  const before = at(
    asUser({ ...merchant.ctx, merchantId: merchant.id }, code.openid),
    new Date(Date.now() - 10 * 60_000),
  );
  const [step] = rotatingStepsOf(before, { ...code, card }, 1)?.steps ?? [];
  if (!step) throw new Error('Nothing was shown');
  return step;
}

describe('a rotating code', () => {
  it('goes from the holder’s page to the till', async () => {
    const { card, code } = await aCode(merchant.ctx);
    expect(await setRequired(card.id)).toEqual({ card: { id: card.id, needsRotatingCode: true }, userErrors: [] });
    const shown = await shownTo('ann', code.value);
    expect(shown.card).toEqual({ needsRotatingCode: true });
    const { steps, serverTime } = shown.rotating;
    expect(steps).toHaveLength(10);
    expect(Date.parse(steps[0].startsAt)).toBeLessThanOrEqual(Date.parse(serverTime));
    expect(Date.parse(serverTime)).toBeLessThan(Date.parse(steps[0].endsAt));
    const found = (await run(FIND, { value: steps[0].text }, staff)).code;
    expect(found).toEqual({ id: code.id, rotating: null, redeemability: { canRedeem: true, refusal: null } });
    expect(await redeem(steps[0].text)).toEqual({
      redemption: { way: 'STAFF_SCAN', code: { id: code.id, status: 'CONSUMED' } },
      userErrors: [],
    });
    expect((await shownTo('ann', code.value)).rotating).toBeNull();
  });

  it('that is an old screenshot is refused with its times, in words for people', async () => {
    const { text, startsAt } = screenshotOf(await aCode(merchant.ctx));
    const said = {
      code: 'ROTATING_CODE_EXPIRED',
      shownAt: startsAt.toISOString(),
      at: expect.stringMatching(/Z$/),
    };
    expect(await redeem(text)).toEqual({
      redemption: null,
      userErrors: [{ __typename: 'RotatingCodeExpiredError', field: ['value'], retryable: false, ...said }],
    });
    const { redeemability } = (await run(FIND, { value: text }, { ...staff, 'Accept-Language': 'zh-CN' })).code;
    expect(redeemability).toEqual({
      canRedeem: false,
      refusal: { ...said, message: expect.stringContaining('截图') },
    });
  });

  it('that is forged is no code at all', async () => {
    const { code } = await aCode(merchant.ctx);
    const [{ text }] = (await shownTo('ann', code.value, 1)).rotating.steps;
    for (const forged of [`${text.slice(0, -11)}AAAAAAAAAAA`, text.slice(0, -1)]) {
      expect((await run(FIND, { value: forged }, staff)).code).toBeNull();
      expect((await redeem(forged)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['value'] }]);
    }
    expect((await run(FIND, { value: text }, other.secretKey)).code).toBeNull();
    expect((await redeem(text, other.secretKey, {})).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('is asked of people where the card says so, and not of programs', async () => {
    const { card, code } = await aCode(merchant.ctx);
    await setRequired(card.id);
    expect((await run(FIND, { value: code.value }, staff)).code.redeemability.refusal).toMatchObject({
      code: 'ROTATING_CODE_REQUIRED',
    });
    for (const way of ['STAFF_SCAN', 'STAFF_TYPED', 'CONSOLE'])
      expect((await redeem(code.value, staff, { way })).userErrors).toMatchObject([
        { __typename: 'RotatingCodeRequiredError', field: ['value'] },
      ]);
    const attempts = await api.root.prisma.redemptionAttempt.findMany({ where: { codeId: code.id } });
    expect(attempts.map(({ refusalCode }) => refusalCode)).toEqual(Array(3).fill('ROTATING_CODE_REQUIRED'));
    expect((await redeem(code.value, merchant.secretKey, {})).redemption).toMatchObject({ way: 'API' });
  });

  it('is the holder’s alone', async () => {
    const { code } = await aCode(merchant.ctx, { openid: 'ann' });
    const { json } = await publicCaller(api, merchant, 'bob')(MINE, { value: code.value });
    expect(json.data.me.code).toBeNull();
    expect((await run(FIND, { value: code.value })).code.rotating).toBeNull();
    const text = await aCode(merchant.ctx, { codeType: 'CODE_TYPE_TEXT' });
    expect((await shownTo('ann', text.code.value)).rotating).toBeNull();
  });

  it('has at most ten steps', async () => {
    const { code } = await aCode(merchant.ctx);
    const { json } = await publicCaller(api, merchant, 'ann')(MINE, { value: code.value, count: 11 });
    expect(json.errors[0].extensions).toMatchObject({ code: 'BAD_REQUEST', field: ['count'] });
  });
});

describe('cardRotatingCodeSet', () => {
  it('shows on the public face, and goes again', async () => {
    const { id } = await aCard(merchant.ctx);
    await setRequired(id);
    const face = 'query ($id: ID!) { cardFace(id: $id) { needsRotatingCode } }';
    expect((await run(face, { id })).cardFace).toEqual({ needsRotatingCode: true });
    expect((await setRequired(id, false)).card).toEqual({ id, needsRotatingCode: false });
  });

  it('refuses a card without QR code, an unknown one and one of another merchant', async () => {
    const { id } = await aCard(merchant.ctx, { codeType: 'CODE_TYPE_BARCODE' });
    expect(await setRequired(id)).toMatchObject({
      card: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['isRequired'] }],
    });
    expect((await setRequired('card_unknown')).userErrors).toMatchObject([{ code: 'NOT_FOUND', weixinCode: 40073 }]);
    expect((await setRequired(id, true, other.secretKey)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('needs the scope cards:write', async () => {
    const key = { kind: 'SECRET', name: 'reader', isTest: true, scopes: ['cards:read'] } as const;
    const reader = bearer((await createKey(merchant.ctx, key)).secret);
    const { id } = await aCard(merchant.ctx);
    const { json } = await api.gql(SET, { input: { cardId: id, isRequired: true } }, reader);
    expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});
