import type { FieldMap } from '@pothos/core';
import { DomainError, type Field } from '../../domain/kit/errors.ts';
import { builder, type BuilderTypes } from '../builder.ts';
import { textOf } from './texts.ts';

/** GraphQL treats a returned Error as a thrown one, so a refusal travels in a box. */
export type Refusal<E extends DomainError = DomainError> = { error: E; field: Field };

/** What a verb gave: its row, or why not. */
export type Outcome<T> = { value: T | null; refusals: readonly Refusal[] };

export const refusalOf = (error: DomainError): Refusal => ({ error, field: error.field });

/**
 * Refusals become data. Everything else is a bug: it keeps flying and the server masks it.
 * @param fieldIn where the domain's field stands in the input, if its path differs there
 */
export async function outcomeOf<T>(
  work: () => Promise<T>,
  fieldIn: (field: Field) => Field = (field) => field,
): Promise<Outcome<T>> {
  try {
    return { value: await work(), refusals: [] };
  } catch (error) {
    if (error instanceof DomainError) return { value: null, refusals: [{ error, field: fieldIn(error.field) }] };
    throw error;
  }
}

export const UserErrorType = builder.interfaceRef<Refusal>('UserError').implement({
  description:
    'Why a mutation refused. Its concrete type tells the reason and carries the numbers (graphql.md §5, §14).',
  fields: (t) => ({
    code: t.string({
      description: 'Stable name of the reason in capitals, such as `OUT_OF_STOCK`.',
      resolve: ({ error }) => error.code,
    }),
    message: t.string({
      description: 'A sentence for people, in the language of the Accept-Language header (zh-CN or en).',
      resolve: ({ error }, _args, { language }) => textOf(error, language),
    }),
    field: t.stringList({
      description:
        'Path of the input field at fault below `input`; list places as numbers; empty if no single field is.',
      resolve: ({ field }) => field.map(String),
    }),
    retryable: t.boolean({
      description: 'Whether the very same call may succeed later without anybody changing anything.',
      resolve: ({ error }) => error.retryable,
    }),
    weixinCode: t.int({
      nullable: true,
      description: 'The errcode of the Weixin-compatible API for this reason; null where that API has none.',
      resolve: ({ error }) => error.weixinCode,
    }),
  }),
});

// How a refusal is constructed does not matter here, only what its instances are.
type RefusalClass<E extends DomainError> = abstract new (...args: never[]) => E;
type Fields<E extends DomainError> = (t: PothosSchemaTypes.ObjectFieldBuilder<BuilderTypes, Refusal<E>>) => FieldMap;

/**
 * Defines the GraphQL type of one refusal class; it has the class's name. A test fails for a class without one.
 * `fields` tell what the refusal carries beside code, message and field.
 */
export function refusalType<E extends DomainError>(
  of: RefusalClass<E>,
  { description, fields }: { description: string; fields?: Fields<E> },
): void {
  builder.objectRef<Refusal>(of.name).implement({
    description,
    interfaces: [UserErrorType],
    isTypeOf: (value) => isBoxed(value) && value.error instanceof of,
    ...(fields ? { fields: forAnyRefusal(fields) } : {}),
  });
}

// `isTypeOf` lets only boxes of this class reach the fields of this type; the compiler can't follow that.
const forAnyRefusal = <E extends DomainError>(fields: Fields<E>): Fields<DomainError> => fields as Fields<DomainError>;

const isBoxed = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'error' in value && value.error instanceof DomainError;

/** A mutation's payload: fields with what was made (null when refused), and `userErrors`. */
export function payloadType<T>(
  typeName: string,
  options: {
    description: string;
    fields: (t: PothosSchemaTypes.ObjectFieldBuilder<BuilderTypes, Outcome<T>>) => FieldMap;
  },
) {
  return builder.objectRef<Outcome<T>>(typeName).implement({
    description: options.description,
    fields: (t) => ({
      ...options.fields(t),
      userErrors: t.field({
        type: [UserErrorType],
        description: 'Why nothing was done; empty when it was done.',
        resolve: (outcome) => [...outcome.refusals],
      }),
    }),
  });
}
