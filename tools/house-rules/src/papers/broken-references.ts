import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

/** A paper that points at something which is not there. `line` counts from 1. */
export type BrokenReference = { line: number; target: string };

const LINK = /\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;
const CODE = /`([^`\n]+)`/g;
const ELSEWHERE = /^([a-z][a-z0-9+.-]*:|#|\/\/)/i;
const PATH = /^\.?[\w@-][\w@.-]*(\/[\w@.-]+)*\/?$/;
/** Written by the build, so absent in a fresh clone. */
const BUILT = /(^|\/)(generated|dist|node_modules|\.kaquan)(\/|$)/;

/** Where a path in backticks may start, by its first word. Other first words are not taken for paths. */
const STARTS: Record<string, readonly string[]> = {
  packages: [''],
  docs: [''],
  scripts: ['', 'packages/server'],
  tools: [''],
  '.ci': [''],
  '.changeset': [''],
  src: ['packages/server', 'packages/sdk', 'packages/demo', 'tools/house-rules'],
  test: ['packages/server', 'packages/sdk', 'packages/demo', 'tools/house-rules'],
  prisma: ['packages/server'],
  ...Object.fromEntries(
    ['domain', 'graphql', 'weixin', 'http', 'workers', 'delivery', 'adapters', 'cli'].map((name) => [
      name,
      ['packages/server/src'],
    ]),
  ),
};

/** Text of the same length and lines with fenced examples blanked: they show files of other people too. */
const withoutFences = (text: string): string =>
  text.replace(/^(```|~~~)[\s\S]*?^\1/gm, (block) => block.replace(/[^\n]/g, ' '));

function linkIsBroken(root: string, paper: string, target: string): boolean {
  if (ELSEWHERE.test(target) || BUILT.test(target)) return false;
  const path = decodeURI(target.replace(/[#?].*$/, ''));
  const from = path.startsWith('/') ? root : join(root, dirname(paper));
  return !existsSync(join(from, path));
}

function codeIsBroken(root: string, paper: string, code: string): boolean {
  if (!PATH.test(code) || BUILT.test(code)) return false;
  const [first, ...rest] = code.split('/');
  const isRootPaper = rest.length === 0 && code.endsWith('.md');
  const starts = isRootPaper ? ['', 'docs', 'docs/decisions'] : rest.length > 0 ? (STARTS[first ?? ''] ?? []) : [];
  if (starts.length === 0) return false;
  return ![...starts, dirname(paper)].some((start) => existsSync(join(root, start, code)));
}

/** Every link and every path in backticks of a paper that leads nowhere. `paper` is its path relative to `root`. */
export function brokenReferences(root: string, paper: string, text: string): BrokenReference[] {
  return withoutFences(text)
    .split('\n')
    .flatMap((content, index) => {
      const links = [...content.matchAll(LINK)].map((match) => match[1] ?? '');
      const codes = [...content.matchAll(CODE)].map((match) => match[1] ?? '');
      const broken = [
        ...links.filter((target) => linkIsBroken(root, paper, target)),
        ...codes.filter((code) => codeIsBroken(root, paper, code)),
      ];
      return broken.map((target) => ({ line: index + 1, target }));
    });
}
