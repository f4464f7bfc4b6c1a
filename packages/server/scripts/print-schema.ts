// Writes the GraphQL schema to schema.graphql, which is committed and reviewed like code.
import { readFile, writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '../src/graphql/schema.ts';

const file = new URL('../schema.graphql', import.meta.url);
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
const written = await readFile(file, 'utf8').catch(() => null);
if (written !== printed) {
  await writeFile(file, printed);
  process.stdout.write('Wrote schema.graphql.\n');
}
