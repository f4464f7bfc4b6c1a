import type { CardBenefit } from '../../domain/cards/index.ts';
import { builder } from '../builder.ts';
import { MoneyType } from '../kit/money.type.ts';
import type { Benefit } from './kinds/benefit.ts';
import { MemberCardBenefitType } from './kinds/member-card.type.ts';
import {
  BoardingPassBenefitType,
  BusTicketBenefitType,
  MeetingTicketBenefitType,
  MovieTicketBenefitType,
  ScenicTicketBenefitType,
} from './kinds/tickets.type.ts';

const GrouponBenefitType = builder.objectRef<Benefit<'GROUPON'>>('GrouponBenefit').implement({
  description: 'What a group purchase holds (C1).',
  fields: (t) => ({ dealDetail: t.exposeString('dealDetail', { description: 'The deal, as text with line breaks.' }) }),
});

const CashBenefitType = builder.objectRef<Benefit<'CASH'>>('CashBenefit').implement({
  description: 'An amount off an order (C1).',
  fields: (t) => ({
    leastCostFen: t.expose('leastCostFen', {
      type: 'Fen',
      description: 'Least order amount in fen; 0: of any amount.',
    }),
    reduceCostFen: t.expose('reduceCostFen', { type: 'Fen', description: 'Amount in fen that is taken off.' }),
    leastCost: t.field({
      type: MoneyType,
      description: 'Least order amount.',
      resolve: ({ leastCostFen }) => leastCostFen,
    }),
    reduceCost: t.field({
      type: MoneyType,
      description: 'Amount that is taken off.',
      resolve: ({ reduceCostFen }) => reduceCostFen,
    }),
  }),
});

const DiscountBenefitType = builder.objectRef<Benefit<'DISCOUNT'>>('DiscountBenefit').implement({
  description: 'A share off an order (C1).',
  fields: (t) => ({
    percentOff: t.exposeInt('percentOff', {
      description: 'Per cent that are taken off, 1–99: 30 means that 70 % are paid.',
    }),
  }),
});

const GiftBenefitType = builder.objectRef<Benefit<'GIFT'>>('GiftBenefit').implement({
  description: 'A thing for which the card is exchanged (C1).',
  fields: (t) => ({ gift: t.exposeString('gift', { description: 'The thing, as text.' }) }),
});

const GeneralCouponBenefitType = builder.objectRef<Benefit<'GENERAL_COUPON'>>('GeneralCouponBenefit').implement({
  description: 'What a general coupon gives (C1).',
  fields: (t) => ({ defaultDetail: t.exposeString('defaultDetail', { description: 'The benefit, as text.' }) }),
});

const BENEFIT_TYPES = {
  GROUPON: GrouponBenefitType,
  CASH: CashBenefitType,
  DISCOUNT: DiscountBenefitType,
  GIFT: GiftBenefitType,
  GENERAL_COUPON: GeneralCouponBenefitType,
  MEMBER_CARD: MemberCardBenefitType,
  SCENIC_TICKET: ScenicTicketBenefitType,
  MOVIE_TICKET: MovieTicketBenefitType,
  BOARDING_PASS: BoardingPassBenefitType,
  MEETING_TICKET: MeetingTicketBenefitType,
  BUS_TICKET: BusTicketBenefitType,
} satisfies Record<CardBenefit['kind'], unknown>;

export const CardBenefitType = builder.unionType('CardBenefit', {
  description: 'What a card gives, by its kind (C1).',
  types: Object.values(BENEFIT_TYPES),
  resolveType: ({ kind }) => BENEFIT_TYPES[kind],
});
