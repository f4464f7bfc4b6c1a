import type { CardKind } from '../../generated/prisma/enums.ts';

type Language = 'zh-CN' | 'en';

const KINDS = {
  GROUPON: { 'zh-CN': '团购券', en: 'groupon' },
  CASH: { 'zh-CN': '代金券', en: 'cash' },
  DISCOUNT: { 'zh-CN': '折扣券', en: 'discount' },
  GIFT: { 'zh-CN': '兑换券', en: 'gift' },
  GENERAL_COUPON: { 'zh-CN': '优惠券', en: 'coupon' },
  MEMBER_CARD: { 'zh-CN': '会员卡', en: 'member card' },
  SCENIC_TICKET: { 'zh-CN': '景点门票', en: 'scenic ticket' },
  MOVIE_TICKET: { 'zh-CN': '电影票', en: 'movie ticket' },
  BOARDING_PASS: { 'zh-CN': '飞机票', en: 'boarding pass' },
  MEETING_TICKET: { 'zh-CN': '会议门票', en: 'meeting ticket' },
  BUS_TICKET: { 'zh-CN': '汽车票', en: 'bus ticket' },
} satisfies Record<CardKind, Record<Language, string>>;

export type ImageName = { title: string; kind: CardKind; date: string; ext: string; language: Language };

/** L6: "title_kind_date", without what a file system or a header takes for something else. */
export function imageNameOf({ title, kind, date, ext, language }: ImageName): string {
  const safe = title.replace(/[\p{Cc}\p{Cs}\s\\/:*?"<>|%;]+/gu, ' ').trim();
  return `${safe}_${KINDS[kind][language]}_${date}.${ext}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

export type ArticleCard = { title: string; brandName: string; logoUrl: string };
export type Article = { url: string; action: string; cards: readonly ArticleCard[] };

/** HTML to paste into an article: styles inside, because articles keep no style sheets and no scripts. */
export function articleHtmlOf({ url, action, cards }: Article): string {
  const rows = cards.map(
    ({ title, brandName, logoUrl }) =>
      `<span style="display:block;padding:12px 16px"><img src="${escaped(logoUrl)}" alt="" width="40" height="40" style="border-radius:20px;vertical-align:middle;margin-right:12px"><span style="color:#666;font-size:13px">${escaped(brandName)}</span> <strong style="color:#111;font-size:17px">${escaped(title)}</strong></span>`,
  );
  return `<a href="${escaped(url)}" style="display:block;max-width:480px;border:1px solid #ddd;border-radius:8px;text-decoration:none">${rows.join('')}<span style="display:block;padding:12px 16px;border-top:1px solid #ddd;color:#07804a;font-size:15px;text-align:center">${escaped(action)}</span></a>`;
}
