// src/documents/*.graphql → src/generated: what the client sends, with its types, and the manifest for servers.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema } from 'graphql';
import { compileDocuments } from './documents/compile.mjs';
import { typesOf } from './documents/types.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const documents = join(root, 'src/documents');
const generated = join(root, 'src/generated');
const schema = buildSchema(readFileSync(join(root, '../server/schema.graphql'), 'utf8'));
const texts = readdirSync(documents)
  .toSorted()
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => readFileSync(join(documents, name), 'utf8'));

const compiled = compileDocuments(texts, schema);
const lines = compiled.flatMap(({ name, operation, hash, node }) => {
  const { data, variables } = typesOf(node.definitions[0], { schema, definitions: node.definitions });
  return [
    `export type ${name}Data = ${data};`,
    `export type ${name}Variables = ${variables};`,
    `export const ${name}: PersistedDocument<${name}Data, ${name}Variables> = /* @__PURE__ */ persisted('${operation}', '${hash}');`,
    '',
  ];
});

mkdirSync(generated, { recursive: true });
writeFileSync(
  join(generated, 'documents.ts'),
  [
    '// Made by scripts/generate.mjs from src/documents. Do not edit.',
    "import { persisted, type PersistedDocument } from '../transport/persisted-document.ts';",
    '',
    ...lines,
  ].join('\n'),
);
const manifest = compiled.map(({ name, hash, text }) => ({ name, hash, text }));
writeFileSync(join(generated, 'documents.json'), `${JSON.stringify(manifest, null, 2)}\n`);
