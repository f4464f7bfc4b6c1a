export { visibleBroadcasts } from './broadcast.access.ts';
export { type KeywordReplyOrder, replyToKeyword } from './reply-to-keyword.ts';
export { type BroadcastOrder, sendBroadcast } from './send-broadcast.ts';
export { type CardMessageOrder, sendCardMessage } from './send-card-message.ts';
