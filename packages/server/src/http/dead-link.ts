import type { UnauthenticatedError, UnauthenticatedReason } from '../domain/access/index.ts';
import { statusOfCode } from './door-refusal.ts';
import { type Exchange, headerOf } from './exchange.ts';
import { languageTagOf } from './pages/language.ts';
import { type Notice, replyNotice } from './pages/notice.ts';

type Words = Notice & { titles: Readonly<Partial<Record<UnauthenticatedReason, string>>>; toSignIn: string };

const WORDS: Readonly<Record<'en' | 'zh-CN', Words>> = {
  en: {
    title: 'This sign-in link does not work',
    titles: {
      LINK_USED: 'This sign-in link has been used',
      LINK_EXPIRED: 'This sign-in link has expired',
      PERSON_DISABLED: 'This account is closed',
    },
    text: 'A link signs in once, and for a limited time. Ask who invited you for a new one; a sandbox shows new ones in its terminal each time it starts.',
    toSignIn: 'Sign in by password',
  },
  'zh-CN': {
    title: '登录链接无效',
    titles: { LINK_USED: '登录链接已使用过', LINK_EXPIRED: '登录链接已过期', PERSON_DISABLED: '账号已停用' },
    text: '每个登录链接只能使用一次，且有有效期。请向邀请您的人索取新的链接；沙箱每次启动时，会在终端显示新的链接。',
    toSignIn: '使用密码登录',
  },
};

/** Whether a person waits for the answer, in a browser. */
export const readsPages = ({ req }: Exchange): boolean => (headerOf(req, 'accept') ?? '').includes('text/html');

/** Tells a person in a browser why a sign-in link did not work, and where a new one comes from. */
export function replyDeadLink(exchange: Exchange, { code, reason }: UnauthenticatedError): void {
  const tag = languageTagOf(headerOf(exchange.req, 'accept-language'));
  const { title, titles, text, toSignIn } = WORDS[tag];
  const action = { href: '/', label: toSignIn };
  replyNotice(exchange, statusOfCode(code), { tag, title: titles[reason] ?? title, text, action });
}
