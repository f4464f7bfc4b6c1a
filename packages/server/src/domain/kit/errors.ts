export type Field = readonly (string | number)[];

/** A refusal: the caller asked for something that the rules forbid. Thrown by verbs and rules, so transactions roll back. */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  /** The number at the Weixin door; null where that door has no such answer. */
  abstract readonly weixinCode: number | null;
  readonly retryable: boolean = false;
  /** Path of the input field that is at fault, in domain names. */
  readonly field: Field = [];
  override get name(): string {
    return this.constructor.name;
  }
}

/** What is wrong with a value, and its number at the Weixin door (contract §12). */
export const INPUT_FAULTS = {
  INVALID: 40035,
  MISSING: 41011,
  TOO_LONG: 45021,
  COLOR: 40076,
  CARD_KIND: 40071,
  CODE_TYPE: 40072,
  IMAGE: 40009,
  IMAGE_URL: 40141,
  TIME: 40079,
  QUANTITY: 40122,
  TIME_LIMIT: 40149,
  OPENID: 40003,
  UNKNOWN_FIELD: 47001,
  STORE_NAME: 65109,
  STORE_ADDRESS: 65110,
  STORE_TELEPHONE: 65111,
  STORE_CITY: 65112,
  STORE_PROVINCE: 65113,
  STORE_CATEGORIES: 65104,
  STORE_PHOTOS: 65105,
  STORE_FIXED: 65107,
  DETAILS: 41026,
  CODE: 40116,
  CODE_ORIGIN: 40080,
  CARD_EXT: 40080,
  ENCRYPT_CODE: 40075,
  CUSTOM_FIELDS: 40124,
  TICKET_CLASS: 41014,
  SHOW_TIME: 41015,
  SCREENING_ROOM: 41016,
  SEAT_NUMBER: 41017,
  ACTION_INFO: 40053,
  TOO_MANY: 45029,
  VERIFICATION_CODES_TOO_MANY: 45053,
  VERIFICATION_CODES_TOO_FEW: 45054,
  VERIFICATION_CODE_CHARACTER: 45055,
  VERIFICATION_CODE_TWICE: 45155,
  VERIFICATION_CODE_LENGTH: 45156,
} as const;
export type InputFault = keyof typeof INPUT_FAULTS;

/** A value has the wrong shape, length or content. */
export class InvalidInputError extends DomainError {
  override readonly code = 'INVALID_INPUT';
  override readonly weixinCode: number;
  override readonly field: Field;
  readonly fault: InputFault;
  constructor(field: Field, message: string, fault: InputFault = 'INVALID') {
    super(message);
    this.field = field;
    this.fault = fault;
    this.weixinCode = INPUT_FAULTS[fault];
  }
}

const NOT_FOUND_CODES = { card: 40073, code: 40056, store: 40098 } as const;
export type NotFoundNoun =
  | keyof typeof NOT_FOUND_CODES
  | 'claim'
  | 'draw'
  | 'gift'
  | 'redemption'
  | 'event'
  | 'key'
  | 'person'
  | 'session'
  | 'merchant'
  | 'operation'
  | 'media'
  | 'import'
  | 'review'
  | 'placement'
  | 'message'
  | 'webhook endpoint';
const notFoundCode = (noun: NotFoundNoun): number =>
  Object.entries(NOT_FOUND_CODES).find(([name]) => name === noun)?.[1] ?? INPUT_FAULTS.INVALID;

/** No such row, or another merchant's: callers can't tell which. */
export class NotFoundError extends DomainError {
  override readonly code = 'NOT_FOUND';
  override readonly weixinCode: number;
  override readonly field: Field;
  readonly noun: NotFoundNoun;
  constructor(noun: NotFoundNoun, field: Field = ['id']) {
    super(`No such ${noun}`);
    this.noun = noun;
    this.field = field;
    this.weixinCode = notFoundCode(noun);
  }
}

/** The credential or the merchant may not do this. */
export class NotAllowedError extends DomainError {
  override readonly code = 'NOT_ALLOWED';
  override readonly weixinCode = 48001;
  override readonly field: Field;
  readonly scope: string | null;
  constructor(message: string, details: { scope?: string; field?: Field } = {}) {
    super(message);
    this.scope = details.scope ?? null;
    this.field = details.field ?? [];
  }
}

/** An advanced permission (M3) is not granted. */
export class PermissionMissingError extends DomainError {
  override readonly code = 'PERMISSION_MISSING';
  override readonly weixinCode: number;
  readonly permission: string;
  constructor(permission: string, weixinCode: number) {
    super(`The permission ${permission} is not granted`);
    this.permission = permission;
    this.weixinCode = weixinCode;
  }
}

/** The validity has not begun. */
export class NotStartedError extends DomainError {
  override readonly code = 'NOT_STARTED';
  override readonly weixinCode = 40079;
  readonly validFrom: Date;
  constructor(validFrom: Date) {
    super(`Valid from ${validFrom.toISOString()}`);
    this.validFrom = validFrom;
  }
}

/** The validity is over. */
export class ExpiredError extends DomainError {
  override readonly code = 'EXPIRED';
  override readonly weixinCode = 40079;
  readonly validUntil: Date;
  constructor(validUntil: Date) {
    super(`Valid until ${validUntil.toISOString()}`);
    this.validUntil = validUntil;
  }
}

/** A store is needed, and there is none: none was named, or the card applies in none (43017). */
export class StoreRequiredError extends DomainError {
  override readonly code = 'STORE_REQUIRED';
  override readonly weixinCode = 43017;
  override readonly field: Field;
  constructor(field: Field = ['storeId'], message = 'Name the store') {
    super(message);
    this.field = field;
  }
}

/** Somebody else changed the row since it was read. */
export class StaleVersionError extends DomainError {
  override readonly code = 'STALE_VERSION';
  override readonly weixinCode = 40035;
  override readonly field: Field = ['expectedVersion'];
  readonly currentVersion: number;
  constructor(currentVersion: number) {
    super(`The row is at version ${currentVersion} by now`);
    this.currentVersion = currentVersion;
  }
}

/** The same key came with another request (graphql.md §6). */
export class IdempotencyKeyReusedError extends DomainError {
  override readonly code = 'IDEMPOTENCY_KEY_REUSED';
  override readonly weixinCode = null;
  override readonly field: Field = ['idempotencyKey'];
  constructor() {
    super('This key was used for another request');
  }
}

/** The first request with this key is still running after 5 s. */
export class IdempotencyInProgressError extends DomainError {
  override readonly code = 'IDEMPOTENCY_IN_PROGRESS';
  override readonly weixinCode = null;
  override readonly retryable: boolean = true;
  override readonly field: Field = ['idempotencyKey'];
  constructor() {
    super('The first request with this key has not ended yet');
  }
}

/** Too many calls; come back after `retryAfterMs`. */
export class ThrottledError extends DomainError {
  override readonly code = 'THROTTLED';
  override readonly weixinCode = 45011;
  override readonly retryable: boolean = true;
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super('Too many calls');
    this.retryAfterMs = retryAfterMs;
  }
}
