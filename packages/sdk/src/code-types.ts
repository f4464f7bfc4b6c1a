// Cards, and codes in the hands of a user.

/** What a card gives. A kind that this version does not know has an unknown `__typename`. */
export type CardBenefit =
  | { readonly __typename: 'CashBenefit'; readonly reduceCostFen: number; readonly leastCostFen: number }
  | { readonly __typename: 'DiscountBenefit'; readonly percentOff: number }
  | {
      readonly __typename:
        | 'GiftBenefit'
        | 'GrouponBenefit'
        | 'GeneralCouponBenefit'
        | 'MemberCardBenefit'
        | 'BoardingPassBenefit'
        | 'MeetingTicketBenefit'
        | 'BusTicketBenefit';
      /** The gift, the deal, the offer; what members get, the flight, what the meeting is about, the route. */
      readonly detail: string;
    }
  | { readonly __typename: 'MovieTicketBenefit' | 'ScenicTicketBenefit'; readonly detail?: undefined };

/** Pieces that can still be claimed. */
export type Stock = { readonly left: number };

/** The public face of a card: the same for everybody. */
export type CardFace = {
  readonly id: string;
  readonly kind:
    | 'BOARDING_PASS'
    | 'BUS_TICKET'
    | 'CASH'
    | 'DISCOUNT'
    | 'GENERAL_COUPON'
    | 'GIFT'
    | 'GROUPON'
    | 'MEETING_TICKET'
    | 'MEMBER_CARD'
    | 'MOVIE_TICKET'
    | 'SCENIC_TICKET';
  readonly title: string;
  readonly subTitle: string | null;
  readonly brandName: string;
  readonly logoUrl: string;
  /** `#63b359`. */
  readonly color: { readonly hex: string };
  readonly notice: string;
  readonly description: string;
  readonly status: 'DELETED' | 'DISTRIBUTED' | 'EXPIRED' | 'IN_REVIEW' | 'READY' | 'REJECTED' | 'WITHDRAWN';
  /** The merchant's, in which days are meant: `Asia/Shanghai`. */
  readonly timeZone: string;
  /** Codes that one user can claim. */
  readonly claimLimit: number;
  /** Some seconds ago. */
  readonly stock: Stock;
  /** When codes are good: from–until, so many days from the claim, or for ever. */
  readonly validity: {
    readonly type: 'FIX_TERM' | 'FIX_TIME_RANGE' | 'PERMANENT';
    readonly from: string | null;
    readonly until: string | null;
    readonly termDays: number | null;
    readonly termStartDays: number | null;
  };
  readonly useCondition: { readonly leastCostFen: number | null };
  readonly benefit: CardBenefit;
};

export type CodeStatus =
  | 'CONSUMED'
  | 'DELETED'
  | 'EXPIRED'
  | 'GIFTED'
  | 'GIFTING'
  | 'GIFT_TIMEOUT'
  | 'NORMAL'
  | 'UNAVAILABLE';

/** How the codes of a card are shown. */
export type CodeType =
  | 'CODE_TYPE_BARCODE'
  | 'CODE_TYPE_NONE'
  | 'CODE_TYPE_ONLY_BARCODE'
  | 'CODE_TYPE_ONLY_QRCODE'
  | 'CODE_TYPE_QRCODE'
  | 'CODE_TYPE_TEXT';

/** Where a code lies in the user's wallet. */
export type WalletState = 'EXPIRED' | 'GIFTING' | 'GIVEN' | 'UPCOMING' | 'USABLE' | 'USED' | 'VOID';

/** A code in the user's hands, with the face of its card. */
export type WalletCode = {
  readonly id: string;
  /** What is shown at the till. */
  readonly value: string;
  readonly status: CodeStatus;
  /** Null: it is deleted. */
  readonly state: WalletState | null;
  /** What the user may do with it next. */
  readonly actions: readonly ('DELETE' | 'GIVE' | 'SHOW')[];
  readonly validFrom: string;
  /** Null: for ever. */
  readonly validUntil: string | null;
  readonly card: Pick<
    CardFace,
    'id' | 'kind' | 'title' | 'subTitle' | 'brandName' | 'logoUrl' | 'color' | 'timeZone'
  > & {
    readonly codeType: CodeType;
    /** Staff redeem it only by the QR code that changes every 30 seconds. */
    readonly needsRotatingCode: boolean;
  };
  /** The claim that made it; null: it came as a gift. */
  readonly claim: { readonly id: string } | null;
  /** That QR code for the next five minutes; null: it is shown otherwise, or can't be used any more. Not in the wallet: `code()` asks for it. */
  readonly rotating?: RotatingCode | null;
};

/** What a QR code says that changes every 30 seconds, so that a screenshot is of no use. Times are the server's. */
export type RotatingCode = {
  readonly serverTime: string;
  /** One after the other, from now on. */
  readonly steps: readonly { readonly text: string; readonly endsAt: string }[];
};

/** Names a code of the user. */
export type CodeReference = {
  /** Its card; required for codes that the merchant made. */
  readonly cardId?: string | undefined;
  /** The number that is shown. */
  readonly value: string;
};

export type WalletOptions = {
  /** @defaultValue what is in hand: USABLE, UPCOMING, GIFTING */
  states?: readonly WalletState[] | undefined;
  /** Codes of one page, at most 100. @defaultValue 20 */
  first?: number | undefined;
  /** `next` of the page before. */
  after?: string | null | undefined;
};

/** A page of the wallet, the nearest end first. */
export type WalletPage = {
  readonly codes: readonly WalletCode[];
  /** Where it goes on; null: there is no more. */
  readonly next: string | null;
};
