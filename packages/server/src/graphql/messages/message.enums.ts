import type { NoticeKind, UserMessageKind } from '../../domain/messages/index.ts';
import { enumType } from '../kit/enum.ts';

const USER_KINDS = {
  CARD: 'A card to claim.',
} satisfies Record<UserMessageKind, string>;

export const UserMessageKindEnum = enumType('MessageKind', 'What a user’s message is about (E3).', USER_KINDS);

const NOTICE_KINDS = {
  CARD_APPROVED: 'An operator approved a card.',
  CARD_REJECTED: 'An operator refused a card.',
  CARD_CHANGE_APPROVED: 'An operator approved a change of a card.',
  CARD_CHANGE_REJECTED: 'An operator refused a change of a card.',
  STORE_APPROVED: 'An operator approved a store.',
  STORE_REJECTED: 'An operator refused a store.',
  STORE_CHANGE_APPROVED: 'An operator approved a change of a store.',
  STORE_CHANGE_REJECTED: 'An operator refused a change of a store.',
  SELF_REDEEMED: 'A user redeemed a code in a store without staff (R4).',
  STOCK_LOW: 'Few pieces of a card are left.',
  IMPORT_DONE: 'An import of codes is done.',
  IMPORT_FAILED: 'An import of codes could not go on.',
  WEBHOOK_DISABLED:
    'A webhook endpoint was switched off: its receiver is gone (410), or its events were archived before they could be sent.',
} satisfies Record<NoticeKind, string>;

export const NoticeKindEnum = enumType(
  'NoticeKind',
  'What a notice to people of the merchant is about (E3).',
  NOTICE_KINDS,
);

const isOneOf =
  <Kinds extends object>(kinds: Kinds) =>
  (kind: string): kind is keyof Kinds & string =>
    Object.hasOwn(kinds, kind);
const isUserKind = isOneOf(USER_KINDS);
const isNoticeKind = isOneOf(NOTICE_KINDS);

/** The kind as it was stored of a user's message. */
export function userKindOf(kind: string): UserMessageKind {
  if (isUserKind(kind)) return kind;
  throw new Error(`No message to a user is ${kind}`);
}

/** The kind as it was stored of a notice. */
export function noticeKindOf(kind: string): NoticeKind {
  if (isNoticeKind(kind)) return kind;
  throw new Error(`No notice is ${kind}`);
}
