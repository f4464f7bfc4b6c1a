import { describe, expect, it } from 'vitest';
import { aCode } from '../../../test/kit/factories.ts';
import { another, asKey, asUser, at, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import { IdempotencyKeyReusedError, InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { redeemCode } from '../redemptions/index.ts';
import { CodeStatusError, updateTicket } from './index.ts';

const aMeeting = (ctx: RolledBackContext) => aCode(ctx, { kind: 'MEETING_TICKET', benefit: { meetingDetail: '年会' } });
const ticketOf = (ctx: RolledBackContext, codeId: string) => ctx.tx.codeTicket.findUnique({ where: { codeId } });

describe('updateTicket', () => {
  it('keeps what the ticket says, and tells of it', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aMeeting(ctx);
      const answer = await updateTicket(ctx, { value: code.value, meeting: { zone: 'A 区', seatNumber: '12' } });
      expect(answer).toMatchObject({ id: code.id, replayed: false });
      expect((await ticketOf(ctx, code.id))?.details).toEqual({
        beginTime: null,
        endTime: null,
        zone: 'A 区',
        entrance: null,
        seatNumber: '12',
      });
      expect(await ctx.tx.event.findFirst({ where: { codeId: code.id, type: 'code.ticket_updated' } })).toMatchObject({
        cardId: card.id,
        openid: 'ann',
        data: { kind: 'MEETING_TICKET' },
      });
    }));

  it('changes only what is named the second time', () =>
    rolledBack(async (ctx) => {
      const { code, card } = await aMeeting(ctx);
      await updateTicket(ctx, { value: code.value, meeting: { zone: 'A', seatNumber: '12' } });
      await updateTicket(ctx, { value: code.value, cardId: card.id, meeting: { zone: 'B' } });
      expect((await ticketOf(ctx, code.id))?.details).toMatchObject({ zone: 'B', seatNumber: '12' });
    }));

  it('takes a check-in back', () =>
    rolledBack(async (ctx) => {
      const departureTime = new Date('2037-03-01T08:00:00Z');
      const { code } = await aCode(ctx, {
        kind: 'BOARDING_PASS',
        benefit: {
          from: '上海',
          to: '成都',
          flight: 'MU5401',
          departureTime,
          landingTime: new Date('2037-03-01T11:00:00Z'),
        },
      });
      const passenger = { passengerName: '张三', cabin: '经济舱', ticketNumber: '7812345678901', gate: '35' };
      await updateTicket(ctx, { value: code.value, boarding: passenger });
      expect((await ticketOf(ctx, code.id))?.details).toMatchObject(passenger);
      await updateTicket(ctx, { value: code.value, boarding: { isCancelled: true } });
      expect(await ticketOf(ctx, code.id)).toBeNull();
    }));

  it('repeats the answer of an idempotency key, and refuses the key for other words', () =>
    rolledBack(async (ctx) => {
      const { code } = await aMeeting(ctx);
      const input = { value: code.value, meeting: { zone: 'A' }, idempotencyKey: 'ticket-0001' };
      const first = await updateTicket(ctx, input);
      expect(await updateTicket(ctx, input)).toEqual({ ...first, replayed: true });
      expect(await ctx.tx.event.count({ where: { codeId: code.id, type: 'code.ticket_updated' } })).toBe(1);
      await expect(updateTicket(ctx, { ...input, meeting: { zone: 'B' } })).rejects.toThrow(IdempotencyKeyReusedError);
    }));

  it('does not find the code of another merchant, nor one that nobody has', () =>
    rolledBack(async (ctx) => {
      const { code } = await aMeeting(ctx);
      const meeting = { zone: 'A' };
      await expect(updateTicket(await another(ctx), { value: code.value, meeting })).rejects.toThrow(NotFoundError);
      await expect(updateTicket(ctx, { value: '999999999999', meeting })).rejects.toThrow(NotFoundError);
      await expect(updateTicket(ctx, { value: code.value, cardId: 'card_x', meeting })).rejects.toThrow(NotFoundError);
    }));

  it('is no business of users, nor of keys without the scope', () =>
    rolledBack(async (ctx) => {
      const { code } = await aMeeting(ctx);
      const input = { value: code.value, meeting: { zone: 'A' } };
      await expect(updateTicket(asUser(ctx, 'ann'), input)).rejects.toThrow(NotAllowedError);
      await expect(updateTicket(asKey(ctx, { scopes: ['codes:read'] }), input)).rejects.toThrow(NotAllowedError);
      expect(await updateTicket(asKey(ctx, { scopes: ['codes:write'] }), input)).toMatchObject({ id: code.id });
    }));

  it('refuses words of another kind of card', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const refused = updateTicket(ctx, { value: code.value, meeting: { zone: 'A' } });
      await expect(refused).rejects.toThrow(InvalidInputError);
      await expect(refused).rejects.toMatchObject({ field: ['meeting'], fault: 'CARD_KIND', weixinCode: 40071 });
    }));

  it('refuses a code that was used', () =>
    rolledBack(async (ctx) => {
      const { code } = await aMeeting(ctx);
      await redeemCode(ctx, { value: code.value });
      const refused = updateTicket(ctx, { value: code.value, meeting: { zone: 'A' } });
      await expect(refused).rejects.toThrow(CodeStatusError);
      await expect(refused).rejects.toMatchObject({ status: 'CONSUMED', weixinCode: 40127 });
    }));

  it('refuses a code whose time is over', () =>
    rolledBack(async (ctx) => {
      const { code } = await aMeeting(ctx);
      const later = at(ctx, new Date(Date.now() + 100 * 86_400_000));
      const refused = updateTicket(later, { value: code.value, meeting: { zone: 'A' } });
      await expect(refused).rejects.toMatchObject({ code: 'CODE_STATUS_FORBIDS', status: 'EXPIRED' });
    }));
});
