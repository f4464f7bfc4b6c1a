import type { Field } from '../../kit/errors.ts';
import { type Parsed, type Part, partsOfShape, readShape, type Shape } from './fields.ts';

/** Conditions of use that only some kinds show (C7a). */
export type KindCondition = 'acceptCategory' | 'rejectCategory' | 'leastCostFen' | 'objectUseFor';

type Given = Readonly<Record<string, unknown>>;

/** Values of one shape: what is judged of them at first, and how they are read. */
export type Details<Values> = {
  /** Names of the values, in the order in which they are judged. */
  names: readonly string[];
  partsOf: (given: Given, at: Field) => Part[];
  /** Reads each value by itself; throws InvalidInputError with a path below `at`. */
  read: (given: Given, at: Field) => Values;
  /** As `read`, and judges the values together. What it returns is stored. */
  parse: (given: Given, at: Field) => Values;
};

/** What a kind of card must tell about itself. A new kind is one file that fulfils this, and one line in `index.ts`. */
export type CardKindContract<Benefit, Ticket = unknown> = {
  benefit: Details<Benefit>;
  /** Conditions that the face shows. Others are kept and not shown (C1). */
  shows: readonly KindCondition[];
  /** C4: whether its codes may be good for ever. */
  isEverlasting: boolean;
  /** L7: whether holders may give its codes to friends, if the merchant allows it. */
  isGiftable: boolean;
  /** What each code says beside its card (contract §2.8); null: nothing. */
  ticket: Details<Ticket> | null;
};

/** `check` judges values together once each is right by itself. */
export const details = <S extends Shape>(
  shape: S,
  check: (values: Parsed<S>, at: Field) => void = () => undefined,
): Details<Parsed<S>> => ({
  names: Object.keys(shape),
  partsOf: (given, at) => partsOfShape(shape, given, at),
  read: (given, at) => readShape(shape, given, at),
  parse(given, at) {
    const values = readShape(shape, given, at);
    check(values, at);
    return values;
  },
});

/** What holds of a kind unless it says otherwise. */
export const ORDINARY = { shows: [], isEverlasting: false, isGiftable: true, ticket: null } as const;
