import { describe, expect, it } from 'vitest';
import { aCard, aStore, IMAGE_URL } from '../../../test/kit/factories.ts';
import { approved, closeFastReview, eventsOf, openReviewOf, rejected } from '../../../test/kit/reviews.ts';
import { another, asKey, at, asUser, rolledBack } from '../../../test/kit/rolled-back.ts';
import { IdempotencyKeyReusedError, NotAllowedError, NotFoundError, StaleVersionError } from '../kit/errors.ts';
import { claimCard } from '../claims/index.ts';
import { deleteStore } from '../stores/index.ts';
import { benefitOf, CardStatusError, ChangeNotAllowedError, deleteCard, entriesOf, updateCard } from './index.ts';

describe('updateCard, where FAST review is open', () => {
  it('applies what needs no review at once', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx, { center: { title: '去用', url: 'http://a.example/1' } });
      const changes = { servicePhone: '010-1234', claimLimit: 3, center: { url: 'http://a.example/2' } };
      const { card, version, review } = await updateCard(ctx, { id, changes });
      expect(card).toMatchObject({ servicePhone: '010-1234', claimLimit: 3, version: 2, status: 'READY' });
      expect(entriesOf(card).center).toMatchObject({ title: '去用', url: 'http://a.example/2' });
      expect([version, review]).toEqual([null, null]);
      expect((await eventsOf(ctx, id)).slice(2)).toEqual([
        {
          type: 'card.updated',
          data: { version: 2, fields: ['servicePhone', 'claimLimit', 'center'], versionId: null },
        },
      ]);
    }));

  it('approves and applies what needs review, and keeps it as a version', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      const { card, version, review } = await updateCard(ctx, { id, changes: { title: '新标题', canShare: false } });
      expect(card).toMatchObject({ title: '新标题', canShare: false, version: 2 });
      expect(version).toMatchObject({ number: 1, status: 'APPROVED', fields: ['title'], changes: { title: '新标题' } });
      expect(review).toMatchObject({ channel: 'FAST', verdict: 'APPROVED', versionId: version?.id });
      const versionId = version?.id;
      expect((await eventsOf(ctx, id)).slice(2)).toEqual([
        { type: 'card.updated', data: { version: 2, fields: ['title', 'canShare'], versionId } },
        { type: 'card.approved', data: { reviewId: review?.id, channel: 'FAST', versionId } },
      ]);
    }));

  it('empties an optional field with null and leaves the rest', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx, { subTitle: '副标题', source: '别家', useCondition: { acceptCategory: '鞋' } });
      const { card } = await updateCard(ctx, {
        id,
        changes: { subTitle: null, useCondition: { acceptCategory: null } },
      });
      expect(card).toMatchObject({ subTitle: null, acceptCategory: null, source: '别家', notice: '使用时出示' });
    }));

  it('changes nothing when it is told what is there', () =>
    rolledBack(async (ctx) => {
      const made = await aCard(ctx);
      const changes = { title: made.title, brandName: made.brandName, benefit: { reduceCostFen: 1_000 } };
      expect((await updateCard(ctx, { id: made.id, changes })).card).toMatchObject({ version: 1 });
      expect(await eventsOf(ctx, made.id)).toHaveLength(2);
    }));

  it('takes a link, a list and a switch that come to the same for no change', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx, {
        center: { url: 'www.shop.example' },
        businessServices: ['BIZ_SERVICE_DELIVER'],
      });
      const changes = {
        center: { url: 'www.shop.example' },
        businessServices: ['BIZ_SERVICE_DELIVER', 'BIZ_SERVICE_DELIVER'],
        canShare: null,
      };
      expect((await updateCard(ctx, { id, changes })).card).toMatchObject({ version: 1 });
      expect(await eventsOf(ctx, id)).toHaveLength(2);
    }));

  it('reviews and tells what it puts for a switch that was emptied', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx, { canShare: false, useCondition: { canUseWithOtherDiscount: false } });
      const changes = { title: '新标题', canShare: null, useCondition: { canUseWithOtherDiscount: null } };
      const { card, version } = await updateCard(ctx, { id, changes });
      expect(card).toMatchObject({ canShare: true, canUseWithOtherDiscount: true });
      expect(version?.fields.toSorted()).toEqual(['title', 'useCondition.canUseWithOtherDiscount']);
      expect((await eventsOf(ctx, id)).at(2)?.data).toMatchObject({ fields: expect.arrayContaining(['canShare']) });
    }));

  it('takes the texts of a change before its stores and its card', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      const changes = { title: '一二三四五六七八九十', poiIds: [2_000_000_000] };
      await expect(updateCard(ctx, { id, changes })).rejects.toMatchObject({ weixinCode: 45021 });
      const ofKind = { ...changes, kind: 'CASH' } as const;
      await expect(updateCard(ctx, { id: 'card_none', changes: ofKind })).rejects.toMatchObject({ weixinCode: 45021 });
      const colored = { color: 'Red', poiIds: [2_000_000_000] };
      await expect(updateCard(ctx, { id, changes: colored })).rejects.toMatchObject({ weixinCode: 40076 });
    }));

  it('adds a store where one that the card named is gone', () =>
    rolledBack(async (ctx) => {
      const [gone, next] = [await aStore(ctx), await aStore(ctx)];
      const validity = { type: 'FIX_TIME_RANGE', from: new Date('2026-01-01'), until: new Date('2036-01-01') };
      const { id } = await aCard(ctx, { validity, storeIds: [gone.id] });
      const later = at(ctx, '2036-02-01T00:00:00Z');
      await deleteStore(later, { id: gone.id });
      const changes = { storeIds: [next.id], validity: { until: new Date('2036-03-01') } };
      await updateCard(later, { id, changes });
      const named = await ctx.tx.cardStore.findMany({ where: { cardId: id } });
      expect(named.map(({ storeId }) => storeId)).toEqual([next.id]);
    }));

  it('widens a validity, with days in the merchant’s zone, and leaves codes in hand alone', () =>
    rolledBack(async (ctx) => {
      const validity = {
        type: 'FIX_TIME_RANGE',
        from: new Date('2026-01-01'),
        until: new Date('2036-12-30T16:00:00Z'),
      };
      const { id } = await aCard(ctx, { validity });
      const { codeId } = await claimCard(ctx, { cardId: id, openid: 'ann' });
      const { card } = await updateCard(ctx, { id, changes: { validity: { until: '2036-12-31' } } });
      expect(card.validUntil).toEqual(new Date('2036-12-31T16:00:00Z'));
      expect(await ctx.tx.code.findUnique({ where: { id: codeId } })).toMatchObject({ validUntil: validity.until });
    }));

  it('brings a card back whose end has passed', () =>
    rolledBack(async (ctx) => {
      const validity = { type: 'FIX_TIME_RANGE', from: new Date('2026-01-01'), until: new Date('2036-01-01') };
      const { id } = await aCard(ctx, { validity });
      const later = at(ctx, '2036-02-01T00:00:00Z');
      await expect(
        updateCard(later, { id, changes: { validity: { until: new Date('2036-01-20') } } }),
      ).rejects.toMatchObject({ weixinCode: 40079, field: ['validity', 'until'] });
      await updateCard(later, { id, changes: { validity: { until: new Date('2036-03-01') } } });
      expect(await claimCard(later, { cardId: id, openid: 'ann' })).toMatchObject({ openid: 'ann' });
    }));

  it('adds stores to a live card and takes none away', () =>
    rolledBack(async (ctx) => {
      const [one, two] = [await aStore(ctx), await aStore(ctx)];
      const { id } = await aCard(ctx, { storeIds: [one.id] });
      await updateCard(ctx, { id, changes: { storeIds: [one.id], poiIds: [two.poiId] } });
      expect(await ctx.tx.cardStore.count({ where: { cardId: id } })).toBe(2);
      await expect(updateCard(ctx, { id, changes: { storeIds: [two.id] } })).rejects.toMatchObject({
        code: 'CHANGE_NOT_ALLOWED',
        rule: 'C6',
        field: ['storeIds'],
      });
    }));

  it('takes all stores in place of a list', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx, { storeIds: [(await aStore(ctx)).id] });
      expect((await updateCard(ctx, { id, changes: { usesAllStores: true } })).card.usesAllStores).toBe(true);
      expect(await ctx.tx.cardStore.count({ where: { cardId: id } })).toBe(0);
    }));

  it('keeps images whose host was taken off the list, and refuses new ones from there', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await ctx.tx.merchant.update({ where: { id: ctx.merchantId }, data: { imageHosts: [] } });
      expect((await updateCard(ctx, { id, changes: { title: '新标题', logoUrl: IMAGE_URL } })).card.title).toBe(
        '新标题',
      );
      await expect(updateCard(ctx, { id, changes: { logoUrl: `${IMAGE_URL}/other` } })).rejects.toMatchObject({
        weixinCode: 40141,
        field: ['logoUrl'],
      });
    }));
});

describe('updateCard, where FAST review is closed', () => {
  it('keeps the approved face live and claimable until an operator approves the change', () =>
    rolledBack(async (ctx) => {
      const { id, title } = await aCard(ctx);
      await closeFastReview(ctx);
      const { card, version, review } = await updateCard(ctx, { id, changes: { title: '新标题', claimLimit: 7 } });
      expect(card).toMatchObject({ title, claimLimit: 7, status: 'READY', version: 2 });
      expect(version).toMatchObject({ status: 'IN_REVIEW', fields: ['title'], decidedAt: null });
      expect(review).toMatchObject({ channel: 'NORMAL', verdict: null });
      await claimCard(ctx, { cardId: id, openid: 'ann' });
      await approved(ctx, id);
      expect(await ctx.tx.card.findUnique({ where: { id } })).toMatchObject({
        title: '新标题',
        status: 'DISTRIBUTED',
        version: 3,
      });
      const told = (await eventsOf(ctx, id)).slice(2);
      expect(told.map(({ type }) => type)).toEqual([
        'card.updated',
        'card.submitted',
        'card.claimed',
        'card.distributed',
        'card.updated',
        'card.approved',
      ]);
      expect(told[0]?.data).toEqual({ version: 2, fields: ['claimLimit'], versionId: null });
      expect(told[4]?.data).toEqual({ version: 3, fields: ['title'], versionId: version?.id });
    }));

  it('leaves the approved face when an operator refuses the change', () =>
    rolledBack(async (ctx) => {
      const { id, title } = await aCard(ctx);
      await closeFastReview(ctx);
      const { version } = await updateCard(ctx, { id, changes: { title: '新标题' } });
      await rejected(ctx, id);
      expect(await ctx.tx.card.findUnique({ where: { id } })).toMatchObject({ title, status: 'READY' });
      expect(await ctx.tx.cardVersion.findFirst({ where: { cardId: id } })).toMatchObject({ status: 'REJECTED' });
      expect((await eventsOf(ctx, id)).at(-1)).toMatchObject({
        type: 'card.rejected',
        data: { versionId: version?.id, reasons: ['图片不清晰'] },
      });
    }));

  it('lets a newer change take the place of the one that waits, with its fields', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await closeFastReview(ctx);
      const first = await updateCard(ctx, { id, changes: { title: '新标题', notice: '新提示' } });
      const second = await updateCard(ctx, { id, changes: { title: '更新的标题' } });
      expect(second.version).toMatchObject({
        number: 2,
        status: 'IN_REVIEW',
        fields: ['title', 'notice'],
        changes: { title: '更新的标题', notice: '新提示' },
      });
      expect(await ctx.tx.cardVersion.findUnique({ where: { id: first.version?.id ?? '' } })).toMatchObject({
        status: 'SUPERSEDED',
      });
      expect(await ctx.tx.review.findUnique({ where: { id: first.review?.id ?? '' } })).toMatchObject({
        verdict: null,
        decidedAt: expect.any(Date),
      });
      expect(await openReviewOf(ctx, id)).toMatchObject({ id: second.review?.id });
      await approved(ctx, id);
      expect(await ctx.tx.card.findUnique({ where: { id } })).toMatchObject({ title: '更新的标题', notice: '新提示' });
    }));

  it('takes a waiting change back when the live value is asked for again', () =>
    rolledBack(async (ctx) => {
      const { id, title } = await aCard(ctx);
      await closeFastReview(ctx);
      await updateCard(ctx, { id, changes: { title: '新标题' } });
      const { version, review } = await updateCard(ctx, { id, changes: { title } });
      expect([version, review]).toEqual([null, null]);
      expect(await ctx.tx.cardVersion.count({ where: { cardId: id, status: 'IN_REVIEW' } })).toBe(0);
      expect(await ctx.tx.review.count({ where: { subjectId: id, decidedAt: null } })).toBe(0);
    }));

  it('leaves a waiting change alone when other fields change at once', () =>
    rolledBack(async (ctx) => {
      const { id, title } = await aCard(ctx);
      await closeFastReview(ctx);
      const { version } = await updateCard(ctx, { id, changes: { title: '新标题' } });
      const { card } = await updateCard(ctx, { id, changes: { servicePhone: '010-1' } });
      expect(card).toMatchObject({ title, servicePhone: '010-1' });
      expect(await ctx.tx.cardVersion.findFirst({ where: { cardId: id, status: 'IN_REVIEW' } })).toEqual(version);
    }));
});

describe('updateCard of a card that was never approved', () => {
  it('applies everything and submits the card anew', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      await closeFastReview(ctx);
      const { id } = await aCard(ctx, { storeIds: [store.id] });
      await rejected(ctx, id);
      expect(await ctx.tx.card.findUnique({ where: { id } })).toMatchObject({ status: 'REJECTED', version: 2 });
      const { card, version, review } = await updateCard(ctx, { id, changes: { title: '新标题', storeIds: [] } });
      expect(card).toMatchObject({ status: 'IN_REVIEW', title: '新标题', version: 3 });
      expect(version).toBeNull();
      expect(review).toMatchObject({ channel: 'NORMAL', versionId: null, verdict: null });
      expect(await ctx.tx.cardStore.count({ where: { cardId: id } })).toBe(0);
      await approved(ctx, id);
      expect(await ctx.tx.card.findUnique({ where: { id } })).toMatchObject({ status: 'READY', version: 4 });
    }));

  it('closes the review that was running', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const { id } = await aCard(ctx);
      const { review } = await updateCard(ctx, { id, changes: { claimLimit: 2 } });
      expect(await openReviewOf(ctx, id)).toMatchObject({ id: review?.id });
      expect(await ctx.tx.review.count({ where: { subjectId: id } })).toBe(2);
    }));

  it('resubmits a refused card without a change, and approves it where FAST is open again', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const { id } = await aCard(ctx);
      await rejected(ctx, id);
      await ctx.tx.merchant.update({ where: { id: ctx.merchantId }, data: { fastReviewClosedUntil: null } });
      expect((await updateCard(ctx, { id, changes: {} })).card.status).toBe('READY');
    }));

  it('refuses what never changes', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const { id } = await aCard(ctx);
      await expect(updateCard(ctx, { id, changes: { brandName: '别家' } })).rejects.toThrow(ChangeNotAllowedError);
    }));
});

describe('updateCard refuses', () => {
  it('a stale version', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await updateCard(ctx, { id, expectedVersion: 1, changes: { claimLimit: 2 } });
      await expect(updateCard(ctx, { id, expectedVersion: 1, changes: { claimLimit: 3 } })).rejects.toThrow(
        StaleVersionError,
      );
    }));

  it('a deleted card, and says what would be allowed', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await deleteCard(ctx, { id });
      const edit = updateCard(ctx, { id, changes: { title: '新标题' } });
      await expect(edit).rejects.toMatchObject({ code: 'CARD_STATUS_FORBIDS', status: 'DELETED', allowed: ['COPY'] });
      await expect(edit).rejects.toThrow(CardStatusError);
    }));

  it.each([
    ['an over-long title', { title: '一二三四五六七八九十' }, { weixinCode: 45021, field: ['title'] }],
    ['a title taken away', { title: null }, { weixinCode: 41011, field: ['title'] }],
    ['an unknown colour', { color: 'red' }, { weixinCode: 40076, field: ['color'] }],
    ['an unknown store', { storeIds: ['store_1'] }, { weixinCode: 40098, field: ['storeIds', 0] }],
    ['another kind', { kind: 'GIFT' as const }, { weixinCode: 47001, field: ['kind'] }],
    ['a benefit of another kind', { benefit: { gift: '可乐' } }, { weixinCode: 47001, field: ['benefit', 'gift'] }],
    ['another amount', { benefit: { reduceCostFen: 1 } }, { weixinCode: 47001, field: ['benefit', 'reduceCostFen'] }],
    ['a term that grows', { validity: { termDays: 99 } }, { weixinCode: 40100, field: ['validity', 'termDays'] }],
  ])('%s', (_what, changes, refusal) =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await expect(updateCard(ctx, { id, changes })).rejects.toMatchObject(refusal);
    }),
  );

  it('a store of another merchant', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      const theirs = await aStore(await another(ctx));
      await expect(updateCard(ctx, { id, changes: { storeIds: [theirs.id] } })).rejects.toThrow(NotFoundError);
    }));

  it('a card of another merchant as unknown', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx, { externalId: 'spring' });
      const other = await another(ctx);
      await expect(updateCard(other, { id, changes: {} })).rejects.toThrow(NotFoundError);
      await expect(updateCard(other, { externalId: 'spring', changes: {} })).rejects.toMatchObject({
        field: ['externalId'],
      });
    }));

  it('two names, no name, a user, and a key without the scope', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx, { externalId: 'spring' });
      await expect(updateCard(ctx, { id, externalId: 'spring', changes: {} })).rejects.toMatchObject({ field: ['id'] });
      await expect(updateCard(ctx, { changes: {} })).rejects.toMatchObject({ field: ['id'] });
      await expect(updateCard(asUser(ctx, 'ann'), { id, changes: {} })).rejects.toThrow(NotAllowedError);
      await expect(updateCard(asKey(ctx, { scopes: ['cards:read'] }), { id, changes: {} })).rejects.toThrow(
        NotAllowedError,
      );
    }));

  it('the same key for another request, and repeats the answer for the same', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      const order = { id, idempotencyKey: 'update-0001', changes: { title: '新标题' } };
      const first = await updateCard(ctx, order);
      expect(await updateCard(ctx, order)).toEqual({ ...first, replayed: true });
      await expect(updateCard(ctx, { ...order, changes: { title: '别的' } })).rejects.toThrow(
        IdempotencyKeyReusedError,
      );
    }));
});

describe('updateCard of other kinds', () => {
  const member = {
    kind: 'MEMBER_CARD' as const,
    validity: { type: 'PERMANENT' },
    benefit: {
      prerogative: '九折',
      showsBonus: false,
      showsBalance: true,
      customFields: [{ name: '等级', url: 'http://a.example/1' }],
      activation: { usesForm: true },
    },
  };

  it('changes a membership card at once, but for what is reviewed', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx, member);
      await closeFastReview(ctx);
      const changes = { notice: '新提示', title: '新标题', benefit: { showsBonus: true, prerogative: '八折' } };
      const { card, version } = await updateCard(ctx, { id, changes });
      expect(card).toMatchObject({ notice: '新提示', title: '满100减10' });
      expect(benefitOf(card)).toMatchObject({ prerogative: '八折', showsBonus: false });
      expect(version).toMatchObject({ fields: ['title', 'benefit.showsBonus'] });
      await approved(ctx, id);
      const approvedCard = await ctx.tx.card.findUniqueOrThrow({ where: { id } });
      expect(approvedCard.title).toBe('新标题');
      expect(benefitOf(approvedCard)).toMatchObject({ prerogative: '八折', showsBonus: true, showsBalance: true });
    }));

  it('takes a bonus back that was asked for and not approved yet', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx, member);
      await closeFastReview(ctx);
      await updateCard(ctx, { id, changes: { benefit: { showsBonus: true } } });
      const { review } = await updateCard(ctx, { id, changes: { benefit: { showsBonus: false } } });
      expect(review).toBeNull();
      expect(await ctx.tx.cardVersion.findFirst({ where: { cardId: id } })).toMatchObject({ status: 'SUPERSEDED' });
    }));

  it('never switches a balance off again', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx, member);
      await expect(updateCard(ctx, { id, changes: { benefit: { showsBalance: false } } })).rejects.toMatchObject({
        weixinCode: 40135,
        field: ['benefit', 'showsBalance'],
        reason: 'SWITCHED_OFF',
      });
    }));

  it('changes a group leaf by leaf, and places of a list that are named', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx, member);
      const benefit = { activation: { isAutomatic: true }, customFields: [undefined, { name: '里程' }] };
      const { card } = await updateCard(ctx, { id, changes: { benefit } });
      expect(benefitOf(card)).toMatchObject({
        activation: { usesForm: true, isAutomatic: true },
        customFields: [{ name: '等级', url: 'http://a.example/1' }, { name: '里程' }],
      });
    }));

  it('moves the times of a flight at once, and fixes the flight', () =>
    rolledBack(async (ctx) => {
      const [departureTime, landingTime] = [new Date('2037-03-01T08:00:00Z'), new Date('2037-03-01T11:00:00Z')];
      const flight = { from: '上海', to: '成都', flight: 'MU5401', departureTime, landingTime };
      const { id } = await aCard(ctx, { kind: 'BOARDING_PASS', benefit: flight });
      await closeFastReview(ctx);
      const later = new Date('2037-03-01T08:30:00Z');
      const { card, review } = await updateCard(ctx, {
        id,
        changes: { benefit: { departureTime: later, gate: '12' } },
      });
      expect(benefitOf(card)).toMatchObject({ departureTime: later, landingTime, gate: '12' });
      expect(review).toBeNull();
      await expect(updateCard(ctx, { id, changes: { benefit: { flight: 'MU1' } } })).rejects.toMatchObject({
        field: ['benefit', 'flight'],
      });
    }));
});
