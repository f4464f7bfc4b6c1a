import type { Card } from '../../generated/prisma/client.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { verifyCardExt } from '../signatures/index.ts';
import type { PlacementGrant } from './claim.ports.ts';

/** What led to a claim, as the call says it. */
export type ClaimLead = {
  card: Card;
  claimId: string;
  openid: string;
  outerStr: string | null;
  code: string | null;
  cardExt: string | null;
  placementToken: string | null;
  grant: PlacementGrant | null;
};

/** What a claim stands on once its signature and its placement have been read. */
export type ClaimGrounds = {
  code: string | null;
  outerStr: string | null;
  isUserNamed: boolean;
  /** When the claim was made elsewhere; null: now. */
  beganAt: Date | null;
  placementId: string | null;
};

/** Reads the signed `cardExt` and the placement of a claim; what is good for once is used up in the transaction of the claim. */
export async function groundsOf(tx: Tx, ctx: DomainContext, lead: ClaimLead): Promise<ClaimGrounds> {
  const { card, claimId, openid, cardExt, placementToken } = lead;
  const signed = cardExt === null ? null : await verifyCardExt(tx, ctx, { cardExt, cardId: card.id, openid });
  const placement = placementToken === null ? null : { token: placementToken, cardId: card.id, openid, claimId };
  const placed = placement === null ? lead.grant : await ctx.ports.claims.admitByPlacement(tx, ctx, placement);
  return {
    code: oneCodeOf([lead.code, signed?.code, placed?.code]),
    outerStr: placed?.outerStr ?? signed?.outerStr ?? lead.outerStr,
    isUserNamed: signed?.isUserNamed === true || placed?.isUserNamed === true,
    beganAt: beginOf(ctx, card, signed?.beganAt ?? null),
    placementId: placed?.placementId ?? null,
  };
}

/** Call, signature and placement may each name the code, but only the same one. */
function oneCodeOf(named: readonly (string | null | undefined)[]): string | null {
  const [code = null, other] = new Set(named.filter((one) => typeof one === 'string'));
  if (other !== undefined) throw new InvalidInputError(['code'], 'Two different codes are named', 'CODE_ORIGIN');
  return code;
}

/** Contract §1.5: only a fixed term can have begun before the claim. */
function beginOf(ctx: DomainContext, { validityType }: Card, beganAt: Date | null): Date | null {
  if (beganAt === null) return null;
  if (validityType !== 'FIX_TERM' || beganAt > ctx.now())
    throw new InvalidInputError(
      ['cardExt'],
      'fixed_begintimestamp is in the past, and for cards with a fixed term',
      'TIME',
    );
  return beganAt;
}
