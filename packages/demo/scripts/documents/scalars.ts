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
  JSON: 'unknown',
};

export function scalarText(name: string): string {
  const text = SCALARS[name];
  if (text === undefined) throw new Error(`scripts/documents/scalars.ts does not know the scalar ${name}`);
  return text;
}
