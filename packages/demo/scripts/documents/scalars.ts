/** How a scalar of the schema looks in JavaScript. */
const SCALARS: Readonly<Record<string, string>> = {
  ID: 'string',
  String: 'string',
  Int: 'number',
  Float: 'number',
  Boolean: 'boolean',
  Fen: 'number',
  Sequence: 'number',
  DateTime: 'string',
  DateOrDateTime: 'string',
  Date: 'string',
  TimeZone: 'string',
};

/** A scalar that is not listed is `unknown`: a new one in the schema must not stop who does not use it. */
export const scalarText = (name: string): string => SCALARS[name] ?? 'unknown';
