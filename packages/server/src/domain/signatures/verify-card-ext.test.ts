import { describe, expect, it } from 'vitest';
import { aCard } from '../../../test/kit/factories.ts';
import { asUser, at, rolledBack } from '../../../test/kit/rolled-back.ts';
import { signingSecretOf, ticketOf } from '../access/index.ts';
import { claimCard, NotEligibleError } from '../claims/index.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { NonceReusedError, setSignatureForms, SignatureExpiredError, SignatureInvalidError } from './index.ts';
import { hmacSha256, sha1, sortedPairs } from './signed-text.rules.ts';

type Signing = {
  cardId: string;
  openid?: string;
  outerStr?: string;
  code?: string;
  fixedBeginTimestamp?: number;
  nonce?: string;
} & ({ version: 1; apiTicket: string } | { version: 2; signingSecret: string; keyId: string });
let nonces = 0;

/** What a merchant's back end does; the SDK's own helper is held to the same vectors. */
function signCardExt({ cardId, openid, outerStr, code, fixedBeginTimestamp, nonce, ...key }: Signing): string {
  const signed = {
    timestamp: String(Math.floor(Date.now() / 1000)),
    nonce_str: nonce ?? `nonce-${(nonces += 1)}`,
    ...(openid ? { openid } : {}),
    ...(code ? { code } : {}),
  };
  const others = {
    ...(outerStr ? { outer_str: outerStr } : {}),
    ...(fixedBeginTimestamp ? { fixed_begintimestamp: fixedBeginTimestamp } : {}),
  };
  if (key.version === 1) {
    const signature = sha1([key.apiTicket, cardId, ...Object.values(signed)].toSorted().join(''));
    return JSON.stringify({ ...signed, ...others, signature });
  }
  const fields = { ...signed, ...others, sign_type: 'HMAC-SHA256', key_id: key.keyId };
  const named = Object.entries({ ...fields, card_id: cardId });
  const text = sortedPairs(named.map(([name, value]) => ({ part: 'UNKNOWN', name, value: String(value) })));
  return JSON.stringify({ ...fields, signature: hmacSha256(key.signingSecret)(text) });
}

describe('a claim with a signed cardExt', () => {
  it('takes both forms, with channel and user, and each once', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { bindOpenid: true });
      const { ticket: apiTicket } = await ticketOf(ctx, 'WX_CARD');
      const { id: keyId, secret: signingSecret } = await signingSecretOf(ctx);
      const said = { cardId: card.id, openid: 'ann', outerStr: 'page' };
      for (const cardExt of [
        signCardExt({ ...said, version: 1, apiTicket }),
        signCardExt({ ...said, version: 2, signingSecret, keyId }),
      ]) {
        const input = { cardId: card.id, cardExt };
        await expect(claimCard(asUser(ctx, 'bob'), input)).rejects.toThrow(SignatureInvalidError);
        expect(await claimCard(asUser(ctx, 'ann'), input)).toMatchObject({ openid: 'ann', outerStr: 'page' });
        await expect(claimCard(asUser(ctx, 'ann'), input)).rejects.toThrow(NonceReusedError);
      }
      await expect(claimCard(asUser(ctx, 'ann'), { cardId: card.id })).rejects.toThrow(NotEligibleError);
    }));

  it('hands out the code that it names', () =>
    rolledBack(async (ctx) => {
      await ctx.tx.merchantPermissionGrant.create({
        data: { merchantId: ctx.merchantId, permission: 'CUSTOM_CODE', grantedAt: ctx.now(), grantedBy: 'test' },
      });
      const card = await aCard(ctx, { useCustomCode: true });
      const { ticket: apiTicket } = await ticketOf(ctx, 'WX_CARD');
      const cardExt = signCardExt({ version: 1, apiTicket, cardId: card.id, code: 'VIP-0001' });
      const claim = await claimCard(asUser(ctx, 'ann'), { cardId: card.id, cardExt });
      const code = await ctx.tx.code.findUniqueOrThrow({ where: { id: claim.codeId } });
      expect(code.value).toBe('VIP-0001');
    }));

  it('refuses a changed, an old and a switched-off one, and what is no cardExt', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const { ticket: apiTicket } = await ticketOf(ctx, 'WX_CARD');
      const claim = (cardExt: string, world = ctx) => claimCard(asUser(world, 'ann'), { cardId: card.id, cardExt });
      const cardExt = signCardExt({ version: 1, apiTicket, cardId: card.id, openid: 'ann' });
      const changed = claim(cardExt.replace('"ann"', '"anna"'));
      await expect(changed).rejects.toMatchObject({ code: 'SIGNATURE_INVALID', part: 'OPENID' });
      const later = at(ctx, new Date(ctx.now().getTime() + 310_000));
      await expect(claim(cardExt, later)).rejects.toThrow(SignatureExpiredError);
      await setSignatureForms(ctx, { acceptsCardExtV1: false });
      await expect(claim(cardExt)).rejects.toMatchObject({ part: 'FORM' });
      for (const text of ['', 'x', '[]', '{}', '{"signature":{}}', `{"signature":"${'x'.repeat(5000)}"}`].slice(1))
        await expect(claim(text)).rejects.toThrow(InvalidInputError);
    }));

  it('believes an unsigned begin of its term from the merchant only', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const { ticket: apiTicket } = await ticketOf(ctx, 'WX_CARD');
      const fixedBeginTimestamp = Math.floor(ctx.now().getTime() / 1000) - 86_400;
      const sign = () => signCardExt({ version: 1, apiTicket, cardId: card.id, fixedBeginTimestamp });
      const fromPage = claimCard(asUser(ctx, 'ann'), { cardId: card.id, cardExt: sign() });
      await expect(fromPage).rejects.toThrow(InvalidInputError);
      const claim = await claimCard(ctx, { cardId: card.id, openid: 'ann', cardExt: sign() });
      const code = await ctx.tx.code.findUniqueOrThrow({ where: { id: claim.codeId } });
      expect(code.validFrom).toEqual(new Date(fixedBeginTimestamp * 1000));
    }));

  it('takes one nonce for all cards of a page, and a repeated key without using anything up again', () =>
    rolledBack(async (ctx) => {
      const { ticket: apiTicket } = await ticketOf(ctx, 'WX_CARD');
      for (const card of [await aCard(ctx), await aCard(ctx)]) {
        const cardExt = signCardExt({ version: 1, apiTicket, cardId: card.id, nonce: 'of-the-page' });
        const input = { cardId: card.id, cardExt, idempotencyKey: `tap-of-${card.id.slice(-12)}` };
        const first = await claimCard(asUser(ctx, 'ann'), input);
        expect(await claimCard(asUser(ctx, 'ann'), input)).toEqual({ ...first, replayed: true });
      }
    }));

  it('refuses a second form whose fields were read as others', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const { id: keyId, secret: signingSecret } = await signingSecretOf(ctx);
      const fields = JSON.parse(signCardExt({ version: 2, signingSecret, keyId, cardId: card.id, openid: 'ann' }));
      const { openid, nonce_str: nonce, ...others } = fields;
      for (const reread of [
        { ...others, nonce_str: `${nonce}&openid=${openid}` },
        { ...others, [`nonce_str=${nonce}&openid`]: openid },
      ]) {
        const claim = claimCard(asUser(ctx, 'bob'), { cardId: card.id, cardExt: JSON.stringify(reread) });
        await expect(claim).rejects.toMatchObject({ code: 'INVALID_INPUT', fault: 'CARD_EXT' });
      }
    }));

  it('refuses a first form whose values were put into other fields', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const { ticket: apiTicket } = await ticketOf(ctx, 'WX_CARD');
      const cardExt = signCardExt({ version: 1, apiTicket, cardId: card.id, nonce: 'xy' });
      await claimCard(asUser(ctx, 'ann'), { cardId: card.id, cardExt });
      const moved = cardExt.replace('"nonce_str"', '"balance"');
      await expect(claimCard(asUser(ctx, 'ann'), { cardId: card.id, cardExt: moved })).rejects.toThrow(
        NonceReusedError,
      );
    }));

  it('tells a sandbox merchant all that the doctor would, whatever is wrong', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const { ticket: apiTicket } = await ticketOf(ctx, 'WX_CARD');
      const told = (part: string) => ({
        code: 'SIGNATURE_INVALID',
        part,
        explanation: { expectedText: expect.stringContaining(card.id), clockSkewSeconds: expect.any(Number) },
      });
      const claim = (openid: string, cardExt: string) => claimCard(asUser(ctx, openid), { cardId: card.id, cardExt });
      const forAnn = signCardExt({ version: 1, apiTicket, cardId: card.id, openid: 'ann' });
      await expect(claim('bob', forAnn)).rejects.toMatchObject(told('OPENID'));
      const ofTicket = signCardExt({ version: 1, apiTicket: 'another', cardId: card.id });
      await expect(claim('ann', ofTicket)).rejects.toMatchObject(told('UNKNOWN'));
      await setSignatureForms(ctx, { acceptsCardExtV1: false });
      await expect(claim('ann', forAnn)).rejects.toMatchObject(told('FORM'));
    }));

  it('tells strangers of a live merchant that it is wrong, and not in what', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const { ticket: apiTicket } = await ticketOf(ctx, 'WX_CARD');
      await ctx.tx.merchant.update({ where: { id: ctx.merchantId }, data: { isSandbox: false } });
      const cardExt = signCardExt({ version: 1, apiTicket, cardId: 'another card' });
      const claim = claimCard(asUser(ctx, 'ann'), { cardId: card.id, cardExt });
      await expect(claim).rejects.toMatchObject({ part: 'UNKNOWN', explanation: null });
      await setSignatureForms(ctx, { acceptsCardExtV1: false });
      const switchedOff = claimCard(asUser(ctx, 'ann'), { cardId: card.id, cardExt });
      await expect(switchedOff).rejects.toMatchObject({ part: 'FORM', explanation: null });
    }));
});
