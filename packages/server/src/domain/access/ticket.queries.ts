import type { TicketType } from '../../generated/prisma/enums.ts';
import { clientOf } from '../kit/context.ts';
import type { Root } from './identity.rules.ts';

export type KnownTicket = { type: TicketType; ticket: string; isLive: boolean };

/** The tickets of a merchant that are still known, newest first; those that have ended tell why a signature fails. */
export async function findTickets(root: Root, merchantId: string): Promise<KnownTicket[]> {
  const now = root.now();
  const rows = await clientOf(root).apiTicket.findMany({
    where: { merchantId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 20,
  });
  return rows.flatMap(({ type, ciphertext, expiresAt }) => {
    const ticket = root.secrets.open('ticket', ciphertext);
    return ticket === null ? [] : [{ type, ticket, isLive: expiresAt > now }];
  });
}
