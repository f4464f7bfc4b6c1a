import type { LanguageTag } from '../language.ts';

const en = {
  title: 'Claim a coupon',
  unknown: 'This coupon does not exist, or is not given out any more.',
  unknownTitle: 'No coupon here',
} as const;

type ClaimTexts = Readonly<Record<keyof typeof en, string>>;

const zhCn: ClaimTexts = {
  title: '领取优惠券',
  unknown: '该优惠券不存在，或已停止发放。',
  unknownTitle: '没有找到优惠券',
};

export const claimTexts = (tag: LanguageTag): ClaimTexts => (tag === 'zh-CN' ? zhCn : en);
