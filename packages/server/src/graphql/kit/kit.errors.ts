import {
  IdempotencyInProgressError,
  IdempotencyKeyReusedError,
  type InputFault,
  InvalidInputError,
  NotAllowedError,
  NotFoundError,
  PermissionMissingError,
  StaleVersionError,
  StoreRequiredError,
  ThrottledError,
} from '../../domain/kit/errors.ts';
import { enumType } from './enum.ts';
import { refusalType } from './user-error.ts';

const InputFaultEnum = enumType(
  'InputFault',
  'What exactly is wrong with a value; each has its number at the Weixin door.',
  {
    INVALID: 'Not of the wanted form (40035).',
    MISSING: 'Required, but absent or empty (41011).',
    TOO_LONG: 'Longer than the field may be (45021).',
    COLOR: 'Not one of the 14 named colours (40076, C3).',
    CARD_KIND: 'Not a kind of card that can be made (40071, C1).',
    CODE_TYPE: 'Not a code type (40072, K3).',
    IMAGE: 'Not a JPEG or PNG of at most 1 MB (40009, C11).',
    IMAGE_URL: 'Neither uploaded here nor on a host of the merchant’s list (40141, C11).',
    TIME: 'A time that can not be, or too late (40079, C4).',
    QUANTITY: 'Outside of what stock or a limit may be (40122, C5).',
    TIME_LIMIT: 'A weekday or hour window that can not be (40149, C12).',
    OPENID: 'Not an openid: 1 to 64 of A-Z a-z 0-9 _ - (40003, W5).',
    UNKNOWN_FIELD: 'A field that does not exist here (47001).',
    STORE_NAME: 'A store’s name (65109, S1).',
    STORE_ADDRESS: 'A store’s address (65110, S1).',
    STORE_TELEPHONE: 'A store’s telephone (65111, S1).',
    STORE_CITY: 'A store’s city (65112, S1).',
    STORE_PROVINCE: 'A store’s province (65113, S1).',
    STORE_CATEGORIES: 'A store’s categories (65104, S1).',
    STORE_PHOTOS: 'A store’s photos (65105, S1).',
    STORE_FIXED: 'A field of a store that never changes (65107, S2).',
    DETAILS: 'The text and image details (41026).',
    CODE: 'Not a code: 1 to 20 characters that are seen, without spaces (40116, K1).',
    CODE_ORIGIN: 'A code was named where the card gives codes itself, or none where it does not (40080, K1).',
    CARD_EXT: 'Not a `cardExt`: JSON text of texts and numbers with a signature (40080, contract §1.5).',
    ENCRYPT_CODE: 'Forged, cut off, or of a code that was replaced or changed hands since (40075, K4).',
    CUSTOM_FIELDS: 'More fields or rows of one’s own than a membership card has (40124).',
    TICKET_CLASS: 'The class of a movie ticket is missing (41014).',
    SHOW_TIME: 'The time of a show is missing (41015).',
    SCREENING_ROOM: 'Seats without their room (41016).',
    SEAT_NUMBER: 'A seat without its number (41017).',
    ACTION_INFO: 'The cards of a placement are not what it can hand out (40053).',
    TOO_MANY: 'More cards than a placement of its kind takes (45029).',
    VERIFICATION_CODES_TOO_MANY: 'More verification codes than a store has (45053, R4).',
    VERIFICATION_CODES_TOO_FEW: 'No verification code for a store (45054, R4).',
    VERIFICATION_CODE_CHARACTER: 'A verification code of other characters than letters and digits (45055, R4).',
    VERIFICATION_CODE_TWICE: 'A verification code that the store has already (45155, R4).',
    VERIFICATION_CODE_LENGTH: 'A verification code that is too short or too long (45156, R4).',
  } satisfies Record<InputFault, string>,
);

refusalType(InvalidInputError, {
  description: 'A value has the wrong shape, length or content; `field` names it.',
  fields: (t) => ({
    fault: t.field({
      type: InputFaultEnum,
      description: 'What is wrong with the value.',
      resolve: ({ error }) => error.fault,
    }),
  }),
});

refusalType(NotFoundError, {
  description: 'No such object, or it is another merchant’s: callers can not tell which.',
  fields: (t) => ({
    noun: t.string({
      description: 'What was looked for: `card`, `code`, `store` …',
      resolve: ({ error }) => error.noun,
    }),
  }),
});

refusalType(NotAllowedError, {
  description: 'The credential or the merchant may not do this.',
  fields: (t) => ({
    scope: t.string({
      nullable: true,
      description: 'The scope that is missing; null when it is not about a scope.',
      resolve: ({ error }) => error.scope,
    }),
  }),
});

refusalType(PermissionMissingError, {
  description: 'An advanced permission is not granted to the merchant (M3).',
  fields: (t) => ({
    permission: t.string({
      description: 'The permission that is missing: `CHECKOUT` …',
      resolve: ({ error }) => error.permission,
    }),
  }),
});

refusalType(StoreRequiredError, {
  description:
    'A store is needed: the caller is bound to certain stores and named none, or the card applies in none (43017).',
});

refusalType(StaleVersionError, {
  description: 'Somebody else changed the object since it was read (graphql.md §6).',
  fields: (t) => ({
    currentVersion: t.int({
      description: 'The version that the object is at by now.',
      resolve: ({ error }) => error.currentVersion,
    }),
  }),
});

refusalType(IdempotencyKeyReusedError, {
  description: 'The idempotency key was used for a request with another content (graphql.md §6).',
});

refusalType(IdempotencyInProgressError, {
  description: 'The first request with this idempotency key has not ended after 5 seconds (graphql.md §6).',
});

refusalType(ThrottledError, {
  description: 'Too many attempts of this kind (graphql.md §8).',
  fields: (t) => ({
    retryAfterMs: t.int({
      description: 'Milliseconds after which another attempt makes sense.',
      resolve: ({ error }) => error.retryAfterMs,
    }),
  }),
});
