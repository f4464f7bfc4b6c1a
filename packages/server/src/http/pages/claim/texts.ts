import type { LanguageTag } from '../language.ts';

const en = {
  title: 'Claim a coupon',
  terms: 'How to use it',
  notice: 'At the till',
  description: 'Details',
  phone: 'Questions',
  otherUser: 'Sandbox: try as another user',
  needsScript: 'Claiming needs JavaScript. Please switch it on, or open this page in another browser.',
  needsNewer: 'If no button appears here, please open this page in a newer browser.',
  unknown: 'This coupon does not exist, or is not given out any more.',
  unknownTitle: 'No coupon here',
  closed: 'The merchant has closed this page for now. Please ask the merchant.',
  closedTitle: 'This page is closed',
  unready: 'This page is not ready yet: the server has no SDK. Run `npx pnpm --filter @kaquan/sdk build`.',
} as const;

export type ClaimTexts = Readonly<Record<keyof typeof en, string>>;

const zhCn: ClaimTexts = {
  title: '领取优惠券',
  terms: '使用须知',
  notice: '使用提醒',
  description: '详细说明',
  phone: '咨询电话',
  otherUser: '沙箱：换一位用户试试',
  needsScript: '领取优惠券需要启用 JavaScript。请启用后重试，或换用其他浏览器打开。',
  needsNewer: '如果没有出现领取按钮，请使用更新版本的浏览器打开此页面。',
  unknown: '该优惠券不存在，或已停止发放。',
  unknownTitle: '没有找到优惠券',
  closed: '商户暂时关闭了此页面，请咨询商户。',
  closedTitle: '页面已关闭',
  unready: '页面尚未就绪：服务器上没有 SDK。请运行 `npx pnpm --filter @kaquan/sdk build`。',
};

export const claimTexts = (tag: LanguageTag): ClaimTexts => (tag === 'zh-CN' ? zhCn : en);
