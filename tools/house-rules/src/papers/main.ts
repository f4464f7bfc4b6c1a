// Fails when a markdown file links to, or names in backticks or shell examples, a path of the repository that does not exist,
// and when the picture of the architecture shows other imports than there are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../source-files.ts';
import { brokenReferences } from './broken-references.ts';
import { pictureFaults } from './picture.ts';

const PICTURE = 'docs/architecture.md';
const root = process.cwd();
const read = (paper: string): string => readFileSync(join(root, paper), 'utf8');
const papers = filesBelow(root, '').filter((path) => path.endsWith('.md'));

const broken = papers.flatMap((paper) =>
  brokenReferences(root, paper, read(paper)).map(({ line, target }) => `${paper}:${line}  ${target} does not exist`),
);
const misdrawn = pictureFaults(root, read(PICTURE)).map((fault) => `${PICTURE}  ${fault}`);

for (const line of [...broken, ...misdrawn]) console.error(line);
console.log(`papers: ${broken.length} broken references, ${misdrawn.length} wrong arrows in ${papers.length} files`);
process.exitCode = broken.length + misdrawn.length === 0 ? 0 : 1;
