import {
  benefitOf,
  type CardDraft,
  cardStatusAt,
  DEPOSIT_MODE,
  entriesOf,
  type getCard,
  type ShownCardStatus,
  textImagesOf,
  timeLimitsOf,
} from '../domain/cards/index.ts';
import { fenOf } from '../domain/kit/money.ts';
import { typeKeyOf } from './cards.envelope.ts';
import { typeObjectOf } from './cards.wire.ts';
import { objectAt } from './kit/wire-table.ts';
import type { JsonObject } from './kit/read-body.ts';

type StoredCard = Awaited<ReturnType<typeof getCard>>;
type Around = { appId: string; poiIds: readonly number[]; stock: { quantity: number; left: number }; now: Date };

/** C8: an expired card still counts as put into circulation, a withdrawn one as approved. */
const WIRE_STATUS = {
  IN_REVIEW: 'CARD_STATUS_NOT_VERIFY',
  REJECTED: 'CARD_STATUS_VERIFY_FAIL',
  READY: 'CARD_STATUS_VERIFY_OK',
  DISTRIBUTED: 'CARD_STATUS_DISPATCH',
  EXPIRED: 'CARD_STATUS_DISPATCH',
  WITHDRAWN: 'CARD_STATUS_VERIFY_OK',
  DELETED: 'CARD_STATUS_DELETE',
} satisfies Record<ShownCardStatus, string>;

const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1000);

/** `card` of `/card/get` (contract §5.1): what was created, and what has become of it. */
export function cardAnswer(card: StoredCard, { appId, poiIds, stock, now }: Around): JsonObject {
  const { base_info: baseInfo, ...rest } = typeObjectOf(faceOf(card, poiIds, stock.left));
  const face = objectAt(baseInfo, 'base_info');
  const base_info = {
    id: card.id,
    appid: appId,
    ...face,
    sku: { ...objectAt(face['sku'], 'sku'), total_quantity: stock.quantity },
    status: WIRE_STATUS[cardStatusAt(card, now)],
    create_time: secondsOf(card.createdAt),
    update_time: secondsOf(card.updatedAt),
  };
  return { card_type: card.kind, [typeKeyOf(card.kind)]: { base_info, ...rest } };
}

/** A stored card in the shape in which cards are drafted, so that one table writes what it reads. */
function faceOf(card: StoredCard, poiIds: readonly number[], left: number): CardDraft {
  const { title, subTitle, brandName, logoUrl, color, notice, description, servicePhone, source, codeType } = card;
  const { canShare, canGiveFriend, usesAllStores, pushesViews, claimLimit, useLimit } = card;
  const { kind, ...benefit } = benefitOf(card);
  return {
    kind,
    ...{ title, subTitle, brandName, logoUrl, color, notice, description, servicePhone, source, codeType },
    ...{ canShare, canGiveFriend, usesAllStores, pushesViews, claimLimit, useLimit },
    ...entriesOf(card),
    validity: validityOf(card),
    quantity: left,
    useCustomCode: card.codeMode !== 'SYSTEM',
    getCustomCodeMode: card.codeMode === 'DEPOSITED' ? DEPOSIT_MODE : null,
    bindOpenid: false,
    poiIds,
    useCondition: conditionOf(card),
    abstract: { text: card.abstract, iconUrls: card.iconUrl === null ? null : [card.iconUrl] },
    textImages: textImagesOf(card),
    businessServices: card.businessServices,
    timeLimits: timeLimitsOf(card),
    benefit,
  };
}

function validityOf(card: StoredCard): CardDraft['validity'] {
  const { validityType: type, validFrom: from, validUntil: until, termDays, termStartDays } = card;
  return { type, from, until, termDays, termStartDays };
}

function conditionOf(card: StoredCard): CardDraft['useCondition'] {
  const { acceptCategory, rejectCategory, conditionLeastCostFen, objectUseFor, canUseWithOtherDiscount } = card;
  const leastCostFen = conditionLeastCostFen === null ? null : fenOf(conditionLeastCostFen);
  return { acceptCategory, rejectCategory, leastCostFen, objectUseFor, canUseWithOtherDiscount };
}
