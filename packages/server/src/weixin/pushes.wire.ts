import type { EventPayloads, EventType } from '../domain/events/index.ts';
import type { PushFacts } from '../domain/webhooks/index.ts';
import type { XmlFields } from './kit/xml.ts';

type Writer<T extends EventType> = (data: EventPayloads[T], facts: PushFacts<T>) => XmlFields;
type Writers = { readonly [T in EventType]?: Writer<T> };

/** The older, numeric channel beside the text: the same where that is a number, else 0. */
const OUTER_ID = /^[1-9]\d{0,9}$/;
const outerOf = (outerStr: string | null) => ({
  OuterStr: outerStr,
  OuterId: outerStr !== null && OUTER_ID.test(outerStr) ? Number(outerStr) : 0,
});

type Taken = { code: string; giver: { openid: string; code: string } | null; outerStr: string | null };

const codeTaken = (cardId: string | null, { code, giver, outerStr }: Taken): XmlFields => ({
  Event: 'user_get_card',
  CardId: cardId,
  IsGiveByFriend: giver === null ? 0 : 1,
  UserCardCode: code,
  FriendUserName: giver?.openid ?? null,
  OldUserCardCode: giver?.code ?? null,
  ...outerOf(outerStr),
  IsRestoreMemberCard: 0,
  IsRecommendByFriend: 0,
  UnionId: null,
});

// Who the friend is, is told by the friend's own `user_get_card`: while a gift is on its way nobody knows.
const gifting =
  (isReturned: boolean) =>
  ({ code }: { code: string }, { cardId, isGroupGift }: Pick<PushFacts, 'cardId' | 'isGroupGift'>): XmlFields => ({
    Event: 'user_gifting_card',
    CardId: cardId,
    UserCardCode: code,
    IsReturnBack: isReturned ? 1 : 0,
    FriendUserName: null,
    IsChatRoom: isGroupGift ? 1 : 0,
  });

const storeJudged = (
  { store }: Pick<PushFacts, 'store'>,
  { result, reasons }: { result: 'succ' | 'fail'; reasons: readonly string[] },
): XmlFields => ({
  Event: 'poi_check_notify',
  UniqId: store?.externalId ?? null,
  PoiId: store === null ? null : String(store.poiId),
  Result: result,
  Msg: reasons.join('；'),
});

/** Who reads which field follows from the way: staff at their phone, users at the till without staff (contract §10.4). */
const redeemed: Writer<'code.redeemed'> = (data, { cardId, store }) => {
  const { way, source, staffId, verificationCode, amountFen } = data;
  const isSelf = way === 'SELF';
  return {
    Event: 'user_consume_card',
    CardId: cardId,
    UserCardCode: data.code,
    ConsumeSource: source,
    LocationName: isSelf || way === 'CHECKOUT' ? (store?.name ?? null) : null,
    LocationId: store?.poiId ?? 0,
    StaffOpenId: source === 'FROM_MOBILE_HELPER' ? staffId : null,
    VerifyCode: isSelf ? verificationCode : null,
    RemarkAmount: isSelf && amountFen !== null ? String(amountFen) : null,
    ...outerOf(data.outerStr),
  };
};

/** The pushes of contract §10.4 by the event that each tells of. */
const WRITERS: Writers = {
  'card.approved': (_data, { cardId }) => ({ Event: 'card_pass_check', CardId: cardId, RefuseReason: null }),
  'card.rejected': ({ reasons }, { cardId }) => ({
    Event: 'card_not_pass_check',
    CardId: cardId,
    RefuseReason: reasons.join('；'),
  }),
  'card.claimed': ({ code, outerStr }, { cardId }) => codeTaken(cardId, { code, outerStr, giver: null }),
  'code.received': ({ code, giverOpenid, oldCode }, { cardId, codeOuterStr }) =>
    codeTaken(cardId, { code, outerStr: codeOuterStr, giver: { openid: giverOpenid, code: oldCode } }),
  'code.gifting': gifting(false),
  'code.gift_cancelled': gifting(true),
  'code.gift_timed_out': gifting(true),
  'code.deleted': ({ code }, { cardId }) => ({ Event: 'user_del_card', CardId: cardId, UserCardCode: code }),
  'code.redeemed': redeemed,
  'code.viewed': ({ code, outerStr }, { cardId }) => ({
    Event: 'user_view_card',
    CardId: cardId,
    UserCardCode: code,
    OuterStr: outerStr,
  }),
  'card.stock_low': ({ left }, { cardId }) => ({
    Event: 'card_sku_remind',
    CardId: cardId,
    Detail: `the card's quantity is equal to ${left}`,
  }),
  'store.approved': (_data, facts) => storeJudged(facts, { result: 'succ', reasons: [] }),
  'store.rejected': ({ reasons }, facts) => storeJudged(facts, { result: 'fail', reasons }),
};

/** Types of events of which there is a push. */
export const PUSHED_TYPES: readonly string[] = Object.keys(WRITERS);

/** What a push says, by the platform's names; null: the platform has none for this event. */
export function pushFieldsOf<T extends EventType>(facts: PushFacts<T>): XmlFields | null {
  const writer: Writers[T] = WRITERS[facts.type];
  if (writer === undefined) return null;
  return {
    ToUserName: facts.appId,
    // What concerns the account comes from the account: no user did it.
    FromUserName: facts.openid ?? facts.appId,
    CreateTime: facts.createTime,
    MsgType: 'event',
    ...writer(facts.data, facts),
  };
}
