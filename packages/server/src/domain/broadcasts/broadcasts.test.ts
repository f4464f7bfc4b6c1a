import { describe, expect, it } from 'vitest';
import { aCard, aCustomCard, aPoolCard, aStore } from '../../../test/kit/factories.ts';
import { asOperator } from '../../../test/kit/people.ts';
import { another, asKey, asUser, at, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import { withdrawCard } from '../cards/index.ts';
import { claimCard } from '../claims/index.ts';
import { merchantOf, setMessageQuota } from '../merchants/index.ts';
import { ownInbox } from '../messages/index.ts';
import { closePlacement, createPlacement, type PlacementSettings } from '../placements/index.ts';
import { replyToKeyword, sendBroadcast, sendCardMessage, visibleBroadcasts } from './index.ts';

const tokenOf = async ({ tx }: RolledBackContext, id: string | null): Promise<string> =>
  (await tx.placement.findUniqueOrThrow({ where: { id: id ?? '' } })).token;
const inboxOf = (ctx: RolledBackContext, openid: string) =>
  ctx.tx.message.findMany({ where: ownInbox(asUser(ctx, openid)) });
const to = (...openids: string[]) => ({ audience: { openids } });

async function setQuota(ctx: RolledBackContext, monthlyMessageQuota: number): Promise<void> {
  const { appId } = await merchantOf(ctx);
  await setMessageQuota(asOperator(ctx), { appId, monthlyMessageQuota });
}

describe('a broadcast', () => {
  it('leaves each user a message, whose placement counts the claims', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const order = { cardId: card.id, ...to('ann', 'bob', 'ann'), text: '周末见', channel: 'november' };
      const broadcast = await sendBroadcast(ctx, order);
      expect(broadcast).toMatchObject({ audience: 'OPENIDS', recipientCount: 2, sentCount: 2, skippedCount: 0 });
      const data = { title: card.title, brandName: card.brandName, text: '周末见' };
      const { placementId } = broadcast;
      expect(await inboxOf(ctx, 'bob')).toMatchObject([
        { kind: 'CARD', data, placementId, broadcastId: broadcast.id, cardId: card.id },
      ]);
      const placementToken = await tokenOf(ctx, placementId);
      const claim = await claimCard(asUser(ctx, 'ann'), { cardId: card.id, placementToken });
      expect(claim).toMatchObject({ placementId, outerStr: 'november' });
    }));

  it('goes to everyone who has claimed a card of the merchant', () =>
    rolledBack(async (ctx) => {
      const [card, others] = [await aCard(ctx), await another(ctx)];
      for (const openid of ['ann', 'bob']) await claimCard(ctx, { cardId: card.id, openid });
      await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      await claimCard(others, { cardId: (await aCard(others)).id, openid: 'eve' });
      const broadcast = await sendBroadcast(ctx, { cardId: card.id, audience: { everyone: true } });
      expect(broadcast).toMatchObject({ audience: 'EVERYONE', recipientCount: 2, sentCount: 2 });
    }));

  it('skips users whose quota of the month is used up, until the next month of the merchant’s zone', () =>
    rolledBack(
      async (ctx) => {
        const card = await aCard(ctx);
        await setQuota(ctx, 2);
        const send = (time: string, ...openids: string[]) =>
          sendBroadcast(at(ctx, time), { cardId: card.id, ...to(...openids) });
        // Already December in Shanghai.
        await send('2026-11-30T15:59:59Z', 'ann');
        await send('2026-11-30T15:59:59Z', 'ann', 'bob');
        expect(await send('2026-11-30T15:59:59Z', 'ann', 'bob')).toMatchObject({ sentCount: 1, skippedCount: 1 });
        expect(await send('2026-11-30T16:00:00Z', 'ann', 'bob')).toMatchObject({ sentCount: 2, skippedCount: 0 });
        expect(await inboxOf(ctx, 'ann')).toHaveLength(3);
      },
      { timeZone: 'Asia/Shanghai' },
    ));

  it('reaches nobody while the quota is 0', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      await setQuota(ctx, 0);
      expect(await sendBroadcast(ctx, { cardId: card.id, ...to('ann') })).toMatchObject({
        sentCount: 0,
        skippedCount: 1,
      });
    }));

  it('is sent once however often its key is repeated', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const order = { cardId: card.id, ...to('ann'), idempotencyKey: 'november-1' };
      const first = await sendBroadcast(ctx, order);
      expect(await sendBroadcast(ctx, order)).toMatchObject({ id: first.id, replayed: true });
      expect(await inboxOf(ctx, 'ann')).toHaveLength(1);
      await expect(sendBroadcast(ctx, { ...order, ...to('bob') })).rejects.toMatchObject({
        code: 'IDEMPOTENCY_KEY_REUSED',
      });
    }));

  it('brings cards with system or deposited codes, none with pure custom ones (K1)', () =>
    rolledBack(async (ctx) => {
      const pool = await aPoolCard(ctx, { values: ['A1', 'A2'] });
      expect(await sendBroadcast(ctx, { cardId: pool.id, ...to('ann') })).toMatchObject({ sentCount: 1 });
      const custom = await aCustomCard(ctx);
      const refusal = { code: 'CODE_MODE_FORBIDS', weixinCode: 45030, mode: 'CUSTOM' };
      await expect(sendBroadcast(ctx, { cardId: custom.id, ...to('ann') })).rejects.toMatchObject(refusal);
      await expect(sendCardMessage(ctx, { cardId: custom.id, openid: 'ann' })).rejects.toMatchObject(refusal);
      const reply = { kind: 'KEYWORD_REPLY', settings: { keywords: ['券'], match: 'EXACT' } } as const;
      await expect(createPlacement(ctx, { ...reply, cards: [{ cardId: custom.id }] })).rejects.toMatchObject({
        ...refusal,
        field: ['cards', 0, 'cardId'],
      });
    }));

  it('refuses what can not be claimed, and who may not send', () =>
    rolledBack(async (ctx) => {
      const [card, empty, gone] = [await aCard(ctx), await aCard(ctx, { quantity: 0 }), await aCard(ctx)];
      await withdrawCard(ctx, { id: gone.id });
      const send = (cardId: string, who = ctx) => sendBroadcast(who, { cardId, ...to('ann') });
      await expect(send(empty.id)).rejects.toMatchObject({ code: 'OUT_OF_STOCK' });
      await expect(send(gone.id)).rejects.toMatchObject({ code: 'CARD_STATUS_FORBIDS' });
      await expect(send(card.id, await another(ctx))).rejects.toMatchObject({ code: 'NOT_FOUND', field: ['cardId'] });
      await expect(send(card.id, asKey(ctx, { scopes: ['cards:read'] }))).rejects.toMatchObject({
        code: 'NOT_ALLOWED',
      });
      expect(await send(card.id, asKey(ctx, { scopes: ['messages:write'] }))).toMatchObject({ sentCount: 1 });
    }));

  it.each([
    [{ audience: { openids: [] } }, ['audience', 'openids']],
    [to('ann', 'not an openid'), ['audience', 'openids', 1]],
    [{ audience: { openids: Array.from({ length: 10_001 }, (_, user) => `u${user}`) } }, ['audience', 'openids']],
    [{ ...to('ann'), text: '长'.repeat(201) }, ['text']],
    [{ ...to('ann'), channel: 'c'.repeat(129) }, ['channel']],
  ])('names the field at fault: %#', (order, field) =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      await expect(sendBroadcast(ctx, { cardId: card.id, ...order })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        field,
      });
    }),
  );
});

describe('a card message', () => {
  it('is good for one claim by its user, also of a card that binds its users, and against no quota', () =>
    rolledBack(async (ctx) => {
      await setQuota(ctx, 0);
      const card = await aCard(ctx, { bindOpenid: true });
      const message = await sendCardMessage(ctx, { cardId: card.id, openid: 'ann', channel: 'service' });
      expect(message).toMatchObject({ openid: 'ann', cardId: card.id, replayed: false });
      const placementToken = await tokenOf(ctx, message.placementId);
      const claim = (openid: string) => claimCard(asUser(ctx, openid), { cardId: card.id, placementToken });
      await expect(claim('bob')).rejects.toMatchObject({ code: 'NOT_ELIGIBLE' });
      expect(await claim('ann')).toMatchObject({ outerStr: 'service' });
      await expect(claim('ann')).rejects.toMatchObject({ code: 'PLACEMENT_USED' });
      const sent = await ctx.tx.event.findFirst({ where: { merchantId: ctx.merchantId, type: 'message.sent' } });
      expect(sent).toMatchObject({ openid: 'ann', cardId: card.id, data: { messageId: message.id } });
    }));

  it('is left once however often its key is repeated', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const order = { cardId: card.id, openid: 'ann', idempotencyKey: 'service-1' };
      const first = await sendCardMessage(ctx, order);
      expect(await sendCardMessage(ctx, order)).toMatchObject({ id: first.id, replayed: true });
      expect(await inboxOf(ctx, 'ann')).toHaveLength(1);
    }));

  it('refuses what is no openid, and another merchant’s card', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      await expect(sendCardMessage(ctx, { cardId: card.id, openid: 'a b' })).rejects.toMatchObject({
        weixinCode: 40003,
      });
      await expect(sendCardMessage(await another(ctx), { cardId: card.id, openid: 'ann' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }));
});

const aReply = async (ctx: RolledBackContext, settings: PlacementSettings['KEYWORD_REPLY'], cardId?: string) =>
  createPlacement(ctx, {
    kind: 'KEYWORD_REPLY',
    settings,
    cards: [{ cardId: cardId ?? (await aCard(ctx)).id }],
  });

describe('a keyword reply', () => {
  it('answers exactly before in part, the oldest first, while it is open', () =>
    rolledBack(async (ctx) => {
      const part = await aReply(at(ctx, '2026-11-01T00:00:00Z'), { keywords: ['优惠'], match: 'CONTAINS' });
      const older = await aReply(at(ctx, '2026-11-02T00:00:00Z'), {
        keywords: ['优惠券'],
        match: 'EXACT',
        text: '请收下',
      });
      await aReply(at(ctx, '2026-11-03T00:00:00Z'), { keywords: ['优惠券'], match: 'EXACT' });
      const ask = (text: string) => replyToKeyword(ctx, { openid: 'ann', text });
      expect(await ask('优惠券')).toMatchObject({ placementId: older.id, data: { text: '请收下' } });
      expect(await ask('有优惠券吗')).toMatchObject({ placementId: part.id });
      await closePlacement(ctx, { placementId: part.id });
      expect(await ask('有优惠券吗')).toBeNull();
      expect(await ask('  ')).toBeNull();
    }));

  it('whose card can not be claimed is passed over', () =>
    rolledBack(async (ctx) => {
      const gone = await aCard(ctx);
      await aReply(at(ctx, '2026-11-01T00:00:00Z'), { keywords: ['券'], match: 'EXACT' }, gone.id);
      const next = await aReply(ctx, { keywords: ['券'], match: 'EXACT' });
      await withdrawCard(ctx, { id: gone.id });
      expect(await replyToKeyword(ctx, { openid: 'ann', text: '券' })).toMatchObject({ placementId: next.id });
    }));

  it('answers once for each key, and of its own merchant only', () =>
    rolledBack(async (ctx) => {
      await aReply(ctx, { keywords: ['券'], match: 'EXACT' });
      const order = { openid: 'ann', text: '券', idempotencyKey: 'written-1' };
      const first = await replyToKeyword(ctx, order);
      expect(await replyToKeyword(ctx, order)).toMatchObject({ id: first?.id, replayed: true });
      expect(await inboxOf(ctx, 'ann')).toHaveLength(1);
      expect(await replyToKeyword(await another(ctx), order)).toBeNull();
    }));

  it.each([
    [{ keywords: [], match: 'EXACT' }, ['keywords']],
    [{ keywords: ['券', ' '], match: 'EXACT' }, ['keywords', 1]],
    [{ keywords: Array.from({ length: 11 }, () => '券'), match: 'EXACT' }, ['keywords']],
    [{ keywords: ['长'.repeat(31)], match: 'CONTAINS' }, ['keywords', 0]],
    [{ keywords: ['券'], match: 'EXACT', text: '长'.repeat(201) }, ['text']],
  ] as const)('names the field at fault: %#', (settings, field) =>
    rolledBack(async (ctx) => {
      await expect(aReply(ctx, settings)).rejects.toMatchObject({ code: 'INVALID_INPUT', field });
    }),
  );
});

describe('the quota', () => {
  it('is set by an operator and by nobody else', () =>
    rolledBack(async (ctx) => {
      const { appId } = await merchantOf(ctx);
      expect(await setMessageQuota(asOperator(ctx), { appId, monthlyMessageQuota: 10 })).toMatchObject({
        monthlyMessageQuota: 10,
      });
      await expect(setMessageQuota(ctx, { appId, monthlyMessageQuota: 10 })).rejects.toMatchObject({
        code: 'NOT_ALLOWED',
      });
      await expect(setMessageQuota(asOperator(ctx), { appId, monthlyMessageQuota: -1 })).rejects.toMatchObject({
        field: ['monthlyMessageQuota'],
      });
    }));
});

describe('messages', () => {
  it('are sent by nobody who is bound to stores, and broadcasts are not shown to them', () =>
    rolledBack(async (ctx) => {
      const [card, store] = [await aCard(ctx), await aStore(ctx)];
      const bound = asKey(ctx, { storeIds: [store.id] });
      const refusal = { code: 'NOT_ALLOWED' };
      await expect(sendBroadcast(bound, { cardId: card.id, ...to('ann') })).rejects.toMatchObject(refusal);
      await expect(sendCardMessage(bound, { cardId: card.id, openid: 'ann' })).rejects.toMatchObject(refusal);
      await expect(replyToKeyword(bound, { openid: 'ann', text: '券' })).rejects.toMatchObject(refusal);
      await sendBroadcast(ctx, { cardId: card.id, ...to('ann') });
      const seen = (who: typeof ctx) => ctx.tx.broadcast.count({ where: visibleBroadcasts(who) });
      expect([await seen(bound), await seen(ctx)]).toEqual([0, 1]);
    }));

  it('of a keyword are for everybody and pass over what is sold out', () =>
    rolledBack(async (ctx) => {
      const settings = { keywords: ['券'], match: 'EXACT' } as const;
      const card = await aCard(ctx, { quantity: 1 });
      for (const [field, entry] of [
        ['openid', { openid: 'ann' }] as const,
        ['isSingleUse', { isSingleUse: true }] as const,
      ])
        await expect(
          createPlacement(ctx, { kind: 'KEYWORD_REPLY', settings, cards: [{ cardId: card.id, ...entry }] }),
        ).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['cards', 0, field] });
      await aReply(at(ctx, '2026-11-01T00:00:00Z'), settings, card.id);
      const next = await aReply(ctx, settings);
      await claimCard(ctx, { cardId: card.id, openid: 'bob' });
      expect(await replyToKeyword(ctx, { openid: 'ann', text: '券' })).toMatchObject({ placementId: next.id });
    }));

  it('say nothing where their text is blank', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      expect(await sendBroadcast(ctx, { cardId: card.id, ...to('ann'), text: '   ' })).toMatchObject({ text: null });
    }));
});
