import type {
  CardFace,
  CodeReference,
  CodeStatus,
  Stock,
  WalletCode,
  WalletOptions,
  WalletPage,
} from './code-types.ts';
import type { KeyValueStore } from './core/attempts.ts';
import type { CardError } from './core/errors.ts';
import type { HoldingCalls } from './holding-types.ts';

/** A claim of the user, with the code that came of it. */
export type Claim = {
  readonly id: string;
  readonly claimedAt: string;
  readonly card: { readonly id: string };
  readonly code: {
    /** What is shown at the till. */
    readonly value: string;
    readonly status: CodeStatus;
    readonly validFrom: string;
    /** Null: for ever. */
    readonly validUntil: string | null;
  };
};

/** The answer of a claim. */
export type ClaimResult = Claim & {
  /** The claim was made by an earlier try whose answer was lost. */
  readonly replayed: boolean;
};

/** What only this user sees of a card. */
export type ClaimContext = {
  /** The latest claim whose code the user still has. */
  readonly claim: Claim | null;
  /** How often the user may still claim the card. */
  readonly claimsLeft: number;
  /** Proof for the claim that follows; the client sends it by itself. */
  readonly pageTicket: string;
  readonly serverTime: string;
};

/** A user token, or what fetches one. */
export type UserTokenOption = string | (() => Promise<string>);

/** Texts that replace the built-in ones, by the same names; error codes are names too. */
export type Messages = Readonly<Record<string, string>>;

/** What {@link createClient} needs. */
export type ClientOptions = {
  /** `https://api.example.cn/graphql`. */
  endpoint: string;
  /** `pk_…`. A secret key is refused: it must never be in a page. */
  publishableKey: string;
  /** The token that your server signs for the user, or a function that fetches it. Without one only public things work. */
  userToken?: UserTokenOption | undefined;
  /** `zh-CN` or `en`. @defaultValue the language of the page, else of the browser */
  locale?: string | undefined;
  /** Milliseconds that one try may take. @defaultValue 10000 */
  timeoutMs?: number | undefined;
  /** How often a try is repeated that got no answer, or 5xx or 429. @defaultValue 3 */
  retries?: number | undefined;
  /** Where keys of unanswered claims outlive the page. @defaultValue localStorage */
  storage?: KeyValueStore | undefined;
  /** Address of `sdk.css`, for engines without constructable style sheets. @defaultValue beside the script */
  cssHref?: string | undefined;
  /** Nonce of the page's content security policy, where neither way of styling is allowed. */
  nonce?: string | undefined;
  /**
   * Passes a challenge that the server asks before a claim, and gives the token: your captcha, or `solveChallenge` of
   * `@kaquan/sdk/challenge`. Undefined: it can't, and the claim is refused with CHALLENGE_REQUIRED.
   */
  onChallenge?: OnChallenge | undefined;
  /** Texts that replace the built-in ones. */
  messages?: Messages | undefined;
  /** Hears what users do (`view`, `tap`, `claimed`, `refused`), for your analytics. Nothing is sent anywhere. */
  onTrack?: ((name: string, props: Readonly<Record<string, unknown>>) => void) | undefined;
};

/** Gets the challenge as the server wrote it: JSON text with its `kind`. */
export type OnChallenge = (challenge: string) => string | Promise<string> | undefined;

/** The challenge that Kaquan brings itself: a number is wanted so that the SHA-256 of `<puzzle>~<number>` begins with so many zero bits. */
export type ProofOfWork = { readonly kind: 'PROOF_OF_WORK'; readonly puzzle: string; readonly difficulty: number };

/** What `kq-challenge` brings. */
export type ChallengeDetail = {
  /** JSON text: its `kind`, and what that needs. */
  readonly challenge: string;
  /** Takes the token that proves that it was passed. */
  readonly respondWith: (token: string | Promise<string>) => void;
};

export type ClaimOptions = {
  /** Passes a challenge of this claim. @defaultValue the client's */
  onChallenge?: OnChallenge | undefined;
  /** Your own key of this wish. @defaultValue one that the client keeps until the claim is answered */
  idempotencyKey?: string | undefined;
  /** Where the claim comes from; comes back in reports and events. */
  channel?: string | undefined;
  /** What your server has signed for this claim: the string of `signCardExt`. */
  cardExt?: string | undefined;
  /** The placement that led here: its `token`. */
  placementToken?: string | undefined;
};

/** One card of several that are claimed together. */
export type ClaimAllItem = {
  readonly cardId: string;
  /** What your server has signed for this card: the string of `signCardExt`. */
  readonly cardExt?: string | undefined;
};

/** One row of `<kq-claim-list>`. */
export type ClaimListItem = {
  readonly cardId: string;
  /** What your server has signed for this card: the string of `signCardExt`. */
  readonly cardExt?: string | null | undefined;
  /** A picture in place of the card's logo. */
  readonly thumbUrl?: string | null | undefined;
  /** The face, where the page has it already. */
  readonly initial?: CardFace | null | undefined;
};

export type ClaimAllOptions = Pick<ClaimOptions, 'channel' | 'placementToken'>;

/** What became of one of several: a claim, or the reason why there is none. */
export type ClaimAllResult =
  | { readonly cardId: string; readonly claim: ClaimResult; readonly error: null }
  | { readonly cardId: string; readonly claim: null; readonly error: CardError };

/** A connection of a page to Kaquan. All calls reject with `CardError`, and settle within 30 seconds. */
export type Client = {
  /**
   * The face of one card. Calls of the same moment travel together.
   * Rejects with NOT_FOUND, NETWORK, TIMEOUT, OFFLINE.
   */
  card: (id: string) => Promise<CardFace>;
  /** The faces of many cards in the order of their ids; those that cannot be seen are left out. */
  cards: (ids: readonly string[]) => Promise<CardFace[]>;
  /** What the user has of the card; null: there is no such card to be seen. Rejects with UNAUTHENTICATED where nobody is signed in. */
  claimContext: (cardId: string) => Promise<ClaimContext | null>;
  /**
   * Claims one code for the user. However often it is called, cut off or repeated, one wish is fulfilled once.
   * Rejects with OUT_OF_STOCK, CLAIM_LIMIT_REACHED (`fields.claim` is the one that the user has), NOT_STARTED,
   * EXPIRED, CARD_NOT_CLAIMABLE, NOT_ELIGIBLE, CHALLENGE_REQUIRED, QUEUED, UNAUTHENTICATED, and what {@link Client.card} rejects with.
   */
  claim: (cardId: string, options?: ClaimOptions) => Promise<ClaimResult>;
  /**
   * Claims one code of each card, ten with each request, and tells of each by itself, in the order of the cards: it
   * does not reject. One wish is one: what failed is claimed with the same key by the next try, whether by this call or
   * by {@link Client.claim}. A card that stands there twice is claimed once. Settles within 30 seconds for each ten.
   * In `claim-list.js` and the package; `claim.js`, for single cards, does without.
   */
  claimAll: (items: readonly ClaimAllItem[], options?: ClaimAllOptions) => Promise<ClaimAllResult[]>;
  /** Tells how a claim stands, now and at every change of its code, live. Gives what ends it. */
  watch: (subject: { claimId: string }, listener: (claim: Claim) => void) => () => void;
  /**
   * Tells what is left of a card whenever it changes, live; of a burst of claims the newest figure. At most 50 cards of
   * a page are followed. Gives what ends it.
   */
  watchStock: (cardId: string, listener: (stock: Stock) => void) => () => void;
  /**
   * The user's codes by state, the nearest end first. Rejects with UNAUTHENTICATED where nobody is signed in. This and the
   * two below are in `code.js` and the package; scripts that only claim do without.
   */
  wallet: (options?: WalletOptions) => Promise<WalletPage>;
  /** One code of the user; null: there is none such. */
  code: (reference: CodeReference) => Promise<WalletCode | null>;
  /** Deletes a code of the user for good. Rejects with NOT_FOUND, and with UNKNOWN where its status forbids it (`fields.code`). */
  deleteCode: (reference: CodeReference) => Promise<void>;
  /** Milliseconds since 1970 at the server, as far as its answers have told. */
  now: () => number;
  /** What the client was made with, for elements. */
  readonly options: Readonly<ClientOptions>;
  /** Ends all streams. Calls that follow reject with CANCELLED. */
  dispose: () => void;
  /** The client of `@urql/core` underneath, for what is missing above. */
  readonly urql: unknown;
} & HoldingCalls;
