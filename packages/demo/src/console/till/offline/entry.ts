/** What was asked for at the till, exactly as it is sent. */
export type Asked = {
  /** As scanned or typed: a rotating code keeps every letter. */
  value: string;
  cardId: string | null;
  storeId: string | null;
  amountFen: number | null;
  way: 'CONSOLE' | 'STAFF_SCAN' | 'STAFF_TYPED';
};

/** What the device vouches for, once it is known to the server. */
export type Proof = { deviceId: string; signature: string };

/** How far a redemption has come that was confirmed without a line. */
export type EntryState =
  | { is: 'waiting' }
  | { is: 'sending' }
  /** The session has ended: the person has to sign in before anything is sent. */
  | { is: 'needsSignIn' }
  | { is: 'done'; at: string; title: string; redemptionId: string }
  /** Refused. Stays in sight until somebody has taken note of it. */
  | { is: 'conflict'; at: string; code: string; words: string; isNoted: boolean };

/** One redemption in the queue. */
export type Entry = {
  /** Its idempotency key: sent any number of times, it is redeemed once. */
  id: string;
  /** Whose it is: only this person may send it. */
  owner: string;
  ownerName: string;
  asked: Asked;
  /** What the person saw of the coupon; null: nothing was known of it. */
  title: string | null;
  storeName: string | null;
  /** Time of the device, ISO 8601 with milliseconds. */
  confirmedAt: string;
  /** Used once per device; given together with the entry. */
  counter: number;
  /** Null until the device is known to the server. */
  proof: Proof | null;
  tries: number;
  state: EntryState;
};

/** Whose entries: a person at a merchant. */
export const ownerOf = (merchantId: string, personId: string): string => `${merchantId}/${personId}`;
