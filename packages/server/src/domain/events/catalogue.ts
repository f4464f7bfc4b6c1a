/** Types of events (E1) and what each carries beside the ids that every event has. Grow it; never rename. */
export type EventPayloads = {
  'merchant.created': { appId: string; name: string };
  'merchant.updated': { fields: string[] };
  'merchant.secret_replaced': Record<string, never>;
  'merchant.fast_review_set': { closedUntil: string | null };
  'merchant.message_quota_set': { monthlyMessageQuota: number };
  'merchant.signature_forms_set': { acceptsCardExtV1: boolean; acceptsCardExtV2: boolean };
  'permission.granted': { permission: string };
  'key.created': { keyId: string; kind: string };
  'key.rotated': { keyId: string; newKeyId: string };
  'key.revoked': { keyId: string };
  'safe_domain.added': { kind: string; value: string };
  'user_token_key.added': { userTokenKeyId: string };
  'person.invited': { personId: string; role: string | null };
  'person.password_set': { personId: string };
  'person.disabled': { personId: string };
  'person.enabled': { personId: string };
  'person.role_removed': { personId: string; role: string };
  'person.sessions_ended': { personId: string; count: number };
  'staff.updated': { personId: string; roles: string[]; storeIds: string[] };
  'device.registered': { deviceId: string; personId: string; sessionId: string };
  'sign_in_link.created': { personId: string; signInLinkId: string };
  'signing_secret.created': { signingSecretId: string };
  'operation.registered': { hash: string; name: string };
  'media.uploaded': { mediaId: string; hash: string };
  'store.created': { poiId: number };
  'store.updated': { version: number; fields: string[] };
  'store.submitted': { reviewId: string; fields: string[] };
  'store.approved': { reviewId: string; channel: string; fields: string[] };
  'store.rejected': { reviewId: string; reasons: string[]; fields: string[] };
  'store.deleted': Record<string, never>;
  'store.verification_codes_set': { count: number };
  'card.created': { kind: string; title: string; quantity: number };
  'card.submitted': { reviewId: string; versionId: string | null };
  'card.approved': { reviewId: string; channel: string; versionId: string | null };
  'card.rejected': { reviewId: string; versionId: string | null; reasons: string[] };
  'card.updated': { version: number; fields: string[]; versionId: string | null };
  'card.withdrawn': { by: string };
  'card.relisted': Record<string, never>;
  'card.deleted': Record<string, never>;
  'card.testers_set': { count: number };
  'card.self_redemption_set': { isOpen: boolean; needsVerificationCode: boolean; needsRemarkAmount: boolean };
  'card.rotating_code_set': { isRequired: boolean };
  'card.claim_challenge_set': { challenge: string | null };
  'card.audience_set': { count: number };
  'card.distributed': Record<string, never>;
  'card.claimed': { claimId: string; code: string; outerStr: string | null; placementId: string | null };
  'claim_draw.scheduled': { drawId: string; opensAt: string; closesAt: string; pieces: number; seedHash: string };
  'claim_draw.cancelled': { drawId: string };
  'claim_draw.drawn': { drawId: string; seed: string; entryCount: number };
  'claim_draw.settled': {
    drawId: string;
    ticket: string;
    rank: number;
    result: string;
    claimId: string | null;
    refusal: string | null;
  };
  'claim_draw.ended': { drawId: string; wonCount: number };
  'card.stock_changed': { delta: number; quantity: number; left: number; reason: string | null };
  'card.stock_low': { left: number; quantity: number };
  'codes.deposited': { count: number };
  'code.replaced': { from: string; to: string };
  'code.voided': { code: string; reason: string | null };
  'code.deleted': { code: string };
  'code.gifting': { giftId: string; code: string; isGroup: boolean; expiresAt: string };
  'code.gifted': { giftId: string; code: string; friendOpenid: string; newCodeId: string; newCode: string };
  'code.received': { giftId: string; code: string; giverOpenid: string; oldCodeId: string; oldCode: string };
  'code.gift_cancelled': { giftId: string; code: string };
  'code.gift_timed_out': { giftId: string; code: string };
  'code.viewed': { code: string; outerStr: string | null };
  'code.expired': { code: string; validUntil: string };
  'import.started': { importId: string; rowCount: number };
  'import.progressed': ImportProgress;
  'import.finished': ImportProgress & { failure: string | null };
  'import.cancelled': ImportProgress;
  'code.ticket_updated': { kind: string };
  'placement.created': { placementId: string; kind: string; channel: string | null };
  'placement.closed': { placementId: string };
  /** A message was left for users, in their inbox and for who passes it on: one event for each 200 copies. */
  'message.left': LeftMessage & {
    placementId: string | null;
    broadcastId: string | null;
    copies: { messageId: string; openid: string }[];
  };
  /** A notice was left for people of the merchant. */
  'notice.left': LeftMessage & { messageId: string };
  'message.sent': { messageId: string; kind: string; placementId: string };
  'broadcast.sent': {
    broadcastId: string;
    placementId: string;
    recipientCount: number;
    sentCount: number;
    skippedCount: number;
  };
  'code.redeemed': {
    redemptionId: string;
    code: string;
    way: string;
    source: string;
    staffId: string | null;
    amountFen: number | null;
    outerStr: string | null;
    verificationCode: string | null;
    confirmedAt: string | null;
  };
  'webhook_endpoint.created': { endpointId: string; format: string };
  'webhook_endpoint.updated': { endpointId: string; fields: string[] };
  'webhook_endpoint.deleted': { endpointId: string };
  'webhook_endpoint.secret_rotated': { endpointId: string };
  'webhook_endpoint.disabled': { endpointId: string; reason: string };
  /** Goes to that endpoint only. */
  'webhook_endpoint.tested': { endpointId: string };
  'events.replayed': { endpointId: string; count: number };
  'code.redemption_reversed': { redemptionId: string; reversalId: string; code: string; reason: string };
};
/** What a message says: its kind with what that carries, and the words that are made of it. */
type LeftMessage = {
  kind: string;
  carries: object;
  words: Record<'zh-CN' | 'en', { title: string; text: string }>;
};
/** Rows of an import: how many there are, and what has become of those that are done. */
type ImportProgress = {
  importId: string;
  rowCount: number;
  doneCount: number;
  addedCount: number;
  duplicateCount: number;
  failedCount: number;
};

export type EventType = keyof EventPayloads;

/** The rows that an event is about; consumers filter by them. */
export type EventSubject = { cardId?: string; codeId?: string; storeId?: string; openid?: string };

export type NewEvent<T extends EventType = EventType> = {
  [K in T]: {
    type: K;
    data: EventPayloads[K];
    merchantId?: string;
    /** Where the writer needs to know it; a new one unless given. */
    id?: string;
  } & EventSubject;
}[T];
