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
    [
      'domain',
      'graphql',
      'weixin',
      'http',
      'doors',
      'workers',
      'delivery',
      'adapters',
      'cli',
      'compose',
      'sandbox',
    ].map((name) => [name, ['packages/server/src']]),
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

/** A file that a command names: a path of ours with the ending of a file. Anything else in a command is not judged. */
const FILE = /\.(ts|mts|mjs|cjs|js|json|md|sql|prisma|graphql|css|html|yaml)$/;
const SHELL_FENCE = /^(```|~~~)(?:sh|bash|shell|console)\b/;

/** The files named by each line of a fenced shell example; other examples show files of other people too. */
function filesInCommands(text: string): string[][] {
  let fence: string | null = null;
  return text.split('\n').map((line) => {
    const opens = SHELL_FENCE.exec(line)?.[1] ?? null;
    const closes = fence !== null && line.startsWith(fence);
    if (fence === null || closes) {
      fence = closes ? null : opens;
      return [];
    }
    const command = line.replace(/(^|\s)#.*$/, '');
    return command.split(/[\s'"=]+/).filter((word) => word.includes('/') && FILE.test(word));
  });
}

/** Every link and every path in backticks of a paper that leads nowhere. `paper` is its path relative to `root`. */
export function brokenReferences(root: string, paper: string, text: string): BrokenReference[] {
  const commands = filesInCommands(text);
  return withoutFences(text)
    .split('\n')
    .flatMap((content, index) => {
      const links = [...content.matchAll(LINK)].map((match) => match[1] ?? '');
      const codes = [...content.matchAll(CODE)].map((match) => match[1] ?? '');
      const broken = [
        ...links.filter((target) => linkIsBroken(root, paper, target)),
        ...[...codes, ...(commands[index] ?? [])].filter((code) => codeIsBroken(root, paper, code)),
      ];
      return broken.map((target) => ({ line: index + 1, target }));
    });
}
