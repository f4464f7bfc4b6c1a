import { cardStatusAt, draftOfCard, type getCard } from '../domain/cards/index.ts';
import { typeKeyOf } from './cards.envelope.ts';
import { WIRE_STATUS } from './cards.status.ts';
import { typeObjectOf } from './cards.wire.ts';
import { objectAt } from './kit/wire-table.ts';
import type { JsonObject } from './kit/read-body.ts';

type StoredCard = Awaited<ReturnType<typeof getCard>>;
type Around = { appId: string; poiIds: readonly number[]; stock: { quantity: number; left: number }; now: Date };

const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1000);

/** `card` of `/card/get` (contract §5.1): what was created, and what has become of it. */
export function cardAnswer(card: StoredCard, { appId, poiIds, stock, now }: Around): JsonObject {
  const { base_info: baseInfo, ...rest } = typeObjectOf({ ...draftOfCard(card, []), poiIds, quantity: stock.left });
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
