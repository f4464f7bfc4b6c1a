/** Fen are safe integers at every door; the database keeps them as BIGINT. */
export const isFen = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** A stored amount as the number that doors speak. Amounts beyond 2^53 were never let in. */
export const fenOf = (stored: bigint): number => Number(stored);
