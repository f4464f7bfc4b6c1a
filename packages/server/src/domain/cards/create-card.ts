import type { Card, Merchant, Prisma } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertImageUrl } from '../media/index.ts';
import { assertPermission, merchantOf } from '../merchants/index.ts';
import { assertMay } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { InvalidInputError, NotAllowedError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { isUniqueViolation } from '../kit/postgres-errors.ts';
import { recordFastApproval } from '../reviews/index.ts';
import { findStoresByIds } from '../stores/index.ts';
import { withTimes } from './card-days.rules.ts';
import type { CardDraft, DraftWithDays } from './card-draft.ts';
import { imagesOf } from './card-links.rules.ts';
import { type CheckedCard, checkCardDraft } from './card.rules.ts';
import { assertNotOver } from './card-validity.rules.ts';

declare module '../kit/ports.ts' {
  interface DomainPorts {
    cards: {
      /** Answered by the stock room: puts the first pieces of a new card in stock. */
      openStock: (tx: Tx, ctx: DomainContext, stock: { cardId: string; quantity: number }) => Promise<void>;
    };
  }
}

/**
 * Makes a card of one of the coupon kinds (C1–C7a), reviewed in the FAST channel and claimable at once.
 *
 * Throws InvalidInputError with the field, NotFoundError for a store, NotAllowedError when the merchant is not approved (M2)
 * or asks for what is not open, PermissionMissingError for codes of its own (M3). A repeated key gives the same card with `replayed: true`.
 */
export async function createCard(ctx: DomainContext, given: DraftWithDays): Promise<Card & { replayed: boolean }> {
  assertMay(ctx, 'cards:write');
  const merchant = await merchantOf(ctx);
  if (merchant.status !== 'APPROVED') throw new NotAllowedError('Only an approved merchant creates cards');
  const draft = withTimes(given, merchant.timeZone);
  const checked = checkCardDraft(draft);
  if (checked.codeMode !== 'SYSTEM') await assertPermission(ctx, 'CUSTOM_CODE');
  for (const { field, url } of imagesOf(draft)) await assertImageUrl(ctx, url, field);
  const { idempotencyKey, ...request } = draft;
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'cardCreate', key: idempotencyKey ?? undefined, input: request },
    async (tx) => ({
      cardId: await insertCard(tx, { ...ctx, tx }, { draft, checked, merchant }),
    }),
  );
  const card = await clientOf(ctx).card.findUniqueOrThrow({ where: { id: answer.cardId } });
  return { ...card, replayed: isReplay };
}

type Order = { draft: CardDraft; checked: CheckedCard; merchant: Merchant };

async function insertCard(tx: Tx, ctx: DomainContext, { draft, checked, merchant }: Order): Promise<string> {
  const storeIds = await storesOf(ctx, draft);
  assertNotOver(checked.validity, ctx.now());
  const id = ctx.newId('card');
  const data = {
    id,
    merchantId: merchant.id,
    ...columnsOf(draft, checked),
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
  };
  await insertRow(tx, data);
  await tx.cardStore.createMany({ data: storeIds.map((storeId) => ({ cardId: id, storeId })) });
  await ctx.ports.cards.openStock(tx, ctx, { cardId: id, quantity: checked.quantity });
  const review = await recordFastApproval(tx, ctx, { subject: 'CARD', subjectId: id });
  await announce(tx, ctx, {
    type: 'card.created',
    cardId: id,
    data: { kind: draft.kind, title: data.title, quantity: checked.quantity },
  });
  await announce(tx, ctx, {
    type: 'card.approved',
    cardId: id,
    data: { reviewId: review.id, channel: review.channel },
  });
  return id;
}

async function insertRow(tx: Tx, data: Prisma.CardUncheckedCreateInput): Promise<void> {
  try {
    await tx.card.create({ data });
  } catch (error) {
    if (isUniqueViolation(error)) throw new InvalidInputError(['externalId'], 'Another card has this external id');
    throw error;
  }
}

async function storesOf(ctx: DomainContext, draft: CardDraft): Promise<string[]> {
  const { storeIds, poiIds } = draft;
  if (!storeIds?.length && !poiIds?.length) return [];
  const stores = await findStoresByIds(ctx, { ids: [...(storeIds ?? [])], poiIds: [...(poiIds ?? [])] });
  return [...new Set(stores.map(({ id }) => id))];
}

type Columns = Omit<Prisma.CardUncheckedCreateInput, 'id' | 'merchantId' | 'createdAt' | 'updatedAt'>;

function columnsOf(draft: CardDraft, checked: CheckedCard): Columns {
  const { kind: _kind, ...benefit } = checked.benefit;
  return {
    kind: draft.kind,
    status: 'READY',
    externalId: draft.externalId || null,
    ...faceColumns(draft),
    ...checked.validity,
    codeType: checked.codeType,
    codeMode: checked.codeMode,
    claimLimit: checked.claimLimit,
    useLimit: checked.useLimit,
    canShare: draft.canShare ?? true,
    canGiveFriend: draft.canGiveFriend ?? true,
    usesAllStores: draft.usesAllStores ?? false,
    pushesViews: draft.pushesViews ?? false,
    entries: checked.entries,
    ...conditionColumns(draft),
    businessServices: checked.businessServices,
    timeLimits: checked.timeLimits,
    enforcesTimeLimits: draft.enforcesTimeLimits ?? false,
    benefit,
  };
}

function faceColumns(draft: CardDraft) {
  return {
    title: draft.title ?? '',
    subTitle: draft.subTitle || null,
    brandName: draft.brandName ?? '',
    logoUrl: draft.logoUrl ?? '',
    color: draft.color ?? '',
    notice: draft.notice ?? '',
    description: draft.description ?? '',
    servicePhone: draft.servicePhone || null,
    source: draft.source || null,
  };
}

function conditionColumns(draft: CardDraft) {
  const condition = draft.useCondition;
  return {
    acceptCategory: condition?.acceptCategory || null,
    rejectCategory: condition?.rejectCategory || null,
    conditionLeastCostFen: condition?.leastCostFen ?? null,
    objectUseFor: condition?.objectUseFor || null,
    canUseWithOtherDiscount: condition?.canUseWithOtherDiscount ?? true,
    abstract: draft.abstract?.text || null,
    iconUrl: draft.abstract?.iconUrls?.[0] || null,
    textImages: (draft.textImages ?? []).map(({ imageUrl, text }) => ({ imageUrl: imageUrl ?? '', text: text ?? '' })),
  };
}
