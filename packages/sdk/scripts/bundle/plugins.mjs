import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'vite';
import { minifyCss } from './minify-css.mjs';
import { CUTS } from './urql-cuts.mjs';

const STYLE = '\0kaquan-style:';

/** `*.css?inline` is the minified text of a style sheet. The name hides it from vite, which would rewrite it. */
export const inlineCss = () => ({
  name: 'kaquan-inline-css',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source.endsWith('.css?inline') ? STYLE + join(dirname(importer), source.replace(/\.css\?inline$/, '')) : undefined,
  load(id) {
    if (!id.startsWith(STYLE)) return undefined;
    const text = minifyCss(readFileSync(`${id.slice(STYLE.length)}.css`, 'utf8'));
    return { code: `export default ${JSON.stringify(text)};`, moduleType: 'js' };
  },
});

/** The line that this is, where it is one; else from this beginning to the line that closes it, at the same depth. */
function statementIn(text, beginning) {
  const [depth] = /^ */.exec(beginning);
  const escaped = beginning.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const rest = /[;,]$/.test(beginning) ? '' : `[\\s\\S]*?^${depth}\\}[^\\n]*`;
  return new RegExp(`^${escaped}${rest}$`, 'm').exec(text)?.[0];
}

const linesOf = (text) => text.split('\n').length;

/** Takes out of urql what our documents and our exchange never reach. A version without these names fails the build. */
export const cutUrql = () => ({
  name: 'kaquan-cut-urql',
  enforce: 'pre',
  transform(code, id) {
    const file = /\/@urql\/core\/dist\/([\w-]+\.mjs)$/.exec(id)?.[1];
    let text = code;
    for (const [beginning, instead] of Object.entries(CUTS[file] ?? {})) {
      const whole = statementIn(text, beginning);
      if (whole === undefined) throw new Error(`${id} has no "${beginning}": see what urql does now`);
      // As many lines as before, so that source maps stay true.
      text = text.replace(whole, () => instead + '\n'.repeat(linesOf(whole) - linesOf(instead)));
    }
    return text === code ? undefined : { code: text, map: null };
  },
});

/** One word in place of two, for gzip: nothing of ours is checked at run time, and a `let` that never changes is a constant. */
export const letConstants = () => ({
  name: 'kaquan-let-constants',
  renderChunk(code, { fileName }) {
    // As long as before, so that source maps stay true.
    return { code: withLet(code, parseSync(fileName, code).program), map: null };
  },
});

function withLet(code, node) {
  if (node === null || typeof node !== 'object') return code;
  const text = node.kind === 'const' ? `${code.slice(0, node.start)}let  ${code.slice(node.start + 5)}` : code;
  return Object.values(node).reduce(withLet, text);
}
