/** What every target can be asked for. Each operation checks its answer: a refusal or an error throws. */
export type Operations = {
  /** Gives the number of the code. */
  claim: (cardId: string, openid: string) => Promise<string>;
  redeem: (value: string) => Promise<void>;
  readCard: (cardId: string) => Promise<void>;
  listCodes: () => Promise<void>;
  /** A document that asks for nothing: what the way to the server and back costs. */
  askNothing: () => Promise<void>;
  close: () => Promise<void>;
};

export const STORES_OF_A_CARD = 10;
export const CODES_LISTED = 50;
export const NOTHING = '{ __typename }';

/** A text that must be there. */
export function textOr(complaint: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new Error(complaint);
  return value;
}

/** Holds a list to the length that was asked for. */
export function assertLength(what: string, list: unknown, length: number): void {
  const found = Array.isArray(list) ? list.length : 0;
  if (found !== length) throw new Error(`${what}: ${found} instead of ${length}`);
}
