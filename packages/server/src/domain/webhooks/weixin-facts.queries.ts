import type { Event } from '../../generated/prisma/client.ts';
import type { EventPayloads, EventType } from '../events/index.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { storeNameOf } from '../stores/index.ts';
import type { PushFacts } from './weixin-push.ports.ts';

// house: no access check, because the queue asks for the merchant whose event it is.

type Root = Pick<DomainContext, 'prisma' | 'tx'>;

/** What a push says of an event; all but the time of its making, which is {@link PushFacts.createTime}. */
export async function pushFactsOf(root: Root, event: Event): Promise<Omit<PushFacts, 'createTime'>> {
  const { merchantId, cardId, openid } = event;
  const { appId } = await clientOf(root).merchant.findUniqueOrThrow({
    where: { id: merchantId },
    select: { appId: true },
  });
  const [store, codeOuterStr, isGroupGift] = await Promise.all([
    storeOf(root, event),
    codeOuterStrOf(root, event),
    isGroupGiftOf(root, event),
  ]);
  return { ...writtenBy(event), cardId, openid, appId, store, codeOuterStr, isGroupGift };
}

// `announce` wrote it, and takes only what the catalogue has for the type.
const writtenBy = ({ type, data }: Event) => ({ type: type as EventType, data: data as EventPayloads[EventType] });

async function storeOf(root: Root, { merchantId, storeId }: Event): Promise<PushFacts['store']> {
  if (storeId === null) return null;
  const store = await clientOf(root).store.findFirst({ where: { id: storeId, merchantId } });
  return store && { poiId: store.poiId, externalId: store.externalId, name: storeNameOf(store) };
}

/** A claim says its channel itself. */
async function codeOuterStrOf(root: Root, { type, merchantId, codeId }: Event): Promise<string | null> {
  if (type !== 'code.received' || codeId === null) return null;
  return (await clientOf(root).code.findFirst({ where: { id: codeId, merchantId } }))?.outerStr ?? null;
}

async function isGroupGiftOf(root: Root, event: Event): Promise<boolean> {
  const { data } = writtenBy(event);
  if (!('giftId' in data)) return false;
  const where = { id: data.giftId, merchantId: event.merchantId };
  return (await clientOf(root).gift.findFirst({ where }))?.isGroup ?? false;
}
