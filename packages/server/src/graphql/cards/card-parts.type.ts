import {
  COLORS,
  entriesOf,
  isColorName,
  type ShownConditions,
  type StoredEntry,
  type textImagesOf,
  type TimeLimit,
} from '../../domain/cards/index.ts';
import { builder, type Rows } from '../builder.ts';
import { MoneyType } from '../kit/money.type.ts';
import { TimeLimitDayEnum, ValidityTypeEnum } from './card.enums.ts';

type Card = Rows.Card;

export const CardColorType = builder.objectRef<string>('CardColor').implement({
  description: 'One of the 14 colours of a card’s face (C3).',
  fields: (t) => ({
    name: t.string({ description: 'Its name: `Color010` … `Color102`.', resolve: (name) => name }),
    hex: t.string({
      description: 'The colour itself: `#63b359`.',
      resolve: (name) => (isColorName(name) ? COLORS[name] : '#000000'),
    }),
  }),
});

export const CardValidityType = builder.objectRef<Card>('CardValidity').implement({
  description: 'When codes of a card are good (C4). Spans are half-open.',
  fields: (t) => ({
    type: t.field({
      type: ValidityTypeEnum,
      description: 'How the span of a code is found.',
      resolve: (card) => card.validityType,
    }),
    from: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Begin of a fixed span; null otherwise.',
      resolve: (card) => card.validFrom,
    }),
    until: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'End (exclusive) of a fixed span, or the common end of a term; null where there is none.',
      resolve: (card) => card.validUntil,
    }),
    termDays: t.int({
      nullable: true,
      description: 'Days that a code is good for; null where it is no term.',
      resolve: (card) => card.termDays,
    }),
    termStartDays: t.int({
      nullable: true,
      description: 'Days from the claim until a code begins to be good; null where it is no term.',
      resolve: (card) => card.termStartDays,
    }),
  }),
});

const CardEntryType = builder.objectRef<StoredEntry>('CardEntry').implement({
  description: 'A link on the face of a card with its texts (C7).',
  fields: (t) => ({
    title: t.exposeString('title', { nullable: true, description: 'Text of the link; null: none was given.' }),
    subTitle: t.exposeString('subTitle', {
      nullable: true,
      description: 'Small text beside it; null: none was given.',
    }),
    url: t.exposeString('url', {
      nullable: true,
      description: 'Where it leads, http or https; null: nowhere, or into a mini program only.',
    }),
    appUserName: t.exposeString('appUserName', {
      nullable: true,
      description: 'User name of the mini program that it opens; null: none.',
    }),
    appPath: t.exposeString('appPath', { nullable: true, description: 'Page of that mini program; null: its first.' }),
  }),
});

export const CardEntriesType = builder.objectRef<Card>('CardEntries').implement({
  description: 'The links on the face of a card (C7).',
  fields: (t) => ({
    center: t.field({
      type: CardEntryType,
      nullable: true,
      description: 'Shown only while the code can be redeemed; null: none.',
      resolve: (card) => entriesOf(card).center,
    }),
    custom: t.field({
      type: CardEntryType,
      nullable: true,
      description: 'Shown while the code is held; null: none.',
      resolve: (card) => entriesOf(card).custom,
    }),
    promotion: t.field({
      type: CardEntryType,
      nullable: true,
      description: 'Always shown; null: none.',
      resolve: (card) => entriesOf(card).promotion,
    }),
  }),
});

export const CardUseConditionType = builder.objectRef<ShownConditions>('CardUseCondition').implement({
  description:
    'Conditions that the face shows (C7a). A condition that belongs to another kind of card is kept and not shown: null (C1).',
  fields: (t) => ({
    acceptCategory: t.exposeString('acceptCategory', {
      nullable: true,
      description: 'CASH: goods that it is only for; null: all.',
    }),
    rejectCategory: t.exposeString('rejectCategory', {
      nullable: true,
      description: 'CASH: goods that it is not for; null: none.',
    }),
    leastCostFen: t.expose('leastCostFen', {
      type: 'Fen',
      nullable: true,
      description: 'CASH, GIFT: least order amount in fen; null: any.',
    }),
    leastCost: t.field({
      type: MoneyType,
      nullable: true,
      description: 'CASH, GIFT: least order amount; null: any.',
      resolve: ({ leastCostFen }) => leastCostFen,
    }),
    objectUseFor: t.exposeString('objectUseFor', {
      nullable: true,
      description: 'GIFT: goods that must be bought for it; null: none.',
    }),
    canUseWithOtherDiscount: t.exposeBoolean('canUseWithOtherDiscount', {
      description: 'Whether it goes together with other offers.',
    }),
  }),
});

export const CardAbstractType = builder.objectRef<Card>('CardAbstract').implement({
  description: 'Cover of a card’s details.',
  fields: (t) => ({
    text: t.string({
      nullable: true,
      description: 'A sentence about the card; null: none was given.',
      resolve: (card) => card.abstract,
    }),
    iconUrl: t.string({
      nullable: true,
      description: 'Address of the cover image; null: none was given.',
      resolve: (card) => card.iconUrl,
    }),
  }),
});

export const CardTextImageType = builder.objectRef<ReturnType<typeof textImagesOf>[number]>('CardTextImage').implement({
  description: 'An image with its text in a card’s details.',
  fields: (t) => ({
    imageUrl: t.exposeString('imageUrl', { description: 'Address of the image (C11).' }),
    text: t.exposeString('text', { description: 'The text below it.' }),
  }),
});

export const CardTimeLimitType = builder.objectRef<TimeLimit>('CardTimeLimit').implement({
  description: 'A day of the week, and hours in it, when a card can be used (C12); in the merchant’s time zone.',
  fields: (t) => ({
    day: t.expose('day', { type: TimeLimitDayEnum, description: 'The day.' }),
    beginHour: t.exposeInt('beginHour', {
      nullable: true,
      description: 'Hour of the begin, 0–24; null: the whole day.',
    }),
    beginMinute: t.exposeInt('beginMinute', { nullable: true, description: 'Minute of the begin, 0–59; null: 0.' }),
    endHour: t.exposeInt('endHour', {
      nullable: true,
      description: 'Hour of the end, 0–24; null: the end of the day.',
    }),
    endMinute: t.exposeInt('endMinute', { nullable: true, description: 'Minute of the end, 0–59; null: 0.' }),
  }),
});

type SelfRedeemable = Pick<Rows.Card, 'isSelfRedeemable' | 'needsVerificationCode' | 'needsRemarkAmount'>;

export const CardSelfRedemptionType = builder.objectRef<SelfRedeemable>('CardSelfRedemption').implement({
  description: 'Whether holders redeem codes of a card themselves in a store (R4).',
  fields: (t) => ({
    isOpen: t.exposeBoolean('isSelfRedeemable', { description: 'Whether they may, by `codeSelfRedeem`.' }),
    needsVerificationCode: t.exposeBoolean('needsVerificationCode', {
      description: 'Whether they name a verification code, which people of the store tell them.',
    }),
    needsRemarkAmount: t.exposeBoolean('needsRemarkAmount', { description: 'Whether they note the order amount.' }),
  }),
});
