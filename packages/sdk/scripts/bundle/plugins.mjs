import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { minifyCss } from './minify-css.mjs';

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

/** What stands in urql's files, by its name there, and what takes its place. */
const CUTS = {
  'urql-core-chunk.mjs': {
    // Compiled documents carry their key: they are neither parsed nor printed nor hashed.
    'var keyDocument =': 'var keyDocument = (document) => document;',
    // Ours are plain values, always in the same order: neither files nor objects with a mind of their own.
    'var stringifyVariables =': 'var stringifyVariables = JSON.stringify;',
  },
  'urql-core.mjs': {
    // There is one exchange, and it forwards nothing.
    'var composeExchanges =': 'var composeExchanges = ([exchange]) => exchange;',
    'var fallbackExchange =': 'var fallbackExchange = noop;',
    // Caches ask anew and read without asking. There is none, so there is no queue either.
    '  function dispatchOperation(e) {': 'function dispatchOperation(e) { nextOperation(e); }',
    '    reexecuteOperation(e) {': '',
    '    readQuery(e, r, t) {': '',
  },
};

/** From this beginning to the line that closes it, at the same depth. */
function statementIn(text, beginning) {
  const [depth] = /^ */.exec(beginning);
  const escaped = beginning.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped}[\\s\\S]*?^${depth}\\}[^\\n]*$`, 'm').exec(text)?.[0];
}

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
      text = text.replace(whole, () => instead + whole.replace(/[^\n]/g, ''));
    }
    return text === code ? undefined : { code: text, map: null };
  },
});
