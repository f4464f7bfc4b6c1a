import { HOLDER_CODES } from './holder-codes.ts';

/** What the calls of this version can be answered with, and what the SDK says itself. It grows with the calls. */
const CODES = [
  'BAD_REQUEST',
  'CANCELLED',
  'CARD_NOT_CLAIMABLE',
  'CHALLENGE_REQUIRED',
  'CLAIM_LIMIT_REACHED',
  'COST_EXCEEDED',
  'CURSOR_EXPIRED',
  'EXPIRED',
  'FORBIDDEN',
  'IDEMPOTENCY_IN_PROGRESS',
  'IDEMPOTENCY_KEY_REUSED',
  'INTERNAL',
  'INVALID_INPUT',
  'NETWORK',
  'NONCE_REUSED',
  'NOT_ALLOWED',
  'NOT_ELIGIBLE',
  'NOT_FOUND',
  'NOT_STARTED',
  'OFFLINE',
  'OUT_OF_STOCK',
  'PERSISTED_ONLY',
  'PLACEMENT_CLOSED',
  'PLACEMENT_USED',
  'QUEUED',
  'SIGNATURE_EXPIRED',
  'SIGNATURE_INVALID',
  'THROTTLED',
  'TIMEOUT',
  'UNAUTHENTICATED',
  'UNKNOWN',
] as const;

/** The other reasons of the table (graphql.md §14), which belong to calls that are not here yet. */
type LaterCode =
  | 'BALANCE_OUT_OF_RANGE'
  | 'BONUS_OUT_OF_RANGE'
  | 'CASHIER_REQUIRED'
  | 'CODE_LOCKED'
  | 'CODE_NOT_MARKED'
  | 'CODE_NOT_USABLE'
  | 'INSUFFICIENT_COINS'
  | 'PERMISSION_MISSING'
  | 'QUOTE_EXPIRED'
  | 'STALE_VERSION'
  | 'STORE_REQUIRED'
  | 'UNSUPPORTED';

/** Why something was refused or failed. A code that this version does not know is `UNKNOWN`. */
export type ErrorCode = (typeof CODES)[number] | (typeof HOLDER_CODES)[number] | LaterCode;

/** What a refusal carries beside its code: `limit`, `used`, `claim`, `left`, `validFrom`, `signInUrl` … */
export type ErrorFields = Readonly<Record<string, unknown>>;

export type CardErrorFacts = {
  message?: string | undefined;
  retryable?: boolean | undefined;
  requestId?: string | null | undefined;
  fields?: ErrorFields | undefined;
};

/** Each call of the SDK that fails rejects with one. */
export class CardError extends Error {
  /** The reason; texts for people belong to it. */
  declare readonly code: ErrorCode;
  /** Whether the very same call may succeed later without anybody changing anything. */
  declare readonly retryable: boolean;
  /** Finds the call in the server's log; null: no answer came. */
  declare readonly requestId: string | null;
  /** The numbers of the refusal. A code that became `UNKNOWN` stands here as `code`. */
  declare readonly fields: ErrorFields;

  constructor(code: string, { message = code, retryable = false, requestId = null, fields = {} }: CardErrorFacts = {}) {
    super(message);
    const known = [...CODES, ...HOLDER_CODES].some((one) => one === code)
      ? { code, fields }
      : { code: 'UNKNOWN', fields: { ...fields, code } };
    Object.assign(this, known, { name: 'CardError', retryable, requestId });
  }
}

/** What was thrown, as a {@link CardError}: host pages throw what they like. */
export const cardErrorOf = (error: unknown): CardError =>
  error instanceof CardError ? error : new CardError('UNKNOWN', { message: String(error) });
