import type { BUSINESS_SERVICES, CardOperation, ShownCardStatus, TimeLimitDay } from '../../domain/cards/index.ts';
import type { Rows } from '../builder.ts';
import { enumType } from '../kit/enum.ts';

export const CardKindEnum = enumType('CardKind', 'What a card gives (C1).', {
  GROUPON: 'Group purchase: a deal that was paid for.',
  CASH: 'Takes an amount off an order.',
  DISCOUNT: 'Takes a share off an order.',
  GIFT: 'Is exchanged for a thing.',
  GENERAL_COUPON: 'Gives what its text says.',
  MEMBER_CARD: 'Makes its holder a member.',
  SCENIC_TICKET: 'Ticket of a sight.',
  MOVIE_TICKET: 'Movie ticket; each code tells its show and seats.',
  BOARDING_PASS: 'Boarding pass of a flight; each code tells its passenger.',
  MEETING_TICKET: 'Ticket of a meeting; each code tells its time and seat.',
  BUS_TICKET: 'Bus ticket; each code tells its seat.',
} satisfies Record<Rows.CardKind, string>);

export const CardStatusEnum = enumType(
  'CardStatus',
  'Where a card stands in its life (C8). Only READY and DISTRIBUTED can be claimed.',
  {
    IN_REVIEW: 'The first review is running.',
    REJECTED: 'The first review refused it.',
    READY: 'Approved; no placement was made and nothing claimed yet.',
    DISTRIBUTED: 'The first placement or the first claim has happened.',
    WITHDRAWN: 'Taken off by the merchant or the operator.',
    DELETED: 'Gone for good; codes in users’ hands stay good.',
    EXPIRED: 'Its validity is over; derived from time, never stored.',
  } satisfies Record<ShownCardStatus, string>,
);

export const CardOperationEnum = enumType('CardOperation', 'What the status of a card may allow or forbid (C8).', {
  EDIT: 'Changing its fields (C9).',
  WITHDRAW: 'Taking it down.',
  RELIST: 'Putting it up again.',
  DELETE: 'Deleting it for good.',
  COPY: 'Making a new card of it (C10).',
  SET_AUDIENCE: 'Naming the users for whom it is meant (L3).',
  ADJUST_STOCK: 'Changing its stock.',
  CLAIM: 'Claims of users.',
  TEST_CLAIM: 'Claims of the merchant’s testers.',
} satisfies Record<CardOperation, string>);

export const CardWithdrawerEnum = enumType('CardWithdrawer', 'Who took a card down (C8).', {
  MERCHANT: 'The merchant, who may relist it.',
  OPERATOR: 'The operator, who alone may relist it.',
} satisfies Record<Rows.CardWithdrawer, string>);

export const CardVersionStatusEnum = enumType('CardVersionStatus', 'Where a change of a card stands (C9).', {
  IN_REVIEW: 'Waits for an operator; the approved face is live.',
  APPROVED: 'Was approved and took effect.',
  REJECTED: 'Was refused; the approved face stayed.',
  SUPERSEDED: 'Nobody decided it: a later change took its place, it was taken back, or the card was deleted.',
} satisfies Record<Rows.CardVersionStatus, string>);

export const CodeTypeEnum = enumType('CodeType', 'How a code is shown and redeemed (K3).', {
  CODE_TYPE_TEXT: 'As a number.',
  CODE_TYPE_BARCODE: 'As a bar code with its number.',
  CODE_TYPE_QRCODE: 'As a QR code with its number.',
  CODE_TYPE_ONLY_QRCODE: 'As a QR code alone.',
  CODE_TYPE_ONLY_BARCODE: 'As a bar code alone.',
  CODE_TYPE_NONE: 'Not at all: for use online only.',
} satisfies Record<Rows.CodeType, string>);

export const ValidityTypeEnum = enumType('ValidityType', 'How the validity of a code is found (C4).', {
  FIX_TIME_RANGE: 'The same span for all codes.',
  FIX_TERM: 'So many days from the claim.',
  PERMANENT: 'Good for ever; membership cards only.',
} satisfies Record<Rows.ValidityType, string>);

export const TimeLimitDayEnum = enumType('TimeLimitDay', 'A day on which a card can be used (C12).', {
  MONDAY: 'Monday.',
  TUESDAY: 'Tuesday.',
  WEDNESDAY: 'Wednesday.',
  THURSDAY: 'Thursday.',
  FRIDAY: 'Friday.',
  SATURDAY: 'Saturday.',
  SUNDAY: 'Sunday.',
  HOLIDAY: 'Public holidays: shown, never enforced.',
} satisfies Record<TimeLimitDay, string>);

export const BusinessServiceEnum = enumType(
  'BusinessService',
  'A service that the merchant offers, shown on the face (C7a).',
  {
    BIZ_SERVICE_DELIVER: 'Delivers.',
    BIZ_SERVICE_FREE_PARK: 'Parking is free.',
    BIZ_SERVICE_WITH_PET: 'Pets are welcome.',
    BIZ_SERVICE_FREE_WIFI: 'Wi-Fi is free.',
  } satisfies Record<(typeof BUSINESS_SERVICES)[number], string>,
);
