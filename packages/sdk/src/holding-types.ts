import type { CardFace, CodeReference, CodeStatus, WalletCode } from './code-types.ts';

// What the holder of a code does with it: gives it to a friend, uses it up without staff, looks at it whole.

export type GiftStatus = 'ACCEPTED' | 'CANCELLED' | 'ENDED' | 'OPEN' | 'TIMED_OUT';

/** A code that its holder offers to a friend, or to the first of a group. */
export type Gift = {
  readonly id: string;
  /** The page on which the friend takes it: who has the link may take the gift. */
  readonly url: string | null;
  readonly status: GiftStatus;
  readonly isGroup: boolean;
  /** What the friend reads. */
  readonly message: string | null;
  /** When it comes back unless somebody takes it. */
  readonly expiresAt: string;
};

export type GiftOptions = {
  /** What the friend reads, at most 64 wide characters. */
  message?: string | undefined;
  /** Whether the link goes to a group, of which the first takes it. @defaultValue false */
  isGroup?: boolean | undefined;
  /** Your own key of this wish. @defaultValue one that the client keeps until it is answered */
  idempotencyKey?: string | undefined;
};

/** What came of a call; with `replayed` it was done by an earlier try whose answer was lost. */
export type Replayed<T> = T & { readonly replayed: boolean };

/** A gift as whoever has its link sees it. */
export type SharedGift = {
  readonly status: GiftStatus;
  /** What the giver says. */
  readonly message: string | null;
  readonly isGroup: boolean;
  /** Whether the user who asks is the giver. */
  readonly isOwn: boolean;
  readonly expiresAt: string;
  /** When what is given is good. */
  readonly validFrom: string;
  /** Null: for ever. */
  readonly validUntil: string | null;
  readonly card: CardFace;
  /** What the user who asks got by it; null: somebody else has it, or nobody. */
  readonly code: WalletCode | null;
};

/** A store as users see it. */
export type StoreFace = {
  readonly id: string;
  readonly businessName: string;
  readonly branchName: string | null;
  readonly city: string;
  readonly district: string | null;
  readonly address: string;
  readonly telephone: string;
  readonly openTime: string | null;
};

export type NearStore = StoreFace & { readonly distanceMeters: number };

/** Degrees as the device tells them (WGS-84). */
export type Place = { readonly latitude: number; readonly longitude: number };

/** What a card asks of holders who redeem its codes themselves. */
export type SelfRedemptionSettings = {
  readonly isOpen: boolean;
  /** Of the store; its people tell it. */
  readonly needsVerificationCode: boolean;
  readonly needsRemarkAmount: boolean;
};

/** Whether and where a code can be used up by its holder. */
export type SelfRedemption = {
  readonly code: WalletCode;
  readonly settings: SelfRedemptionSettings;
  /** At most 100. */
  readonly stores: readonly StoreFace[];
};

export type SelfRedeemOptions = {
  /** Names the code; or `value`, with `cardId` where that is needed. */
  codeId?: string | undefined;
  value?: string | undefined;
  cardId?: string | undefined;
  /** Where the user stands. */
  storeId: string;
  verificationCode?: string | undefined;
  /** The order amount in fen. */
  remarkAmountFen?: number | undefined;
  /** Your own key of this wish. @defaultValue one that the client keeps until it is answered */
  idempotencyKey?: string | undefined;
};

/** A code that was used up. */
export type SelfRedeemed = {
  readonly id: string;
  readonly redeemedAt: string;
  readonly store: StoreFace | null;
  readonly code: { readonly id: string; readonly value: string; readonly status: CodeStatus };
};

/** A link on the face of a card. */
export type CardEntry = {
  readonly title: string | null;
  readonly subTitle: string | null;
  readonly url: string | null;
};

/** Days and hours of use; without hours the whole day. */
export type CardTimeLimit = {
  readonly day: string;
  readonly beginHour: number | null;
  readonly beginMinute: number | null;
  readonly endHour: number | null;
  readonly endMinute: number | null;
};

/** A code in the user's hands with everything that is said of it. */
export type Coupon = WalletCode & {
  /** Its number for links of the merchant; another text each time. */
  readonly encryptCode: string | null;
  /** The open gift, while it is on its way to a friend. */
  readonly gift: Gift | null;
  readonly card: CardFace &
    WalletCode['card'] & {
      readonly servicePhone: string | null;
      readonly useCondition: {
        readonly leastCostFen: number | null;
        readonly acceptCategory: string | null;
        readonly rejectCategory: string | null;
        readonly objectUseFor: string | null;
        readonly canUseWithOtherDiscount: boolean;
      };
      readonly businessServices: readonly string[];
      readonly timeLimits: readonly CardTimeLimit[];
      readonly entries: {
        readonly center: CardEntry | null;
        readonly custom: CardEntry | null;
        readonly promotion: CardEntry | null;
      };
      readonly selfRedemption: SelfRedemptionSettings;
      readonly stores: { readonly nodes: readonly StoreFace[] };
    };
};

/** What holders call. In `gift.js`, `self-redeem.js`, `wallet.js` and the package; the other scripts do without. */
export type HoldingCalls = {
  /**
   * Offers a code to a friend: it can't be redeemed until somebody takes it, it is taken back, or its time is over.
   * Rejects with GIFT_NOT_ALLOWED, CODE_STATUS_FORBIDS, EXPIRED, NOT_FOUND, INVALID_INPUT, UNAUTHENTICATED.
   */
  gift: (code: CodeReference & GiftOptions) => Promise<Replayed<Gift>>;
  /** The gift by which a code is on its way; null: it is not. Rejects with NOT_FOUND where the user has no such code. */
  openGift: (code: CodeReference) => Promise<{ readonly code: WalletCode; readonly gift: Gift | null }>;
  /** Takes an open gift back. Rejects with GIFT_GONE (`fields.reason`), NOT_FOUND, UNAUTHENTICATED. */
  cancelGift: (giftId: string, options?: Pick<GiftOptions, 'idempotencyKey'>) => Promise<Replayed<Gift>>;
  /** What a link to a gift shows, also to who is not signed in; null: there is no such gift. */
  giftOf: (token: string) => Promise<SharedGift | null>;
  /** Takes a gift. Rejects with GIFT_GONE (`fields.reason`), GIFT_NOT_ALLOWED (OWN_GIFT), NOT_FOUND, UNAUTHENTICATED. */
  acceptGift: (token: string, options?: Pick<GiftOptions, 'idempotencyKey'>) => Promise<Replayed<WalletCode>>;
  /** Whether and where a code can be used up by its holder; null: the user has no such code. */
  selfRedemption: (code: CodeReference) => Promise<SelfRedemption | null>;
  /** The stores in which a card can be redeemed around a place, nearest first, at most 20. */
  storesNear: (cardId: string, place: Place) => Promise<readonly NearStore[]>;
  /**
   * Uses a code of the user up in a store, without staff. Rejects with SELF_REDEMPTION_CLOSED, VERIFICATION_CODE_WRONG
   * (`fields.triesLeft`), THROTTLED (`fields.retryAfterMs`), WRONG_STORE, ALREADY_REDEEMED, CODE_NOT_REDEEMABLE,
   * NOT_STARTED, EXPIRED, OUTSIDE_TIME_LIMIT, USE_LIMIT_REACHED, NOT_FOUND, INVALID_INPUT, UNAUTHENTICATED.
   */
  selfRedeem: (options: SelfRedeemOptions) => Promise<Replayed<SelfRedeemed>>;
  /** One code of the user with everything that is said of it; null: the user has none such. */
  coupon: (codeId: string) => Promise<Coupon | null>;
  /** Tells that something has happened, or may have, to codes of the user, live. Gives what ends it. */
  watchCodes: (listener: () => void) => () => void;
};
