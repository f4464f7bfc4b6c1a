import type { Prisma } from '../../../generated/prisma/client.ts';

/** Conditions of use that only some kinds show (C7a). */
export type KindCondition = 'acceptCategory' | 'rejectCategory' | 'leastCostFen' | 'objectUseFor';

/** What a kind of card must tell about itself. A new kind is one file that fulfils this, and one line in `index.ts`. */
export type CardKindContract<Benefit extends Record<string, Prisma.InputJsonValue>> = {
  /** Names that must be given. They are asked for first of all, with the required fields of every card. */
  required: readonly (keyof Benefit & string)[];
  /** Limit in bytes of each text. Lengths are judged before any value, with those of every card. */
  textBytes: Readonly<Partial<Record<keyof Benefit & string, number>>>;
  /** Conditions that the face shows. Others are kept and not shown (C1). */
  shows: readonly KindCondition[];
  /** Checks what the caller gave and returns what is stored; throws InvalidInputError with a path below `benefit`. */
  parse: (given: Readonly<Record<string, unknown>>) => Benefit;
};
