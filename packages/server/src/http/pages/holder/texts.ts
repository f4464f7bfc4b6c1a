import type { LanguageTag } from '../language.ts';

const en = {
  wallet: 'My coupons',
  coupon: 'Coupon',
  gift: 'A gift for you',
  needsScript: 'This page needs JavaScript. Please switch it on, or open it in another browser.',
  needsNewer: 'If nothing appears here, please open this page in a newer browser.',
  unknownTitle: 'Nothing here',
  unknown: 'There is no such page. Please check the link.',
  giftUnknownTitle: 'No such gift',
  giftUnknown: 'There is no such gift. Please check the link that your friend sent.',
} as const;

type HolderTexts = Readonly<Record<keyof typeof en, string>>;

const zhCn: HolderTexts = {
  wallet: '我的卡券',
  coupon: '优惠券',
  gift: '好友送你一张券',
  needsScript: '此页面需要启用 JavaScript。请启用后重试，或换用其他浏览器打开。',
  needsNewer: '如果没有出现内容，请使用更新版本的浏览器打开此页面。',
  unknownTitle: '页面不存在',
  unknown: '没有这个页面，请检查链接。',
  giftUnknownTitle: '没有找到礼物',
  giftUnknown: '没有这份礼物，请检查好友发来的链接。',
};

export const holderTexts = (tag: LanguageTag): HolderTexts => (tag === 'zh-CN' ? zhCn : en);
