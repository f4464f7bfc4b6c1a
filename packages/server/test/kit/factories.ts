import { type CardDraft, createCard, DEPOSIT_MODE } from '../../src/domain/cards/index.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import { depositCodes } from '../../src/domain/codes/index.ts';
import { merchantIdOf } from '../../src/domain/kit/access.ts';
import type { DomainContext } from '../../src/domain/kit/context.ts';
import { adjustStock, stockOf } from '../../src/domain/stock/index.ts';
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

/** Lets the merchant have codes of its own (M3). */
export async function allowOwnCodes(ctx: DomainContext): Promise<void> {
  const grant = {
    merchantId: merchantIdOf(ctx),
    permission: 'CUSTOM_CODE',
    grantedAt: ctx.now(),
    grantedBy: 'test',
  } as const;
  await (ctx.tx ?? ctx.prisma).merchantPermissionGrant.createMany({ data: [grant], skipDuplicates: true });
}

/** A card whose codes its merchant names with each claim. */
export async function aCustomCard(ctx: DomainContext, changes: Partial<CardDraft> = {}): Promise<Card> {
  await allowOwnCodes(ctx);
  return aCard(ctx, { useCustomCode: true, ...changes });
}

/** A card with a pool of these codes, and as many pieces unless `left` says otherwise. */
export async function aPoolCard(
  ctx: DomainContext,
  { values, left = values.length, ...changes }: Partial<CardDraft> & { values: readonly string[]; left?: number },
): Promise<Card> {
  await allowOwnCodes(ctx);
  const card = await aCard(ctx, { useCustomCode: true, getCustomCodeMode: DEPOSIT_MODE, quantity: 0, ...changes });
  for (let done = 0; done < values.length; done += 1_000)
    await depositCodes(ctx, { cardId: card.id, values: values.slice(done, done + 1_000) });
  if (left > 0) await adjustStock(ctx, { cardId: card.id, delta: left });
  return card;
}
