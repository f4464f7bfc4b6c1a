import type {
  BusinessService,
  CardKind,
  CardStatus,
  CodeMode,
  CodeType,
  MemberFieldName,
  TimeLimitDay,
} from '../../generated/console.ts';
import { inBothLanguages } from '../language/language.tsx';

type Labels = {
  kinds: Record<CardKind, string>;
  statuses: Record<CardStatus, string>;
  codeTypes: Record<CodeType, string>;
  days: Record<TimeLimitDay, string>;
  services: Record<BusinessService, string>;
  memberFields: Record<MemberFieldName, string>;
  codeModes: Record<CodeMode, string>;
};

const chinese: Labels = {
  kinds: {
    CASH: '代金券',
    DISCOUNT: '折扣券',
    GROUPON: '团购券',
    GIFT: '兑换券',
    GENERAL_COUPON: '优惠券',
    MEMBER_CARD: '会员卡',
    SCENIC_TICKET: '景区门票',
    MOVIE_TICKET: '电影票',
    BOARDING_PASS: '飞机票',
    MEETING_TICKET: '会议门票',
    BUS_TICKET: '汽车票',
  },
  statuses: {
    READY: '待投放',
    DISTRIBUTED: '投放中',
    IN_REVIEW: '审核中',
    REJECTED: '未通过',
    EXPIRED: '已过期',
    WITHDRAWN: '已下架',
    DELETED: '已删除',
  },
  codeTypes: {
    CODE_TYPE_QRCODE: '二维码＋卡号',
    CODE_TYPE_BARCODE: '条形码＋卡号',
    CODE_TYPE_ONLY_QRCODE: '仅二维码',
    CODE_TYPE_ONLY_BARCODE: '仅条形码',
    CODE_TYPE_TEXT: '仅卡号',
    CODE_TYPE_NONE: '不显示（仅线上使用）',
  },
  days: {
    MONDAY: '周一',
    TUESDAY: '周二',
    WEDNESDAY: '周三',
    THURSDAY: '周四',
    FRIDAY: '周五',
    SATURDAY: '周六',
    SUNDAY: '周日',
    HOLIDAY: '节假日',
  },
  services: {
    BIZ_SERVICE_DELIVER: '外卖服务',
    BIZ_SERVICE_FREE_PARK: '停车位',
    BIZ_SERVICE_FREE_WIFI: '免费 Wi-Fi',
    BIZ_SERVICE_WITH_PET: '可带宠物',
  },
  memberFields: {
    LEVEL: '等级',
    COUPON: '优惠券',
    STAMP: '印花',
    DISCOUNT: '折扣',
    ACHIEVEMENT: '成就',
    MILEAGE: '里程',
    SET_POINTS: '集点',
    TIMS: '次数',
    UNKNOWN: '其他',
  },
  codeModes: { SYSTEM: '系统生成', CUSTOM: '领取时由商户给出', DEPOSITED: '预先导入' },
};

const english: Labels = {
  kinds: {
    CASH: 'Cash',
    DISCOUNT: 'Discount',
    GROUPON: 'Deal',
    GIFT: 'Gift',
    GENERAL_COUPON: 'Coupon',
    MEMBER_CARD: 'Membership card',
    SCENIC_TICKET: 'Sight ticket',
    MOVIE_TICKET: 'Movie ticket',
    BOARDING_PASS: 'Boarding pass',
    MEETING_TICKET: 'Meeting ticket',
    BUS_TICKET: 'Bus ticket',
  },
  statuses: {
    READY: 'Ready',
    DISTRIBUTED: 'Live',
    IN_REVIEW: 'In review',
    REJECTED: 'Rejected',
    EXPIRED: 'Expired',
    WITHDRAWN: 'Withdrawn',
    DELETED: 'Deleted',
  },
  codeTypes: {
    CODE_TYPE_QRCODE: 'QR code and number',
    CODE_TYPE_BARCODE: 'Barcode and number',
    CODE_TYPE_ONLY_QRCODE: 'QR code only',
    CODE_TYPE_ONLY_BARCODE: 'Barcode only',
    CODE_TYPE_TEXT: 'Number only',
    CODE_TYPE_NONE: 'Not shown (online use only)',
  },
  days: {
    MONDAY: 'Mon',
    TUESDAY: 'Tue',
    WEDNESDAY: 'Wed',
    THURSDAY: 'Thu',
    FRIDAY: 'Fri',
    SATURDAY: 'Sat',
    SUNDAY: 'Sun',
    HOLIDAY: 'Holidays',
  },
  services: {
    BIZ_SERVICE_DELIVER: 'Delivery',
    BIZ_SERVICE_FREE_PARK: 'Free parking',
    BIZ_SERVICE_FREE_WIFI: 'Free Wi-Fi',
    BIZ_SERVICE_WITH_PET: 'Pets welcome',
  },
  memberFields: {
    LEVEL: 'Level',
    COUPON: 'Coupons',
    STAMP: 'Stamps',
    DISCOUNT: 'Discount',
    ACHIEVEMENT: 'Achievements',
    MILEAGE: 'Miles',
    SET_POINTS: 'Set points',
    TIMS: 'Times',
    UNKNOWN: 'Other',
  },
  codeModes: { SYSTEM: 'Made by the system', CUSTOM: 'Given at the claim', DEPOSITED: 'Imported beforehand' },
};

export const cardLabels = inBothLanguages(chinese, english);

/** In the order in which a merchant meets them. */
export const CARD_KINDS = [
  'CASH',
  'DISCOUNT',
  'GROUPON',
  'GIFT',
  'GENERAL_COUPON',
  'MEMBER_CARD',
  'MOVIE_TICKET',
  'SCENIC_TICKET',
  'BOARDING_PASS',
  'MEETING_TICKET',
  'BUS_TICKET',
] as const satisfies readonly CardKind[];
export const CARD_STATUSES = [
  'READY',
  'DISTRIBUTED',
  'IN_REVIEW',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
  'DELETED',
] as const satisfies readonly CardStatus[];
export const CODE_TYPES = [
  'CODE_TYPE_QRCODE',
  'CODE_TYPE_BARCODE',
  'CODE_TYPE_ONLY_QRCODE',
  'CODE_TYPE_ONLY_BARCODE',
  'CODE_TYPE_TEXT',
  'CODE_TYPE_NONE',
] as const satisfies readonly CodeType[];
export const DAYS = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
  'HOLIDAY',
] as const satisfies readonly TimeLimitDay[];
export const SERVICES = [
  'BIZ_SERVICE_FREE_WIFI',
  'BIZ_SERVICE_FREE_PARK',
  'BIZ_SERVICE_DELIVER',
  'BIZ_SERVICE_WITH_PET',
] as const satisfies readonly BusinessService[];
export const MEMBER_FIELDS = [
  'LEVEL',
  'COUPON',
  'STAMP',
  'DISCOUNT',
  'ACHIEVEMENT',
  'MILEAGE',
  'SET_POINTS',
  'TIMS',
  'UNKNOWN',
] as const satisfies readonly MemberFieldName[];
export const CODE_MODES = ['SYSTEM', 'DEPOSITED', 'CUSTOM'] as const satisfies readonly CodeMode[];
