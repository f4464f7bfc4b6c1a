import { describe, expect, it } from 'vitest';
import { CodeStatusError, updateTicket } from '../../src/domain/codes/index.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import { aContext, type TestContext } from '../kit/context.ts';
import { aCode } from '../kit/factories.ts';

const aMeeting = (ctx: TestContext) => aCode(ctx, { kind: 'MEETING_TICKET', benefit: { meetingDetail: '年会' } });

describe('a ticket that many tell something at once', () => {
  it('keeps what each of them said', async () => {
    const ctx = await aContext();
    const { code } = await aMeeting(ctx);
    const said = [{ zone: 'A' }, { entrance: '东门' }, { seatNumber: '12' }, { beginTime: new Date('2037-03-01') }];
    await Promise.all(said.map((meeting) => updateTicket(ctx, { value: code.value, meeting })));
    const { details } = await ctx.prisma.codeTicket.findUniqueOrThrow({ where: { codeId: code.id } });
    expect(details).toEqual({
      zone: 'A',
      entrance: '东门',
      seatNumber: '12',
      beginTime: '2037-03-01T00:00:00.000Z',
      endTime: null,
    });
    expect(await ctx.prisma.event.count({ where: { codeId: code.id, type: 'code.ticket_updated' } })).toBe(4);
  });

  it('says the same again for one key, once', async () => {
    const ctx = await aContext();
    const { code } = await aMeeting(ctx);
    const input = { value: code.value, meeting: { zone: 'A' }, idempotencyKey: 'ticket-race-1' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => updateTicket(ctx, input)));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await ctx.prisma.event.count({ where: { codeId: code.id, type: 'code.ticket_updated' } })).toBe(1);
  });

  it('is told nothing once its code is used', async () => {
    const ctx = await aContext();
    const { code } = await aMeeting(ctx);
    const told = Array.from({ length: 6 }, (_, seat) =>
      updateTicket(ctx, { value: code.value, meeting: { seatNumber: String(seat) } }).catch((error: unknown) => error),
    );
    const [redemption, ...answers] = await Promise.all([redeemCode(ctx, { value: code.value }), ...told]);
    const refused = answers.filter((answer) => answer instanceof CodeStatusError).length;
    const events = { codeId: code.id, type: 'code.ticket_updated' };
    expect(redemption).toMatchObject({ codeId: code.id });
    expect(await ctx.prisma.event.count({ where: events })).toBe(6 - refused);
  });
});
