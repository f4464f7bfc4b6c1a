import { builder } from '../builder.ts';

/** An enum with a description of each value; values are the same in the database and in GraphQL. */
export function enumType<const Values extends Record<string, string>>(
  name: string,
  description: string,
  values: Values,
) {
  const entries = Object.entries(values).map(([value, text]) => [value, { value, description: text }]);
  return builder.enumType(name, { description, values: describedValues<Values>(Object.fromEntries(entries)) });
}

// `fromEntries` forgets the keys that it was given; they are those of `Values`.
const describedValues = <Values>(
  entries: unknown,
): { [K in keyof Values & string]: { value: K; description: string } } =>
  entries as { [K in keyof Values & string]: { value: K; description: string } };
