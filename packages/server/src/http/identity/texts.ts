import { type Exchange, headerOf } from '../exchange.ts';
import { type LanguageTag, languageTagOf } from '../pages/language.ts';

const en = {
  signIn: 'Sign in',
  sandbox: 'Sandbox',
  pickTitle: 'Who are you?',
  pickNote: 'This merchant is for trying out, so you may be anybody. A real merchant’s own login asks here.',
  pickOther: 'Somebody else',
  openid: 'openid',
  openidRule: '1 to 64 letters, digits, _ or -',
  goOn: 'Go on',
  again: 'Try again',
  noMerchantTitle: 'No such merchant',
  noMerchant: 'This link names a merchant that does not exist here.',
  noLoginTitle: 'Sign-in is not set up',
  noLogin: 'This merchant has not set a login address yet, so we cannot know who you are.',
  badReturnTitle: 'This link leads astray',
  badReturn:
    'It wants to lead to a page that is not the merchant’s. Please go back and start from the merchant’s page.',
  staleTitle: 'This sign-in has expired',
  stale: 'It was begun more than 10 minutes ago, or in another browser.',
  refusedTitle: 'You could not be signed in',
  refused: 'The merchant’s login sent an answer that we cannot accept.',
} as const;

export type IdentityTexts = Readonly<Record<keyof typeof en, string>>;

const zhCn: IdentityTexts = {
  signIn: '登录',
  sandbox: '沙箱',
  pickTitle: '您是谁？',
  pickNote: '这是沙箱商户，您可以选择任意身份。正式商户会在这里使用自己的登录页。',
  pickOther: '其他用户',
  openid: 'openid',
  openidRule: '1 至 64 位字母、数字、_ 或 -',
  goOn: '继续',
  again: '重试',
  noMerchantTitle: '商户不存在',
  noMerchant: '此链接中的商户不存在。',
  noLoginTitle: '尚未开通登录',
  noLogin: '该商户尚未设置登录地址，暂时无法确认您的身份。',
  badReturnTitle: '链接有误',
  badReturn: '此链接要跳转到不属于该商户的页面。请从商户的页面重新进入。',
  staleTitle: '登录已失效',
  stale: '登录已超过 10 分钟，或是在其他浏览器中开始的。',
  refusedTitle: '登录未成功',
  refused: '商户登录页返回的信息无法通过验证。',
};

export type IdentityLanguage = { tag: LanguageTag; texts: IdentityTexts };

export function languageOf({ req, url }: Exchange): IdentityLanguage {
  const tag = languageTagOf(headerOf(req, 'accept-language'), url.searchParams.get('lang'));
  return { tag, texts: tag === 'zh-CN' ? zhCn : en };
}
