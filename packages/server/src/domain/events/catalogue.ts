/** Types of events (E1) and what each carries beside the ids that every event has. Grow it; never rename. */
export type EventPayloads = {
  'merchant.created': { appId: string; name: string };
  'merchant.updated': { fields: string[] };
  'merchant.secret_replaced': Record<string, never>;
  'merchant.fast_review_set': { closedUntil: string | null };
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
  'sign_in_link.created': { personId: string; signInLinkId: string };
  'signing_secret.created': { signingSecretId: string };
  'operation.registered': { hash: string; name: string };
  'media.uploaded': { mediaId: string; hash: string };
  'store.created': { poiId: number };
  'store.updated': { version: number; fields: string[] };
  'store.deleted': Record<string, never>;
  'card.created': { kind: string; title: string; quantity: number };
  'card.submitted': { reviewId: string; versionId: string | null };
  'card.approved': { reviewId: string; channel: string; versionId: string | null };
  'card.rejected': { reviewId: string; versionId: string | null; reasons: string[] };
  'card.updated': { version: number; fields: string[]; versionId: string | null };
  'card.withdrawn': { by: string };
  'card.relisted': Record<string, never>;
  'card.deleted': Record<string, never>;
  'card.testers_set': { count: number };
  'card.audience_set': { count: number };
  'card.distributed': Record<string, never>;
  'card.claimed': { claimId: string; code: string; outerStr: string | null };
  'code.ticket_updated': { kind: string };
  'code.redeemed': {
    redemptionId: string;
    code: string;
    way: string;
    amountFen: number | null;
    outerStr: string | null;
  };
};
export type EventType = keyof EventPayloads;

/** The rows that an event is about; consumers filter by them. */
export type EventSubject = { cardId?: string; codeId?: string; storeId?: string; openid?: string };

export type NewEvent<T extends EventType = EventType> = {
  [K in T]: { type: K; data: EventPayloads[K]; merchantId?: string } & EventSubject;
}[T];
