import type { Prisma } from '../../generated/prisma/client.ts';
import type { ShownCardStatus } from './card.states.ts';

/** The cards that have one of these statuses at a moment (C8): EXPIRED takes its share of READY and DISTRIBUTED. */
export function statusFilter(statuses: readonly ShownCardStatus[], at: Date): Prisma.CardWhereInput {
  const running = { OR: [{ validUntil: null }, { validUntil: { gt: at } }] };
  const meaning = (status: ShownCardStatus): Prisma.CardWhereInput => {
    if (status === 'EXPIRED') return { status: { in: ['READY', 'DISTRIBUTED'] }, validUntil: { lte: at } };
    return status === 'READY' || status === 'DISTRIBUTED' ? { status, ...running } : { status };
  };
  return { OR: statuses.map(meaning) };
}
