import type { DomainContext, Tx } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';

/** What a good `cardExt` says to a claim. */
export type CardExtGrant = {
  code: string | null;
  /** Whether it names this very user (L3). */
  isUserNamed: boolean;
  outerStr: string | null;
  /** When the claim was made elsewhere (`fixed_begintimestamp`); null: now. */
  beganAt: Date | null;
};

export type SignedClaim = { cardExt: string; cardId: string; openid: string };

export function verifyCardExt(_tx: Tx, _ctx: DomainContext, _claim: SignedClaim): Promise<CardExtGrant> {
  return Promise.reject(new NotAllowedError('This way of claiming is not open yet', { field: ['cardExt'] }));
}
