import type { Attempts } from '../core/attempts.ts';
import { CardError } from '../core/errors.ts';
import type { Replied } from '../transport/create-urql.ts';

type Refusal = { readonly code: string; readonly message: string; readonly retryable: boolean };
type Answer<T> = { readonly value: T | null; readonly userErrors: readonly Refusal[] };
type Wish = { attempts: Attempts; name: string; idempotencyKey: string | undefined };

/**
 * One wish, done once: whatever is tried for it has one key until a definite answer. A refusal that passes by itself is
 * none yet. @throws CardError
 */
export async function fulfil<T>(
  { attempts, name, idempotencyKey }: Wish,
  send: (idempotencyKey: string) => Promise<Replied<Answer<T>>>,
): Promise<T> {
  const { data, requestId } = await send(idempotencyKey || attempts.open(name));
  const { code, ...fields } = data.userErrors[0] || { code: '', message: '', retryable: false };
  if (!idempotencyKey && !fields.retryable) attempts.close(name);
  if (data.value) return data.value;
  throw new CardError(code, { ...fields, requestId, fields });
}
