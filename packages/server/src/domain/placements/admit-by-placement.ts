import type { PlacementClaim, PlacementGrant } from '../claims/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';

export function admitByPlacement(_tx: Tx, _ctx: DomainContext, _claim: PlacementClaim): Promise<PlacementGrant> {
  return Promise.reject(new NotAllowedError('This way of claiming is not open yet', { field: ['placementToken'] }));
}
