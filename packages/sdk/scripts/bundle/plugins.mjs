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

/** What stands in urql's bundle, by its name there, and what takes its place. */
const CUTS = {
  // Compiled documents carry a key and a place, so their texts are never asked for. It can't be seen from outside.
  stringifyDocument: 'e',
  hashDocument: 'e',
  // Ours are plain values, always in the same order: neither files nor objects with a mind of their own.
  stringify: 'JSON.stringify',
};

/** Takes out of urql what our documents and variables never reach. A version without these names fails the build. */
export const cutUrql = () => ({
  name: 'kaquan-cut-urql',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/@urql/core/dist/urql-core-chunk.mjs')) return undefined;
    let text = code;
    for (const [name, instead] of Object.entries(CUTS)) {
      const whole = new RegExp(`^var ${name} = [\\s\\S]*?^\\};$`, 'm').exec(text)?.[0];
      if (whole === undefined) throw new Error(`${id} has no ${name}: see what urql does with documents now`);
      // As many lines as before, so that source maps stay true.
      text = text.replace(whole, () => `var ${name} = ${instead};${whole.replace(/[^\n]/g, '')}`);
    }
    return { code: text, map: null };
  },
});
