/** Every reason that a server gives (graphql.md §14), and the ones that the SDK makes itself: NETWORK, TIMEOUT, OFFLINE, CANCELLED, UNSUPPORTED, UNKNOWN. */
const CODES = [
  'ALREADY_REDEEMED',
  'BAD_REQUEST',
  'BALANCE_OUT_OF_RANGE',
  'BONUS_OUT_OF_RANGE',
  'CANCELLED',
  'CARD_NOT_CLAIMABLE',
  'CASHIER_REQUIRED',
  'CHALLENGE_REQUIRED',
  'CHECKOUT_CONFLICT',
  'CLAIM_LIMIT_REACHED',
  'CODE_LOCKED',
  'CODE_NOT_MARKED',
  'CODE_NOT_REDEEMABLE',
  'CODE_NOT_USABLE',
  'COST_EXCEEDED',
  'CURSOR_EXPIRED',
  'EXPIRED',
  'FORBIDDEN',
  'IDEMPOTENCY_IN_PROGRESS',
  'IDEMPOTENCY_KEY_REUSED',
  'INSUFFICIENT_COINS',
  'INTERNAL',
  'INVALID_INPUT',
  'NETWORK',
  'NONCE_REUSED',
  'NOT_ALLOWED',
  'NOT_ELIGIBLE',
  'NOT_FOUND',
  'NOT_STARTED',
  'OFFLINE',
  'OUTSIDE_TIME_LIMIT',
  'OUT_OF_STOCK',
  'PERMISSION_MISSING',
  'PERSISTED_ONLY',
  'QUEUED',
  'QUOTE_EXPIRED',
  'SIGNATURE_EXPIRED',
  'SIGNATURE_INVALID',
  'STALE_VERSION',
  'STORE_REQUIRED',
  'THROTTLED',
  'TIMEOUT',
  'UNAUTHENTICATED',
  'UNKNOWN',
  'UNSUPPORTED',
  'USE_LIMIT_REACHED',
  'WRONG_STORE',
] as const;

/** Why something was refused or failed. A code of a newer server that this version does not know is `UNKNOWN`. */
export type ErrorCode = (typeof CODES)[number];

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
    const known = CODES.some((one) => one === code)
      ? { code, fields }
      : { code: 'UNKNOWN', fields: { ...fields, code } };
    Object.assign(this, known, { name: 'CardError', retryable, requestId });
  }
}

/** What was thrown, as a {@link CardError}: host pages throw what they like. */
export const cardErrorOf = (error: unknown): CardError =>
  error instanceof CardError ? error : new CardError('UNKNOWN', { message: String(error) });
