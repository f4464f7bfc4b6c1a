import type { NoticeKind, UserMessageKind } from './catalogue.ts';

type Kind = UserMessageKind | NoticeKind;
/** The languages of messages. */
export type MessageLanguage = 'en' | 'zh-CN';
/** A headline and what it says below. `{name}` is a value that the kind carries. */
export type MessageWords = { title: string; text: string };
type Catalogue = Readonly<Record<Kind, MessageWords>>;

const en: Catalogue = {
  CARD: { title: 'A card from {brandName}', text: '“{title}” is waiting for you.' },
  CARD_APPROVED: { title: 'Card approved', text: '“{title}” passed its review and can be claimed.' },
  CARD_REJECTED: { title: 'Card refused', text: '“{title}” did not pass its review: {reasons}' },
  CARD_CHANGE_APPROVED: { title: 'Change of a card approved', text: 'The change of “{title}” is live.' },
  CARD_CHANGE_REJECTED: {
    title: 'Change of a card refused',
    text: 'The change of “{title}” did not pass its review, and its approved face stays: {reasons}',
  },
  STORE_APPROVED: { title: 'Store approved', text: '“{name}” passed its review.' },
  STORE_REJECTED: { title: 'Store refused', text: '“{name}” did not pass its review: {reasons}' },
  STORE_CHANGE_APPROVED: { title: 'Change of a store approved', text: 'The change of “{name}” is live.' },
  STORE_CHANGE_REJECTED: {
    title: 'Change of a store refused',
    text: 'The change of “{name}” did not pass its review: {reasons}',
  },
  SELF_REDEEMED: { title: 'Redeemed by a user', text: '“{title}” was redeemed in {name}: {code}.' },
  STOCK_LOW: { title: 'Few are left', text: 'Of “{title}” {left} of {quantity} are left.' },
  IMPORT_DONE: {
    title: 'Import finished',
    text: 'Codes of “{title}”: {addedCount} added, {duplicateCount} duplicate, {failedCount} wrong.',
  },
  IMPORT_FAILED: {
    title: 'Import not finished',
    text: 'The codes of “{title}” could not all be read in; {addedCount} were added and stay.',
  },
  WEBHOOK_DISABLED: {
    title: 'Webhook switched off',
    text: 'Nothing is sent to “{name}” ({url}) any more; the console says why. Events wait until it is switched on again.',
  },
};

const zhCn: Catalogue = {
  CARD: { title: '{brandName}送您一张卡券', text: '“{title}”待您领取。' },
  CARD_APPROVED: { title: '卡券审核通过', text: '“{title}”已通过审核，可以领取。' },
  CARD_REJECTED: { title: '卡券审核未通过', text: '“{title}”未通过审核：{reasons}' },
  CARD_CHANGE_APPROVED: { title: '卡券修改审核通过', text: '“{title}”的修改已生效。' },
  CARD_CHANGE_REJECTED: {
    title: '卡券修改审核未通过',
    text: '“{title}”的修改未通过审核，继续使用已通过的内容：{reasons}',
  },
  STORE_APPROVED: { title: '门店审核通过', text: '“{name}”已通过审核。' },
  STORE_REJECTED: { title: '门店审核未通过', text: '“{name}”未通过审核：{reasons}' },
  STORE_CHANGE_APPROVED: { title: '门店修改审核通过', text: '“{name}”的修改已生效。' },
  STORE_CHANGE_REJECTED: { title: '门店修改审核未通过', text: '“{name}”的修改未通过审核：{reasons}' },
  SELF_REDEEMED: { title: '用户自助核销', text: '“{title}”已在{name}自助核销，券码 {code}。' },
  STOCK_LOW: { title: '库存不足', text: '“{title}”仅剩 {left} 张，共 {quantity} 张。' },
  IMPORT_DONE: {
    title: '导入完成',
    text: '“{title}”的 code：新增 {addedCount} 个，重复 {duplicateCount} 个，有误 {failedCount} 个。',
  },
  IMPORT_FAILED: { title: '导入未完成', text: '“{title}”的 code 未能全部导入，已新增的 {addedCount} 个保留。' },
  WEBHOOK_DISABLED: {
    title: '事件推送已停用',
    text: '“{name}”（{url}）已停用，原因见控制台。重新启用前事件将保留等待。',
  },
};

const CATALOGUES: Readonly<Record<MessageLanguage, Catalogue>> = { en, 'zh-CN': zhCn };
const BETWEEN: Readonly<Record<MessageLanguage, string>> = { en: '; ', 'zh-CN': '；' };

type Kept = { kind: string; data: unknown };

/** What a message says in that language, made of what it carries. What the merchant wrote itself takes the place of our text. */
export function wordsOf({ kind, data }: Kept, language: MessageLanguage): MessageWords {
  const words = Object.entries(CATALOGUES[language]).find(([known]) => known === kind)?.[1];
  if (!words) throw new Error(`No words for ${kind}`);
  const carried = (name: string): unknown => Reflect.get(Object(data), name);
  const filled = (template: string): string =>
    template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => shown(carried(name), language));
  const written = carried('text');
  return { title: filled(words.title), text: typeof written === 'string' ? written : filled(words.text) };
}

/** What it says in every language, for who passes it on. */
export const wordsInAll = (kept: Kept): Record<MessageLanguage, MessageWords> => ({
  'zh-CN': wordsOf(kept, 'zh-CN'),
  en: wordsOf(kept, 'en'),
});

function shown(value: unknown, language: MessageLanguage): string {
  if (Array.isArray(value)) return value.map(String).join(BETWEEN[language]);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
