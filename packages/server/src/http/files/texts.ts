import type { LanguageTag } from '../pages/language.ts';
import type { Notice } from '../pages/notice.ts';

const BUILD = 'npx pnpm --filter @kaquan/demo build';

const en = {
  shopClosed: {
    title: 'The demo shop is closed',
    text: 'It belongs to the sandbox merchants. Start the server with KAQUAN_SANDBOX=1 to open it.',
  },
  shopNotBuilt: { title: 'The demo shop is not built', text: 'Build it and reload this page:', detail: BUILD },
  consoleNotBuilt: { title: 'The console is not built', text: 'Build it and reload this page:', detail: BUILD },
  nothingHere: { title: 'Nothing here', text: 'There is no page or file at this address.' },
} as const satisfies Record<string, Notice>;

const zhCn: Record<keyof typeof en, Notice> = {
  shopClosed: { title: '演示商店未开放', text: '演示商店属于沙箱商户。请以 KAQUAN_SANDBOX=1 启动服务。' },
  shopNotBuilt: { title: '演示商店尚未构建', text: '请先构建，然后刷新此页面：', detail: BUILD },
  consoleNotBuilt: { title: '控制台尚未构建', text: '请先构建，然后刷新此页面：', detail: BUILD },
  nothingHere: { title: '页面不存在', text: '此地址没有页面或文件。' },
};

/** What stands where a built page does not. */
export const noticeIn = (tag: LanguageTag, name: keyof typeof en): Notice & { tag: LanguageTag } => ({
  tag,
  ...(tag === 'zh-CN' ? zhCn : en)[name],
});
