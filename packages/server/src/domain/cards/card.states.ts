import type { CardStatus, ValidityType } from '../../generated/prisma/enums.ts';

/** EXPIRED is derived from time and never stored (C8). */
export type ShownCardStatus = CardStatus | 'EXPIRED';

type Lived = { status: CardStatus; validityType: ValidityType; validUntil: Date | null };

const MAY_EXPIRE: readonly CardStatus[] = ['READY', 'DISTRIBUTED'];

/** The status of a card at a moment (C8). A common end closes a card with a term as well. */
export function cardStatusAt(card: Lived, at: Date): ShownCardStatus {
  return MAY_EXPIRE.includes(card.status) && card.validUntil && card.validUntil <= at ? 'EXPIRED' : card.status;
}
