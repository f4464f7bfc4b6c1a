import type { InputFieldMap } from '@pothos/core';
import { builder } from '../builder.ts';
import { BusinessServiceEnum, CodeTypeEnum, TimeLimitDayEnum, ValidityTypeEnum } from './card.enums.ts';
import { cashFields, discountFields, generalCouponFields, giftFields, grouponFields } from './kinds/coupons.inputs.ts';
import type { InputBuilder } from '../kit/input-builder.ts';
import { memberCardFields } from './kinds/member-card.inputs.ts';
import {
  boardingPassFields,
  busTicketFields,
  meetingTicketFields,
  movieTicketFields,
  scenicTicketFields,
} from './kinds/tickets.inputs.ts';

export const CardValidityInput = builder.inputType('CardValidityInput', {
  description:
    'When codes are good (C4): FIX_TIME_RANGE with `from` and `until`, FIX_TERM with `termDays`, or, of membership cards, PERMANENT. No time from 2038-01-19 on.',
  fields: (t) => ({
    type: t.field({ type: ValidityTypeEnum, description: 'Required. How the span is found.' }),
    from: t.field({
      type: 'DateOrDateTime',
      description: 'Begin of a fixed span; required there. A date: the start of that day in the merchant’s zone.',
    }),
    until: t.field({
      type: 'DateOrDateTime',
      description:
        'End (exclusive) of a fixed span (required); common end of a term. A date: the end of that day in the merchant’s zone.',
    }),
    termDays: t.int({ description: 'Days that a code is good for, at least 1; required for a term.' }),
    termStartDays: t.int({ description: 'Days from the claim until a code begins to be good; 0 when absent.' }),
  }),
});

export const CardEntryInput = builder.inputType('CardEntryInput', {
  description: 'A link on the face (C7).',
  fields: (t) => ({
    title: t.string({ description: 'Text of the link: center at most 18 bytes, others 15; a CJK character is 3.' }),
    subTitle: t.string({ description: 'Small text: center at most 24 bytes, others 18.' }),
    url: t.string({ description: 'Address, http or https, at most 128 bytes.' }),
    appUserName: t.string({ description: 'User name of a mini program, at most 128 bytes.' }),
    appPath: t.string({ description: 'Page of that mini program, at most 128 bytes.' }),
  }),
});

export const CardUseConditionInput = builder.inputType('CardUseConditionInput', {
  description: 'Conditions of use (C7a). What the kind of card does not show is kept and not shown (C1).',
  fields: (t) => ({
    acceptCategory: t.string({ description: 'Shown on CASH. Goods that it is only for, at most 512 bytes.' }),
    rejectCategory: t.string({ description: 'Shown on CASH. Goods that it is not for, at most 512 bytes.' }),
    leastCostFen: t.field({ type: 'Fen', description: 'Shown on CASH and GIFT. Least order amount in fen.' }),
    objectUseFor: t.string({ description: 'Shown on GIFT. Goods that must be bought for it, at most 512 bytes.' }),
    canUseWithOtherDiscount: t.boolean({
      description: 'Whether it goes together with other offers; true when absent.',
    }),
  }),
});

export const CardAbstractInput = builder.inputType('CardAbstractInput', {
  description: 'Cover of the details.',
  fields: (t) => ({
    text: t.string({ description: 'A sentence about the card, at most 24 wide characters.' }),
    iconUrls: t.stringList({ description: 'Address of the cover image; at most one (C11).' }),
  }),
});

export const CardTextImageInput = builder.inputType('CardTextImageInput', {
  description: 'An image with its text; both are needed.',
  fields: (t) => ({
    imageUrl: t.string({ description: 'Required. Address of the image, at most 128 bytes (C11).' }),
    text: t.string({ description: 'Required. Text below it, at most 512 bytes.' }),
  }),
});

export const CardTimeLimitInput = builder.inputType('CardTimeLimitInput', {
  description: 'A day, and hours in it, when the card can be used (C12).',
  fields: (t) => ({
    day: t.field({ type: TimeLimitDayEnum, description: 'Required. The day.' }),
    beginHour: t.int({ description: 'Hour of the begin, 0–24; absent: the whole day.' }),
    beginMinute: t.int({ description: 'Minute of the begin, 0–59.' }),
    endHour: t.int({ description: 'Hour of the end, 0–24; absent: the end of the day.' }),
    endMinute: t.int({ description: 'Minute of the end, 0–59.' }),
  }),
});

// Nothing is required by the schema: the domain says what is missing, as data with the number of the field (41011).

const faceFields = (t: InputBuilder) => ({
  externalId: t.string({ description: 'The merchant’s own id, unique among its cards, at most 64 bytes.' }),
  title: t.string({ description: 'Required. Title, at most 9 wide characters (C2).' }),
  subTitle: t.string({ description: 'Sub-title, at most 18 wide characters.' }),
  brandName: t.string({ description: 'Required. Name of the brand, at most 12 wide characters.' }),
  logoUrl: t.string({
    description: 'Required. Address of the logo, at most 128 bytes (C11): upload by `POST /media`.',
  }),
  color: t.string({ description: 'Required. Name of one of the 14 colours (C3): Color010 … Color102.' }),
  notice: t.string({ description: 'Required. Notice for the till, at most 16 wide characters.' }),
  description: t.string({ description: 'Required. Instructions, at most 1024 wide characters.' }),
  servicePhone: t.string({ description: 'Phone of the customer service, at most 24 bytes.' }),
  source: t.string({ description: 'Name of a third party that offers the card, at most 36 bytes.' }),
  codeType: t.field({ type: CodeTypeEnum, description: 'Required. How codes are shown (K3).' }),
});

const ruleFields = (t: InputBuilder) => ({
  validity: t.field({ type: CardValidityInput, description: 'Required. When codes are good (C4).' }),
  quantity: t.int({ description: 'Required. Pieces put in stock, 0 to 100,000,000 (C5).' }),
  claimLimit: t.int({ description: 'Codes that one user can claim, at least 1; 50 when absent (C5).' }),
  useLimit: t.int({ description: 'Codes that one user can redeem, at least 1; 50 when absent (C5).' }),
  canShare: t.boolean({ description: 'Whether users may share the way to claim it; true when absent (C10a).' }),
  canGiveFriend: t.boolean({
    description:
      'Whether holders may give codes to friends; true when absent (C10a). Membership cards are never gifts (L7).',
  }),
  storeIds: t.idList({ description: 'Stores in which it can be redeemed; not together with `usesAllStores` (C6).' }),
  poiIds: t.intList({ description: 'The same stores by their Weixin number.' }),
  usesAllStores: t.boolean({ description: 'Whether it applies to all stores of the moment; false when absent (C6).' }),
  useCustomCode: t.boolean({
    description:
      'Whether the merchant gives the codes (K1); false when absent. Needs the permission CUSTOM_CODE (43009).',
  }),
  getCustomCodeMode: t.string({
    description:
      'How custom codes come in (K1): absent, one with each claim; `GET_CUSTOM_CODE_MODE_DEPOSIT`, deposited beforehand, and `quantity` begins with 0.',
  }),
  bindOpenid: t.boolean({
    description: 'Whether only users whom `cardAudienceSet` names can claim it (L3); false when absent.',
  }),
  pushesViews: t.boolean({ description: 'Whether views of the card make events; false when absent.' }),
});

const detailFields = (t: InputBuilder) => ({
  center: t.field({ type: CardEntryInput, description: 'Link shown only while the code can be redeemed (C7).' }),
  custom: t.field({ type: CardEntryInput, description: 'Link shown while the code is held (C7).' }),
  promotion: t.field({ type: CardEntryInput, description: 'Link always shown (C7).' }),
  useCondition: t.field({ type: CardUseConditionInput, description: 'Conditions that are shown (C7a).' }),
  abstract: t.field({ type: CardAbstractInput, description: 'Cover of the details.' }),
  textImages: t.field({ type: [CardTextImageInput], description: 'Images with texts, at most 100.' }),
  businessServices: t.field({
    type: [BusinessServiceEnum],
    description: 'Services of the merchant (C7a), at most 100; each is kept once.',
  }),
  timeLimits: t.field({ type: [CardTimeLimitInput], description: 'Days and hours of use, at most 100 (C12).' }),
  enforcesTimeLimits: t.boolean({ description: 'Whether the days and hours are enforced; false when absent (C12).' }),
  idempotencyKey: t.string({
    description:
      'Repeats of a call carry the same key and get the same card: 8 to 64 of A-Z a-z 0-9 _ - (graphql.md §6). Without it each call makes a card.',
  }),
});

/** What every kind of card has. */
const commonFields = (t: InputBuilder) => ({ ...faceFields(t), ...ruleFields(t), ...detailFields(t) });

/** A new card of one kind: what every card has, and what this kind gives. */
const createInput = <Fields extends InputFieldMap>(
  name: string,
  description: string,
  benefitFields: (t: InputBuilder) => Fields,
) => builder.inputType(name, { description, fields: (t) => ({ ...commonFields(t), ...benefitFields(t) }) });

const GrouponCreateInput = createInput('GrouponCreateInput', 'A new group-purchase card (GROUPON).', grouponFields);
const CashCreateInput = createInput('CashCreateInput', 'A new cash coupon (CASH).', cashFields);
const DiscountCreateInput = createInput('DiscountCreateInput', 'A new discount coupon (DISCOUNT).', discountFields);
const GiftCreateInput = createInput('GiftCreateInput', 'A new exchange coupon (GIFT).', giftFields);
const GeneralCouponCreateInput = createInput(
  'GeneralCouponCreateInput',
  'A new general coupon (GENERAL_COUPON).',
  generalCouponFields,
);
const MemberCardCreateInput = createInput(
  'MemberCardCreateInput',
  'A new membership card (MEMBER_CARD).',
  memberCardFields,
);
const ScenicTicketCreateInput = createInput(
  'ScenicTicketCreateInput',
  'A new ticket of a sight (SCENIC_TICKET).',
  scenicTicketFields,
);
const MovieTicketCreateInput = createInput(
  'MovieTicketCreateInput',
  'A new movie ticket (MOVIE_TICKET).',
  movieTicketFields,
);
const BoardingPassCreateInput = createInput(
  'BoardingPassCreateInput',
  'A new boarding pass (BOARDING_PASS).',
  boardingPassFields,
);
const MeetingTicketCreateInput = createInput(
  'MeetingTicketCreateInput',
  'A new ticket of a meeting (MEETING_TICKET).',
  meetingTicketFields,
);
const BusTicketCreateInput = createInput('BusTicketCreateInput', 'A new bus ticket (BUS_TICKET).', busTicketFields);

/** One branch a kind, so that a field of another kind can not even be sent. */
export const CardCreateInput = builder.inputType('CardCreateInput', {
  description: 'A new card: exactly one of the branches, which names its kind.',
  isOneOf: true,
  fields: (t) => ({
    groupon: t.field({ type: GrouponCreateInput, description: 'A group purchase.' }),
    cash: t.field({ type: CashCreateInput, description: 'A cash coupon.' }),
    discount: t.field({ type: DiscountCreateInput, description: 'A discount coupon.' }),
    gift: t.field({ type: GiftCreateInput, description: 'An exchange coupon.' }),
    generalCoupon: t.field({ type: GeneralCouponCreateInput, description: 'A general coupon.' }),
    memberCard: t.field({ type: MemberCardCreateInput, description: 'A membership card.' }),
    scenicTicket: t.field({ type: ScenicTicketCreateInput, description: 'A ticket of a sight.' }),
    movieTicket: t.field({ type: MovieTicketCreateInput, description: 'A movie ticket.' }),
    boardingPass: t.field({ type: BoardingPassCreateInput, description: 'A boarding pass.' }),
    meetingTicket: t.field({ type: MeetingTicketCreateInput, description: 'A ticket of a meeting.' }),
    busTicket: t.field({ type: BusTicketCreateInput, description: 'A bus ticket.' }),
  }),
});
