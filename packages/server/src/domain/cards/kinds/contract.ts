import type { Prisma } from '../../../generated/prisma/client.ts';

/** What a kind of card must tell about itself. A new kind is one file that fulfils this, and one line in `index.ts`. */
export type CardKindContract<Benefit extends Record<string, Prisma.InputJsonValue>> = {
  /** Checks what the caller gave and returns what is stored; throws InvalidInputError with a path below `benefit`. */
  parse: (given: Readonly<Record<string, unknown>>) => Benefit;
};
