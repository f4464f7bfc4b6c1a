// Fails when a markdown file links to, or names in backticks, a path of the repository that does not exist.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../source-files.ts';
import { brokenReferences } from './broken-references.ts';

const root = process.cwd();
const papers = filesBelow(root, '').filter((path) => path.endsWith('.md'));

const broken = papers.flatMap((paper) =>
  brokenReferences(root, paper, readFileSync(join(root, paper), 'utf8')).map(
    ({ line, target }) => `${paper}:${line}  ${target} does not exist`,
  ),
);

for (const line of broken) console.error(line);
console.log(`papers: ${broken.length} broken references in ${papers.length} files`);
process.exitCode = broken.length === 0 ? 0 : 1;
