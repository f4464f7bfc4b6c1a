import type { TicketType } from '../../generated/prisma/enums.ts';
import { findTickets, type KnownTicket } from '../access/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import type { SignatureCase } from './explain.rules.ts';
import { sha1, type SignedValue } from './signed-text.rules.ts';

/** What a signature by a ticket says; `values` are those that go with a ticket. */
export type TicketCase = Pick<SignatureCase, 'join' | 'sent' | 'unsigned'> & {
  type: TicketType;
  values: (ticket: string) => SignedValue[];
};

/** A signature by a ticket beside all tickets that its merchant has, in force or not. */
export async function caseByTickets(ctx: DomainContext, { type, values, ...rest }: TicketCase): Promise<SignatureCase> {
  const tickets = await findTickets(ctx, merchantIdOf(ctx));
  const isRight = (one: KnownTicket): boolean => one.type === type && one.isLive;
  const by = ({ ticket }: KnownTicket) => ({ values: values(ticket), digest: sha1 });
  return {
    ...rest,
    keyed: tickets.filter(isRight).map(by),
    foreign: tickets.filter((one) => !isRight(one)).map((one) => ({ part: 'TICKET', ...by(one) })),
    keyPart: 'TICKET',
  };
}
