import type { InputFieldMap } from '@pothos/core';
import { builder } from '../builder.ts';
import { BusinessServiceEnum, CodeTypeEnum } from './card.enums.ts';
import {
  CardAbstractInput,
  CardEntryInput,
  CardTextImageInput,
  CardTimeLimitInput,
  CardUseConditionInput,
  CardValidityInput,
} from './card.inputs.ts';
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

// Fields that never change can be named as well: the refusal says so by its rule, and saying the same again is none.

const keyFields = (t: InputBuilder) => ({
  id: t.id({ description: 'The card, by its id. Give exactly one of id and externalId.' }),
  externalId: t.string({ description: 'The card, by the merchant’s own id.' }),
});

const reviewedFields = (t: InputBuilder) => ({
  title: t.string({ description: 'Reviewed. Title, at most 9 wide characters (C2).' }),
  subTitle: t.string({ description: 'Reviewed. Sub-title, at most 18 wide characters.' }),
  logoUrl: t.string({ description: 'Reviewed. Address of the logo, at most 128 bytes (C11).' }),
  color: t.string({ description: 'Reviewed. Name of one of the 14 colours (C3).' }),
  notice: t.string({ description: 'Reviewed. Notice for the till, at most 16 wide characters.' }),
  description: t.string({ description: 'Reviewed. Instructions, at most 1024 wide characters.' }),
  source: t.string({ description: 'Reviewed. Name of a third party that offers the card, at most 36 bytes.' }),
  useCondition: t.field({
    type: CardUseConditionInput,
    description: 'Reviewed, but for `leastCostFen`, which never changes. Conditions that are shown (C7a).',
  }),
  abstract: t.field({ type: CardAbstractInput, description: 'Reviewed. Cover of the details.' }),
  textImages: t.field({
    type: [CardTextImageInput],
    description: 'Reviewed. All images with texts anew, at most 100.',
  }),
});

const ruleFields = (t: InputBuilder) => ({
  servicePhone: t.string({ description: 'At once. Phone of the customer service, at most 24 bytes.' }),
  codeType: t.field({ type: CodeTypeEnum, description: 'At once. How codes are shown (K3).' }),
  validity: t.field({
    type: CardValidityInput,
    description:
      'At once. Only a fixed span changes, and only to a wider one (40100). Codes in users’ hands keep their own validity.',
  }),
  claimLimit: t.int({ description: 'At once. Codes that one user can claim, at least 1 (C5).' }),
  useLimit: t.int({ description: 'At once. Codes that one user can redeem, at least 1 (C5).' }),
  canShare: t.boolean({ description: 'At once. Whether users may share the way to claim it.' }),
  canGiveFriend: t.boolean({ description: 'At once. Whether holders may give codes to friends.' }),
  storeIds: t.idList({
    description: 'At once. All stores in which it can be redeemed; a live card loses none (C6).',
  }),
  poiIds: t.intList({ description: 'The same stores by their Weixin number.' }),
  usesAllStores: t.boolean({
    description:
      'At once. Whether it applies to all stores of the moment, in place of a list; never off while live (C6).',
  }),
  pushesViews: t.boolean({ description: 'At once. Whether views of the card make events.' }),
});

const detailFields = (t: InputBuilder) => ({
  center: t.field({
    type: CardEntryInput,
    description: 'At once. Link shown only while the code can be redeemed (C7).',
  }),
  custom: t.field({ type: CardEntryInput, description: 'At once. Link shown while the code is held (C7).' }),
  promotion: t.field({ type: CardEntryInput, description: 'At once. Link always shown (C7).' }),
  businessServices: t.field({
    type: [BusinessServiceEnum],
    description: 'At once. All services of the merchant anew (C7a), at most 100.',
  }),
  timeLimits: t.field({
    type: [CardTimeLimitInput],
    description: 'At once. All days and hours of use anew, at most 100 (C12).',
  }),
  enforcesTimeLimits: t.boolean({ description: 'At once. Whether the days and hours are enforced (C12).' }),
});

const fixedFields = (t: InputBuilder) => ({
  brandName: t.string({ description: 'Never changes (47001). Name of the brand.' }),
  useCustomCode: t.boolean({ description: 'Never changes (47001). Whether the merchant gives the codes (K1).' }),
  getCustomCodeMode: t.string({ description: 'Never changes (47001). How custom codes come in (K1).' }),
  bindOpenid: t.boolean({ description: 'Never changes (40112). Whether only named users can claim it (L3).' }),
});

/** What a kind gives, with the fields of its creation. */
const benefitInput = <Fields extends InputFieldMap>(
  name: string,
  description: string,
  benefitFields: (t: InputBuilder) => Fields,
) =>
  builder.inputType(name, {
    description: `${description} Fields as at its creation; here none is required, and absent ones stay.`,
    fields: (t) => benefitFields(t),
  });

const GrouponUpdateInput = benefitInput(
  'GrouponUpdateInput',
  'What a group purchase gives (GROUPON). All of it is fixed (47001).',
  grouponFields,
);
const CashUpdateInput = benefitInput(
  'CashUpdateInput',
  'What a cash coupon gives (CASH). All of it is fixed (47001).',
  cashFields,
);
const DiscountUpdateInput = benefitInput(
  'DiscountUpdateInput',
  'What a discount coupon gives (DISCOUNT). All of it is fixed (47001).',
  discountFields,
);
const GiftUpdateInput = benefitInput(
  'GiftUpdateInput',
  'What an exchange coupon gives (GIFT). All of it is fixed (47001).',
  giftFields,
);
const GeneralCouponUpdateInput = benefitInput(
  'GeneralCouponUpdateInput',
  'What a general coupon gives (GENERAL_COUPON). All of it is fixed (47001).',
  generalCouponFields,
);
const MemberCardUpdateInput = benefitInput(
  'MemberCardUpdateInput',
  'What a membership card gives (MEMBER_CARD). `memberPercentOff` is reviewed; `showsBonus` and `showsBalance` are switched on by review and never off again (40135); the rest changes at once.',
  memberCardFields,
);
const ScenicTicketUpdateInput = benefitInput(
  'ScenicTicketUpdateInput',
  'What a ticket of a sight gives (SCENIC_TICKET). `guideUrl` changes at once; the rest is fixed (47001).',
  scenicTicketFields,
);
const MovieTicketUpdateInput = benefitInput(
  'MovieTicketUpdateInput',
  'What a movie ticket gives (MOVIE_TICKET). `detail` is reviewed.',
  movieTicketFields,
);
const BoardingPassUpdateInput = benefitInput(
  'BoardingPassUpdateInput',
  'What a boarding pass gives (BOARDING_PASS). Times, gate and the link to check in change at once; the rest is fixed (47001).',
  boardingPassFields,
);
const MeetingTicketUpdateInput = benefitInput(
  'MeetingTicketUpdateInput',
  'What a ticket of a meeting gives (MEETING_TICKET). `mapUrl` changes at once; the rest is fixed (47001).',
  meetingTicketFields,
);
const BusTicketUpdateInput = benefitInput(
  'BusTicketUpdateInput',
  'What a bus ticket gives (BUS_TICKET). `departureTime` and `mapUrl` change at once; the rest is fixed (47001).',
  busTicketFields,
);

/** One branch a kind, as in `cardCreate`; the branch of another kind than the card's is refused. */
const branchFields = (t: InputBuilder) => ({
  groupon: t.field({ type: GrouponUpdateInput, description: 'Of a group purchase.' }),
  cash: t.field({ type: CashUpdateInput, description: 'Of a cash coupon.' }),
  discount: t.field({ type: DiscountUpdateInput, description: 'Of a discount coupon.' }),
  gift: t.field({ type: GiftUpdateInput, description: 'Of an exchange coupon.' }),
  generalCoupon: t.field({ type: GeneralCouponUpdateInput, description: 'Of a general coupon.' }),
  memberCard: t.field({ type: MemberCardUpdateInput, description: 'Of a membership card.' }),
  scenicTicket: t.field({ type: ScenicTicketUpdateInput, description: 'Of a ticket of a sight.' }),
  movieTicket: t.field({ type: MovieTicketUpdateInput, description: 'Of a movie ticket.' }),
  boardingPass: t.field({ type: BoardingPassUpdateInput, description: 'Of a boarding pass.' }),
  meetingTicket: t.field({ type: MeetingTicketUpdateInput, description: 'Of a ticket of a meeting.' }),
  busTicket: t.field({ type: BusTicketUpdateInput, description: 'Of a bus ticket.' }),
});

export const CardUpdateInput = builder.inputType('CardUpdateInput', {
  description:
    'Changes of a card (C9). Absent fields stay, also those below another; null empties an optional one. “Reviewed” on a membership card: the title and the description only, the rest at once.',
  fields: (t) => ({
    ...keyFields(t),
    expectedVersion: t.int({
      description: 'The version that the caller has read; another one is refused with STALE_VERSION. Absent: any.',
    }),
    idempotencyKey: t.string({
      description:
        'Repeats of a call carry the same key and get the same answer: 8 to 64 of A-Z a-z 0-9 _ - (graphql.md §6).',
    }),
    ...reviewedFields(t),
    ...ruleFields(t),
    ...detailFields(t),
    ...fixedFields(t),
    ...branchFields(t),
  }),
});

const keyInput = (name: string, description: string) =>
  builder.inputType(name, { description, fields: (t) => keyFields(t) });

export const CardWithdrawInput = keyInput('CardWithdrawInput', 'The card to take down.');
export const CardRelistInput = keyInput('CardRelistInput', 'The card to put up again.');
export const CardDeleteInput = keyInput('CardDeleteInput', 'The card to delete.');

export const CardCopyInput = builder.inputType('CardCopyInput', {
  description: 'The card to copy, and what the copy has of its own.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The card to copy: `card_…`, of any status.' }),
    externalId: t.string({ description: 'The merchant’s own id of the copy; none when absent.' }),
    title: t.string({ description: 'Title of the copy; that of the card when absent.' }),
    quantity: t.int({ description: 'Pieces put in stock, 0 to 100,000,000; 0 when absent.' }),
    validity: t.field({
      type: CardValidityInput,
      description:
        'When codes of the copy are good; as with the card when absent, also in parts, unless `type` is another. Needed where that is over.',
    }),
    idempotencyKey: t.string({
      description:
        'Repeats of a call carry the same key and get the same copy: 8 to 64 of A-Z a-z 0-9 _ - (graphql.md §6).',
    }),
  }),
});

export const CardTestersSetInput = builder.inputType('CardTestersSetInput', {
  description: 'The merchant’s testers from now on.',
  fields: (t) => ({
    openids: t.stringList({
      required: true,
      description:
        'Users who may claim cards before they are approved, at most 10; they take the place of the old ones.',
    }),
  }),
});

export const CardAudienceSetInput = builder.inputType('CardAudienceSetInput', {
  description: 'The users for whom a card is meant from now on (L3).',
  fields: (t) => ({
    cardId: t.id({ required: true, description: 'The card: `card_…`.' }),
    openids: t.stringList({
      required: true,
      description: 'All of its users, at most 10,000; they take the place of the old ones.',
    }),
  }),
});
