// Stands in for holder-codes.ts in scripts that only claim or show.

export const HOLDER_CODES: readonly never[] = [];
