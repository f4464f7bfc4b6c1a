import type { DateTime } from 'luxon';
import type { CardDraft } from '../domain/cards/index.ts';

/** A card of the demo shop before its logo is uploaded. */
export type DemoCard = Omit<CardDraft, 'logoUrl' | 'storeIds' | 'usesAllStores'> & {
  externalId: string;
  /** Name of the picture. */
  logo: string;
  isInAllStores: boolean;
};

const SHARED = {
  codeType: 'CODE_TYPE_QRCODE',
  validity: { type: 'FIX_TERM', termDays: 30, termStartDays: 0 },
  quantity: 1_000,
  claimLimit: 1,
  servicePhone: '021-55550100',
  isInAllStores: false,
} as const;

const coupons: DemoCard[] = [
  {
    ...SHARED,
    externalId: 'demo-cash',
    kind: 'CASH',
    title: '满100减20元',
    subTitle: '堂食外卖都能用',
    brandName: '山城老火锅',
    logo: 'hotpot',
    color: 'Color100',
    notice: '结账前请出示券码',
    description: '每桌限用一张，可与会员价同享。\n不兑现，不找零，锅底与酒水除外。',
    claimLimit: 3,
    benefit: { leastCostFen: 10_000, reduceCostFen: 2_000 },
  },
  {
    ...SHARED,
    externalId: 'demo-discount',
    kind: 'DISCOUNT',
    title: '咖啡全场八折',
    subTitle: '任意饮品，不限杯数',
    brandName: '半日咖啡',
    logo: 'coffee',
    color: 'Color102',
    notice: '点单时请出示券码',
    description: '全场饮品八折，周边与咖啡豆除外。\n不可与其他优惠同享。',
    benefit: { percentOff: 20 },
  },
  {
    ...SHARED,
    externalId: 'demo-groupon',
    kind: 'GROUPON',
    title: '双人下午套餐',
    subTitle: '原价 128 元，现价 88 元',
    brandName: '小满饭堂',
    logo: 'canteen',
    color: 'Color081',
    notice: '到店前请提前预约',
    description: '周一至周五 14:00 至 17:00 可用。\n每张限两位使用，超出部分另付。',
    benefit: { dealDetail: '主食两份、甜品两份、热饮两杯。' },
  },
];

const presents: DemoCard[] = [
  {
    ...SHARED,
    externalId: 'demo-gift',
    kind: 'GIFT',
    title: '免费换一只可颂',
    subTitle: '新客见面礼',
    brandName: '麦田烘焙',
    logo: 'bakery',
    color: 'Color070',
    notice: '请向店员出示券码',
    description: '每位新客限兑一次，售完换同价面包。',
    benefit: { gift: '黄油可颂一只' },
  },
  {
    ...SHARED,
    externalId: 'demo-coupon',
    kind: 'GENERAL_COUPON',
    title: '购书满额赠袋',
    subTitle: '帆布袋三色可选',
    brandName: '拾页书店',
    logo: 'bookshop',
    color: 'Color040',
    notice: '付款时请出示券码',
    description: '两家门店通用，送完为止。',
    isInAllStores: true,
    benefit: { defaultDetail: '购书满 120 元，赠帆布袋一只。' },
  },
];

const lastPieces: DemoCard = {
  ...SHARED,
  externalId: 'demo-last',
  kind: 'CASH',
  title: '新茶立减15元',
  subTitle: '仅剩三张，先到先得',
  brandName: '一叶茶铺',
  logo: 'tea',
  color: 'Color010',
  notice: '付款时请出示券码',
  description: '任意茶叶可用，每人限领一张。',
  quantity: 3,
  benefit: { leastCostFen: 3_000, reduceCostFen: 1_500 },
};

const coming = (begin: DateTime): DemoCard => ({
  ...SHARED,
  externalId: 'demo-future',
  kind: 'DISCOUNT',
  title: '花束七折预告',
  subTitle: '下月一日开抢',
  brandName: '春野花坊',
  logo: 'florist',
  color: 'Color090',
  notice: '请提前一天预订',
  description: '下个月开始领取，当月有效。\n节日当天除外。',
  validity: { type: 'FIX_TIME_RANGE', from: begin.toJSDate(), until: begin.plus({ months: 1 }).toJSDate() },
  benefit: { percentOff: 30 },
});

const membership: DemoCard = {
  ...SHARED,
  externalId: 'demo-member',
  kind: 'MEMBER_CARD',
  title: '半日会员卡',
  subTitle: '积分长期有效',
  brandName: '半日咖啡',
  logo: 'coffee',
  color: 'Color050',
  notice: '点单时请出示会员卡',
  description: '每消费一元积一分，一百分抵五元。\n每周二会员日饮品九折。',
  validity: { type: 'PERMANENT' },
  isInAllStores: true,
  benefit: {
    prerogative: '每周二会员日饮品九折。\n生日当月赠饮一杯。',
    showsBonus: true,
    showsBalance: false,
    memberPercentOff: 10,
    customFields: [{ nameType: 'LEVEL' }],
    bonusRule: { costUnitFen: 100, increaseBonus: 1, costBonusUnit: 100, reduceCostFen: 500, initIncreaseBonus: 50 },
    activation: { isAutomatic: true },
  },
};

const ticket: DemoCard = {
  ...SHARED,
  externalId: 'demo-ticket',
  kind: 'MEETING_TICKET',
  title: '周末读书会门票',
  subTitle: '座位号现场分配',
  brandName: '拾页书店',
  logo: 'bookshop',
  color: 'Color020',
  notice: '入场时请出示门票',
  description: '每人一票，请提前十分钟入场。\n开场后不退不换。',
  quantity: 60,
  benefit: { meetingDetail: '与作者共读一本新书，茶歇免费。' },
};

/** The cards of the demo shop, in its order. @param nextMonth its first moment */
export const demoCards = (nextMonth: DateTime): readonly DemoCard[] => [
  ...coupons,
  ...presents,
  lastPieces,
  coming(nextMonth),
  membership,
  ticket,
];
