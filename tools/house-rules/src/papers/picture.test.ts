import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pictureFaults } from './picture.ts';

const root = mkdtempSync(join(tmpdir(), 'picture-'));
const FILES = {
  'main.ts': "import { start } from './http/server.ts';",
  'http/server.ts':
    "import { claim } from '../domain/index.ts';\nimport { listen } from './listen.ts';\nimport 'node:http';",
  'http/listen.ts': 'export const listen = 1;',
  'http/server.test.ts': "import { row } from '../generated/client.ts';",
  'domain/index.ts': "import { PrismaClient } from '../generated/client.ts';",
  'adapters/log.ts': "import type { Log } from '../domain/index.ts';",
  'adapters/rows.ts': "import { type Row } from '../generated/client.ts';",
};
beforeAll(() => {
  for (const [name, text] of Object.entries(FILES)) {
    const path = join(root, 'packages/server/src', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

const TRUE = [
  'browsers --> http',
  'main --> http',
  'http --> domain',
  'domain --> prisma',
  'domain -. handed in .-> adapters',
  'adapters -. types only .-> domain & prisma',
];
const faultsOf = (lines: readonly string[]): string[] =>
  pictureFaults(root, ['# A', '', '```mermaid', 'flowchart TD', ...lines, '```', ''].join('\n'));

it('finds nothing wrong with a true picture', () => {
  expect(faultsOf(TRUE)).toEqual([]);
});

it('names an import that is not drawn', () => {
  expect(faultsOf(TRUE.filter((line) => line !== 'http --> domain'))).toEqual([
    'http → domain (imports) is not in the picture',
  ]);
});

it('names an arrow that no file bears out', () => {
  expect(faultsOf([...TRUE, 'http --> prisma'])).toEqual(['http → prisma is in the picture and in no file']);
});

it('tells an import of values from one of types', () => {
  const drawn = TRUE.map((line) => (line === 'http --> domain' ? 'http -. types only .-> domain' : line));
  expect(faultsOf(drawn)).toEqual(['http → domain (imports) is not in the picture']);
});

it('misses everything where there is no picture', () => {
  expect(pictureFaults(root, '# No picture')).toHaveLength(5);
});
