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

const SEVERAL = { 'zh-CN': '多张卡券', en: 'several cards' } satisfies Record<Language, string>;

/** Address of a placement's page: what its QR code says. `path` stands below it. */
export const placementUrl = (publicUrl: string, token: string, path = ''): string => `${publicUrl}/p/${token}${path}`;

export type NamedImage = {
  /** What the placement is called in lists. */
  name: string;
  cards: readonly { title: string; kind: CardKind }[];
  /** Day of the merchant on which it was made, `2026-11-30`. */
  date: string;
  extension: string;
  language: Language;
};

/** L6: "title_kind_date", without what a file system or a header takes for something else. */
export function imageNameOf({ name, cards, date, extension, language }: NamedImage): string {
  const [card] = cards;
  const isOne = new Set(cards.map(({ title }) => title)).size === 1;
  const title = isOne && card ? card.title : name;
  const kind = (isOne && card ? KINDS[card.kind] : SEVERAL)[language];
  const safe = title.replace(/[\p{Cc}\p{Cf}\p{Cs}\s\\/:*?"<>|%;]+/gu, ' ').trim();
  return `${safe}_${kind}_${date}.${extension}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

const ACTION = { 'zh-CN': '立即领取', en: 'Claim now' } satisfies Record<Language, string>;

export type Article = {
  url: string;
  cards: readonly { title: string; brandName: string; logoUrl: string }[];
  language: Language;
};

/** HTML to paste into an article: styles inside, because articles keep no style sheets and no scripts. */
export function articleHtmlOf({ url, cards, language }: Article): string {
  const rows = cards.map(
    ({ title, brandName, logoUrl }) =>
      `<span style="display:block;padding:12px 16px"><img src="${escaped(logoUrl)}" alt="" width="40" height="40" style="border-radius:20px;vertical-align:middle;margin-right:12px"><span style="color:#666;font-size:13px">${escaped(brandName)}</span> <strong style="color:#111;font-size:17px">${escaped(title)}</strong></span>`,
  );
  return `<a href="${escaped(url)}" style="display:block;max-width:480px;border:1px solid #ddd;border-radius:8px;background:#fff;text-decoration:none">${rows.join('')}<span style="display:block;padding:12px 16px;border-top:1px solid #ddd;color:#07804a;font-size:15px;text-align:center">${ACTION[language]}</span></a>`;
}
