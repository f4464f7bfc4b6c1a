import { NotAllowedError } from '../kit/errors.ts';
import { isWithinIpList } from './ip-list.rules.ts';

/** From where and until when a key works. An empty list: from anywhere; null: for ever. */
export type KeyBounds = { ipAllowList: readonly string[]; expiresAt: Date | null };

export const UNBOUND: KeyBounds = { ipAllowList: [], expiresAt: null };

/** A key hands out no key that works from elsewhere, or for longer, than it does itself. Throws NotAllowedError. */
export function assertWithinBounds(own: KeyBounds, granted: KeyBounds): void {
  if (own.ipAllowList.length > 0 && !isWithinIpList(granted.ipAllowList, own.ipAllowList))
    throw new NotAllowedError('You are bound to addresses: name some of them', { field: ['ipAllowList'] });
  if (own.expiresAt !== null && (granted.expiresAt === null || granted.expiresAt > own.expiresAt))
    throw new NotAllowedError(`You end at ${own.expiresAt.toISOString()}: no key of yours lives longer`, {
      field: ['expiresAt'],
    });
}
