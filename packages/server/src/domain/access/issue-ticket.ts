import type { ApiTicket, TicketType } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { ACCESS_TOKEN_SECONDS, isFresh, secondsLeft } from './access-token.rules.ts';
import { lockMerchant } from './access-token.store.ts';

// house: no event, because a ticket changes nothing that a consumer could see.

export type Ticket = { ticket: string; expiresInSeconds: number };

/** 86 characters, as long as Weixin's own. */
const TICKET_BYTES = 64;

/**
 * The merchant's jsapi_ticket or api_ticket (contract §1.3): the same one until 5 minutes before its end.
 * Whoever has it signs for the merchant, so it takes the scope of user tokens.
 * @throws NotAllowedError
 */
export async function ticketOf(ctx: DomainContext, type: TicketType): Promise<Ticket> {
  assertMay(ctx, 'user-tokens:write');
  const merchantId = merchantIdOf(ctx);
  const known = await currentTicket(ctx, { merchantId, type });
  if (known) return known;
  return inTransaction(ctx, async (tx) => {
    await lockMerchant(tx, merchantId);
    return (await currentTicket({ ...ctx, tx }, { merchantId, type })) ?? insertTicket(tx, ctx, { merchantId, type });
  });
}

type Kind = Pick<ApiTicket, 'merchantId' | 'type'>;

async function currentTicket(ctx: DomainContext, where: Kind): Promise<Ticket | null> {
  const now = ctx.now();
  const newest = await clientOf(ctx).apiTicket.findFirst({ where, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] });
  if (!newest || !isFresh(newest, now)) return null;
  const ticket = ctx.secrets.open('ticket', newest.ciphertext);
  return ticket === null ? null : { ticket, expiresInSeconds: secondsLeft(newest, now) };
}

async function insertTicket(tx: Tx, ctx: DomainContext, kind: Kind): Promise<Ticket> {
  const now = ctx.now();
  const ticket = ctx.random(TICKET_BYTES).toString('base64url');
  await tx.apiTicket.create({
    data: {
      ...kind,
      id: ctx.newId('tkt'),
      ciphertext: ctx.secrets.seal('ticket', ticket),
      expiresAt: new Date(now.getTime() + ACCESS_TOKEN_SECONDS * 1000),
      createdAt: now,
    },
  });
  return { ticket, expiresInSeconds: ACCESS_TOKEN_SECONDS };
}
