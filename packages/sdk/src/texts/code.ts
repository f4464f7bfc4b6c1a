import type { CodePhrase } from './texts.ts';

// What elements say of codes in hand, beside what all say.

export const codeZhCN: Readonly<Record<CodePhrase, string>> = {
  qrName: '券码的二维码',
  barName: '券码的条形码',
  reveal: '显示券码',
  conceal: '隐藏券码',
  gifting: '赠送中',
  given: '已赠送',
  onlineOnly: '仅限线上使用',
  signIn: '登录后查看',
  outdated: '二维码已过期，联网后更新',
};

export const codeEn: Readonly<Record<CodePhrase, string>> = {
  qrName: 'QR code of the coupon',
  barName: 'Bar code of the coupon',
  reveal: 'Show the number',
  conceal: 'Hide the number',
  gifting: 'On its way to a friend',
  given: 'Given to a friend',
  onlineOnly: 'For use online only',
  signIn: 'Sign in to see it',
  outdated: 'Go online for a new QR code',
};
