import { assertTicketIsRight, getCard } from '../domain/cards/index.ts';
import { getCode, updateTicket } from '../domain/codes/index.ts';
import type { Field } from '../domain/kit/errors.ts';
import { codeReferenceOf } from './codes.wire.ts';
import { type Call, ok, type Route } from './kit/route.ts';
import { ticketCalls, type TicketCall, ticketOrderIn, wirePathOfTicketCall } from './tickets.wire.ts';

/** A path that tells tickets of one kind something (contract §2.8). */
const route = (callOf: (call: Call) => TicketCall | Promise<TicketCall>): Route => ({
  access: 'token',
  methods: ['POST'],
  takes: 'json',
  wirePathOf: (field: Field) => wirePathOfTicketCall(field),
  async answer(call) {
    const reference = codeReferenceOf(call.body);
    await updateTicket(call.ctx, { ...ticketOrderIn(await callOf(call), call.body), ...reference });
    return ok();
  },
});

/**
 * Buses have no path of their own: they go by that of meetings (C1). What both say alike is judged before the code is
 * looked for (order of domain.md 3b).
 */
async function meetingOrBus({ ctx, body }: Call): Promise<TicketCall> {
  const { meeting } = ticketOrderIn(ticketCalls.meeting, body);
  assertTicketIsRight('MEETING_TICKET', meeting ?? {}, ['meeting']);
  const { cardId } = await getCode(ctx, codeReferenceOf(body));
  const { kind } = await getCard(ctx, { id: cardId });
  return kind === 'BUS_TICKET' ? ticketCalls.bus : ticketCalls.meeting;
}

export const ticketRoutes: Readonly<Record<string, Route>> = {
  '/card/movieticket/updateuser': route(() => ticketCalls.movie),
  '/card/boardingpass/checkin': route(() => ticketCalls.boarding),
  '/card/meetingticket/updateuser': route(meetingOrBus),
};
