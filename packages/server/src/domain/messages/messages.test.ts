import { describe, expect, it } from 'vitest';
import { aCard, aPoolCard, aStore } from '../../../test/kit/factories.ts';
import { aColleague, asOperator } from '../../../test/kit/people.ts';
import { another, asUser, at, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import { claimCard } from '../claims/index.ts';
import { runNextChunk } from '../codes/index.ts';
import { merchantOf, setFastReview } from '../merchants/index.ts';
import { decideReview } from '../reviews/index.ts';
import {
  countUnreadMessages,
  countUnreadNotices,
  type Delivery,
  leaveMessages,
  leaveNotice,
  markInboxRead,
  markNoticesRead,
  noticeReadsOf,
  ownInbox,
  storedInbox,
  visibleNotices,
} from './index.ts';

const CARD = { kind: 'CARD', data: { title: '满减', brandName: '海底捞', text: null }, cardId: 'card_1' } as const;
const leave = (ctx: RolledBackContext, ...openids: string[]): Promise<string[]> =>
  leaveMessages(ctx.tx, ctx, { ...CARD, placementId: 'plc_1', openids });
const inboxOf = (ctx: RolledBackContext, openid: string) =>
  ctx.tx.message.findMany({ where: ownInbox(asUser(ctx, openid)) });
const noticesOf = async (ctx: RolledBackContext): Promise<object[]> =>
  (await ctx.tx.message.findMany({ where: visibleNotices(ctx), orderBy: { id: 'asc' } })).map(({ kind, data }) => ({
    kind,
    data,
  }));

describe('an inbox', () => {
  it('holds what was left for its user, unread until it is marked', () =>
    rolledBack(async (ctx) => {
      const [annId = '', , annAgain = ''] = await leave(ctx, 'ann', 'bob', 'ann');
      expect(await inboxOf(ctx, 'ann')).toHaveLength(2);
      expect(await countUnreadMessages(asUser(ctx, 'ann'))).toBe(2);
      await markInboxRead(asUser(ctx, 'ann'), { messageIds: [annId] });
      expect(await countUnreadMessages(asUser(ctx, 'ann'))).toBe(1);
      await markInboxRead(asUser(ctx, 'ann'), {});
      expect(await countUnreadMessages(asUser(ctx, 'ann'))).toBe(0);
      expect(await countUnreadMessages(asUser(ctx, 'bob'))).toBe(1);
      expect((await inboxOf(ctx, 'ann')).map(({ id }) => id).toSorted()).toEqual([annId, annAgain]);
    }));

  it('keeps the time at which a message was first read', () =>
    rolledBack(async (ctx) => {
      const [id = ''] = await leave(ctx, 'ann');
      const ann = asUser(ctx, 'ann');
      await markInboxRead(at(ann, '2026-11-30T08:00:00Z'), { messageIds: [id] });
      await markInboxRead(at(ann, '2026-11-30T09:00:00Z'), { messageIds: [id] });
      expect(await inboxOf(ctx, 'ann')).toMatchObject([{ readAt: new Date('2026-11-30T08:00:00Z') }]);
    }));

  it('is closed to others: another user, another merchant, programs', () =>
    rolledBack(async (ctx) => {
      const [id = ''] = await leave(ctx, 'ann');
      const others = await another(ctx);
      for (const caller of [asUser(ctx, 'bob'), asUser(others, 'ann')])
        await expect(markInboxRead(caller, { messageIds: [id] })).rejects.toMatchObject({
          code: 'NOT_FOUND',
          field: ['messageIds', 0],
        });
      expect(await inboxOf(others, 'ann')).toEqual([]);
      await expect(markInboxRead(ctx, {})).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }));

  it('is filled by every channel, in the transaction of the verb', () =>
    rolledBack(async (ctx) => {
      const seen: Delivery[] = [];
      const webhook = { deliver: async (_tx: unknown, _ctx: unknown, delivery: Delivery) => void seen.push(delivery) };
      const ports = { ...ctx.ports, messages: { channels: [storedInbox, webhook] } };
      const ids = await leave({ ...ctx, ports }, 'ann', 'bob');
      expect(seen).toMatchObject([{ kind: 'CARD', to: [{ messageId: ids[0] }, { openid: 'bob' }] }]);
      expect(await inboxOf(ctx, 'bob')).toHaveLength(1);
    }));
});

describe('notices', () => {
  it('are read by each person for themselves', () =>
    rolledBack(async (ctx) => {
      await leaveNotice(ctx.tx, ctx, { kind: 'CARD_APPROVED', data: { title: '满减' } });
      const [owner, analyst] = [await aColleague(ctx, { role: 'OWNER' }), await aColleague(ctx, { role: 'ANALYST' })];
      const { id } = await ctx.tx.message.findFirstOrThrow({ where: visibleNotices(owner) });
      await markNoticesRead(owner, { messageIds: [id] });
      await markNoticesRead(owner, { messageIds: [id] });
      expect([await countUnreadNotices(owner), await countUnreadNotices(analyst)]).toEqual([0, 1]);
      expect([...(await noticeReadsOf(owner, [id])).keys()]).toEqual([id]);
      expect((await noticeReadsOf(analyst, [id])).size).toBe(0);
    }));

  it('are marked as read all at once', () =>
    rolledBack(async (ctx) => {
      for (const title of ['a', 'b', 'c']) await leaveNotice(ctx.tx, ctx, { kind: 'CARD_APPROVED', data: { title } });
      const owner = await aColleague(ctx, { role: 'OWNER' });
      await markNoticesRead(owner, {});
      expect(await countUnreadNotices(owner)).toBe(0);
    }));

  it('of a store are for its people; those of no store are for all', () =>
    rolledBack(async (ctx) => {
      const [mine, theirs] = [await aStore(ctx), await aStore(ctx, { branchName: '五道口店' })];
      const data = { name: '海底捞' };
      await leaveNotice(ctx.tx, ctx, { kind: 'STORE_APPROVED', data, storeId: mine.id });
      await leaveNotice(ctx.tx, ctx, { kind: 'STORE_CHANGE_APPROVED', data, storeId: theirs.id });
      await leaveNotice(ctx.tx, ctx, { kind: 'CARD_APPROVED', data: { title: '满减' } });
      const staff = await aColleague(ctx, { role: 'STAFF', storeIds: [mine.id] });
      const seen = await ctx.tx.message.findMany({ where: visibleNotices(staff) });
      expect(seen.map(({ kind }) => kind).toSorted()).toEqual(['CARD_APPROVED', 'STORE_APPROVED']);
      const { id } = await ctx.tx.message.findFirstOrThrow({ where: { storeId: theirs.id } });
      await expect(markNoticesRead(staff, { messageIds: [id] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }));

  it('are no news of another merchant, and no program marks them', () =>
    rolledBack(async (ctx) => {
      await leaveNotice(ctx.tx, ctx, { kind: 'CARD_APPROVED', data: { title: '满减' } });
      expect(await noticesOf(await another(ctx))).toEqual([]);
      await expect(markNoticesRead(ctx, {})).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }));
});

describe('what passes messages on', () => {
  const told = async ({ tx, merchantId }: RolledBackContext) =>
    tx.event.findMany({
      where: { merchantId, type: { in: ['message.left', 'notice.left'] } },
      orderBy: { position: 'asc' },
    });

  it('hears of each message with its words in both languages, 200 users at a time', () =>
    rolledBack(async (ctx) => {
      const users = Array.from({ length: 401 }, (_, nth) => `user-${nth}`);
      const ids = await leave(ctx, ...users);
      const [alone] = await leave(ctx, 'ann');
      const events = await told(ctx);
      const copies = (from: number, to: number) =>
        users.slice(from, to).map((openid, nth) => ({ messageId: ids[from + nth], openid }));
      const words = {
        en: { title: 'A card from 海底捞', text: '“满减” is waiting for you.' },
        'zh-CN': { title: '海底捞送您一张卡券', text: '“满减”待您领取。' },
      };
      const said = { kind: 'CARD', carries: CARD.data, words, placementId: 'plc_1', broadcastId: null };
      expect(events).toMatchObject([
        { openid: null, cardId: 'card_1', data: { ...said, copies: copies(0, 200) } },
        { openid: null, data: { ...said, copies: copies(200, 400) } },
        { openid: null, data: { ...said, copies: copies(400, 401) } },
        { openid: 'ann', data: { ...said, copies: [{ messageId: alone, openid: 'ann' }] } },
      ]);
    }));

  it('hears of each notice, and of the store whose people it is for', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      await leaveNotice(ctx.tx, ctx, { kind: 'STORE_APPROVED', data: { name: '海底捞' }, storeId: store.id });
      expect(await told(ctx)).toMatchObject([
        {
          type: 'notice.left',
          storeId: store.id,
          data: { kind: 'STORE_APPROVED', carries: { name: '海底捞' }, words: { 'zh-CN': { title: '门店审核通过' } } },
        },
      ]);
    }));

  it('counts against no quota', () =>
    rolledBack(async (ctx) => {
      await leaveNotice(ctx.tx, ctx, { kind: 'CARD_APPROVED', data: { title: '满减' } });
      await leave(ctx, 'ann');
      expect(await ctx.tx.messageQuotaUse.count({ where: { merchantId: ctx.merchantId } })).toBe(0);
    }));
});

async function closeFast(ctx: RolledBackContext): Promise<void> {
  const { appId } = await merchantOf(ctx);
  await setFastReview(asOperator(ctx), { appId, closedUntil: new Date('2027-01-01T00:00:00Z') });
}

async function decide(ctx: RolledBackContext, subjectId: string, reasons: string[]): Promise<void> {
  const { id: reviewId } = await ctx.tx.review.findFirstOrThrow({ where: { subjectId, decidedAt: null } });
  await decideReview(asOperator(ctx), { reviewId, verdict: reasons.length > 0 ? 'REJECTED' : 'APPROVED', reasons });
}

describe('people are told', () => {
  it('what an operator decided about a card and a store, and why', () =>
    rolledBack(async (ctx) => {
      await closeFast(ctx);
      const [good, bad, store] = [await aCard(ctx), await aCard(ctx, { title: '太好' }), await aStore(ctx)];
      await decide(ctx, good.id, []);
      await decide(ctx, bad.id, ['标题夸大']);
      await decide(ctx, store.id, ['地址不详']);
      expect(await noticesOf(ctx)).toEqual([
        { kind: 'CARD_APPROVED', data: { title: '满100减10' } },
        { kind: 'CARD_REJECTED', data: { title: '太好', reasons: ['标题夸大'] } },
        { kind: 'STORE_REJECTED', data: { name: '海底捞（王府井店）', reasons: ['地址不详'] } },
      ]);
    }));

  it('nothing of what FAST review lets through at once', () =>
    rolledBack(async (ctx) => {
      await aCard(ctx);
      await aStore(ctx);
      expect(await noticesOf(ctx)).toEqual([]);
    }));

  it('that few pieces are left, once, by the claim that brought it about', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 300 });
      await ctx.tx.stockLot.updateMany({ where: { cardId: card.id }, data: { left: 101 } });
      for (const openid of ['ann', 'bob']) await claimCard(ctx, { cardId: card.id, openid });
      const data = { title: '满100减10', left: 100, quantity: 300 };
      expect(await noticesOf(ctx)).toEqual([{ kind: 'STOCK_LOW', data }]);
    }));

  it('that an import has ended, by the worker that has no tenant of its own', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: [] });
      await ctx.tx.import.create({
        data: {
          id: ctx.newId('imp'),
          merchantId: ctx.merchantId,
          cardId: card.id,
          status: 'QUEUED',
          rowCount: 0,
          createdAt: ctx.now(),
          dueAt: new Date(0),
          actorKind: 'secretKey',
        },
      });
      expect(await runNextChunk(ctx)).toBe(true);
      expect(await noticesOf(ctx)).toEqual([
        { kind: 'IMPORT_DONE', data: { title: '满100减10', addedCount: 0, duplicateCount: 0, failedCount: 0 } },
      ]);
    }));
});
