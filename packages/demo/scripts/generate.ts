// Writes src/generated/console.ts: every document of the console as a value with the types of its data and variables,
// checked against the server's schema. A field that is not there fails here, not at a merchant's desk.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, concatAST, type DocumentNode, Kind, parse, Source, validate } from 'graphql';
import { inputTypes } from './documents/input-types.ts';
import { operationModule } from './documents/operation-types.ts';

const ROOT = join(import.meta.dirname, '..');
const SCHEMA = join(ROOT, '../server/schema.graphql');
const DOCUMENTS = join(ROOT, 'src/console');
const OUTPUT = join(ROOT, 'src/generated');

function documentsBelow(folder: string): DocumentNode[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.graphql'))
    .sort()
    .map((path) => parse(new Source(readFileSync(join(folder, path), 'utf8'), path)));
}

const schema = buildSchema(readFileSync(SCHEMA, 'utf8'));
const documents = concatAST(documentsBelow(DOCUMENTS));
const faults = validate(schema, documents);
if (faults.length > 0) throw new Error(faults.map(String).join('\n\n'));

const operations = documents.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
const fragments = documents.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
const text = [
  '// Made by scripts/generate.ts from the .graphql files below src/console and packages/server/schema.graphql.',
  "import { gql } from '@urql/core';",
  inputTypes(schema, operations),
  operationModule(schema, { operations, fragments }),
].join('\n\n');

mkdirSync(OUTPUT, { recursive: true });
writeFileSync(join(OUTPUT, 'console.ts'), `${text}\n`);
