export type { NoticeKind, UserMessageKind } from './catalogue.ts';
export { leaveMessages, leaveNotice } from './leave-messages.ts';
export { type MarkReadOrder, markInboxRead, markNoticesRead } from './mark-read.ts';
export { ownInbox, visibleNotices } from './message.access.ts';
export type { Addressee, Delivery, MessageChannel } from './message.ports.ts';
export { countUnreadMessages, countUnreadNotices, MOST_UNREAD, noticeReadsOf } from './message.queries.ts';
export { wordsOf } from './message-texts.rules.ts';
export { announcedMessages } from './announced-messages.ts';
export { storedInbox } from './stored-inbox.ts';
