import { type CardDraft, createCard } from '../../src/domain/cards/index.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import type { DomainContext } from '../../src/domain/kit/context.ts';
import { stockOf } from '../../src/domain/stock/index.ts';
import { createStore } from '../../src/domain/stores/index.ts';
import type { Card, Claim, Code, Store } from '../../src/generated/prisma/client.ts';

export const IMAGE_URL = 'http://mmbiz.qpic.cn/mmbiz/logo/0';

/** A draft that every rule lets through; a test names only what matters. */
export function aDraft(changes: Partial<CardDraft> = {}): CardDraft {
  return {
    kind: 'CASH',
    title: '满100减10',
    brandName: '海底捞',
    logoUrl: IMAGE_URL,
    color: 'Color010',
    notice: '使用时出示',
    description: '不可与其他优惠同享',
    codeType: 'CODE_TYPE_QRCODE',
    validity: { type: 'FIX_TERM', termDays: 30, termStartDays: 0 },
    quantity: 10,
    benefit: { leastCostFen: 10_000, reduceCostFen: 1_000 },
    ...changes,
  };
}

/** A card that can be claimed. */
export const aCard = (ctx: DomainContext, changes: Partial<CardDraft> = {}): ReturnType<typeof createCard> =>
  createCard(ctx, aDraft(changes));

export const aStore = (ctx: DomainContext, changes: Partial<Parameters<typeof createStore>[1]> = {}): Promise<Store> =>
  createStore(ctx, {
    businessName: '海底捞',
    branchName: '王府井店',
    province: '北京市',
    city: '北京市',
    district: '东城区',
    address: '王府井大街 1 号',
    telephone: '010-12345678',
    categories: ['美食,火锅'],
    longitude: 116.41,
    latitude: 39.91,
    ...changes,
  });

/** A code in the hands of `openid`. */
export async function aCode(
  ctx: DomainContext,
  { openid = 'ann', ...changes }: Partial<CardDraft> & { openid?: string } = {},
): Promise<{ card: Card; code: Code; claim: Claim }> {
  const card = await aCard(ctx, changes);
  const claim = await claimCard(ctx, { cardId: card.id, openid });
  return { card, claim, code: await (ctx.tx ?? ctx.prisma).code.findUniqueOrThrow({ where: { id: claim.codeId } }) };
}

/** Pieces left of a card. */
export const leftOf = async (ctx: DomainContext, cardId: string): Promise<number> =>
  (await stockOf(ctx, [cardId])).get(cardId)?.left ?? -1;
