import { newIdempotencyKey } from '../data/idempotency-key.ts';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
export type Attempt = { value: string; storeId: string | null; amountFen: number | null };

const NAME = 'kaquan.redemption-attempt';

/**
 * The key of one attempt to redeem. The same request gets the same key until a definite answer came, also after a
 * reload: what was redeemed already, while the answer got lost, is then answered again and not refused.
 */
export function attemptKey(store: Store, attempt: Attempt): string {
  const request = JSON.stringify([attempt.value, attempt.storeId, attempt.amountFen]);
  const [kept, key] = (store.getItem(NAME) ?? '').split('\n');
  if (kept === request && key !== undefined) return key;
  const fresh = newIdempotencyKey();
  store.setItem(NAME, `${request}\n${fresh}`);
  return fresh;
}

export const forgetAttempt = (store: Store): void => store.removeItem(NAME);
