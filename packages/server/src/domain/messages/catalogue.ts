/** Kinds of a user's messages (E3) and what each carries; their words are made of it when they are read. Grow it; never rename. */
export type UserMessagePayloads = {
  /** A card to claim; `text` is what the merchant says about it, null: nothing. */
  CARD: { title: string; brandName: string; text: string | null };
};

/** Kinds of notices to people of the merchant (E3) and what each carries. Grow it; never rename. */
export type NoticePayloads = {
  CARD_APPROVED: { title: string };
  CARD_REJECTED: { title: string; reasons: string[] };
  CARD_CHANGE_APPROVED: { title: string };
  CARD_CHANGE_REJECTED: { title: string; reasons: string[] };
  STORE_APPROVED: { name: string };
  STORE_REJECTED: { name: string; reasons: string[] };
  STORE_CHANGE_APPROVED: { name: string };
  STORE_CHANGE_REJECTED: { name: string; reasons: string[] };
  SELF_REDEEMED: { title: string; name: string; code: string };
  STOCK_LOW: { title: string; left: number; quantity: number };
  IMPORT_DONE: { title: string; addedCount: number; duplicateCount: number; failedCount: number };
  IMPORT_FAILED: { title: string; addedCount: number };
  WEBHOOK_DISABLED: { name: string; url: string };
};

export type UserMessageKind = keyof UserMessagePayloads;
export type NoticeKind = keyof NoticePayloads;

type Said<Payloads> = { [K in keyof Payloads]: { kind: K; data: Payloads[K] } }[keyof Payloads];

/** What a message to a user says. */
export type UserMessageWords = Said<UserMessagePayloads>;
/** What a notice says. */
export type NoticeWords = Said<NoticePayloads>;
