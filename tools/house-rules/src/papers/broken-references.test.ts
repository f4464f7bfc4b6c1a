import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { brokenReferences } from './broken-references.ts';

const root = mkdtempSync(join(tmpdir(), 'papers-'));
beforeAll(() => {
  mkdirSync(join(root, 'docs'));
  mkdirSync(join(root, 'packages/server/src/domain/kit'), { recursive: true });
  writeFileSync(join(root, 'docs/api.md'), '# API\n');
  writeFileSync(join(root, 'README.md'), '# Read me\n');
});
afterAll(() => rmSync(root, { recursive: true }));

it.each([
  ['[api](api.md)', []],
  ['[api](api.md#lists "Lists")', []],
  ['[top](#top) [site](https://example.org/a)', []],
  ['[up](../README.md)', []],
  ['[gone](gone.md)', ['gone.md']],
  ['`docs/api.md` and `domain/kit` and `src/domain/kit`', []],
  ['`docs/gone.md`', ['docs/gone.md']],
  ['`domain/gone/index.ts`', ['domain/gone/index.ts']],
  ['`README.md` and `GONE.md`', ['GONE.md']],
  ['`/graphql` `card/create` `docs/<name>.md` `npm start`', []],
  ['`packages/server/src/generated/pothos.ts`', []],
  ['```\n`docs/gone.md` [gone](gone.md)\n```', []],
  ['```ts\nimport "src/gone.ts"\n```', []],
  ['```sh\nvitest run src/domain/gone.test.ts\n```', ['src/domain/gone.test.ts']],
  ['~~~sh\ncat docs/api.md docs/gone.md  # then docs/none.md\n~~~', ['docs/gone.md']],
  ['```sh\ncurl http://localhost/docs/gone.md shop/gone.ts src/domain\n```', []],
  ['```sh\nnpm start\n```\nthen `docs/api.md`', []],
])('judges the references of %j', (text, expected) => {
  expect(brokenReferences(root, 'docs/page.md', text).map(({ target }) => target)).toEqual(expected);
});
