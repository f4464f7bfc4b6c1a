export type PlacementCardDraft = {
  cardId: string;
  /** Of a card with custom codes (K1). */
  code?: string | null | undefined;
  /** The only user who may claim it here. */
  openid?: string | null | undefined;
  outerStr?: string | null | undefined;
  thumbUrl?: string | null | undefined;
  isSingleUse?: boolean | null | undefined;
};

type Text = string | null | undefined;

/** When a reply answers what a user wrote: it is one of the keywords, or holds one. */
export type KeywordReplySettings = { keywords: readonly string[]; match: 'EXACT' | 'CONTAINS'; text?: Text };

export type PlacementSettings = {
  QR_CODE: undefined;
  SHELF: { title: string; bannerUrl: string; canShare?: boolean | null | undefined; scene?: Text };
  ARTICLE: undefined;
  NEARBY: undefined;
  MENU: { label: string };
  WIFI: { ssid: string };
  BEACON: { uuid: string; major: number; minor: number };
  BROADCAST: undefined;
  KEYWORD_REPLY: KeywordReplySettings;
};

/** What its kind says beside cards. */
type KindDraft = {
  [K in keyof PlacementSettings]: PlacementSettings[K] extends undefined
    ? { kind: K; settings?: undefined }
    : { kind: K; settings: PlacementSettings[K] };
}[keyof PlacementSettings];

export type PlacementDraft = KindDraft & {
  /** Tells it apart in lists; absent: what its kind calls it, else the title of its first card. */
  name?: Text;
  channel?: Text;
  storeId?: Text;
  /** Absent: 365 days for QR codes; others are good until they are closed. */
  expiresInSeconds?: number | null | undefined;
  cards: readonly PlacementCardDraft[];
};
