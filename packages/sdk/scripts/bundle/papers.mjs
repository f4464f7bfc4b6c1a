// What lies beside the scripts: styles, hashes, licences.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { minifyCss } from './minify-css.mjs';
import { inRoot } from './options.mjs';

const CDN = 'dist/cdn';
const STYLES = {
  'sdk.css': [
    ...['claim', 'claim-list', 'code'].map((name) => `src/elements/kq-${name}/kq-${name}.css`),
    'src/elements/kit/holder.css',
  ],
  'reserve.css': ['src/elements/reserve.css'],
};

/** The styles that elements carry themselves, for engines that take them from an address only; and those of pages. */
export function writeStyles() {
  for (const [name, sources] of Object.entries(STYLES)) {
    const texts = sources.map((source) => minifyCss(readFileSync(inRoot(source), 'utf8')));
    writeFileSync(inRoot(`${CDN}/${name}`), `${texts.join('')}\n`);
  }
}

/** The files hold parts of urql, whose licence goes where they go. */
export function writeLicenses() {
  const urql = readFileSync(inRoot('node_modules/@urql/core/LICENSE'), 'utf8');
  const text = `Kaquan SDK: Apache-2.0 (https://www.apache.org/licenses/LICENSE-2.0)\n\nIt holds parts of @urql/core:\n\n${urql}`;
  for (const folder of ['dist', CDN]) writeFileSync(inRoot(`${folder}/LICENSES.txt`), text);
}

const hashOf = (name) =>
  createHash('sha384')
    .update(readFileSync(inRoot(`${CDN}/${name}`)))
    .digest('base64');

/** What a page puts into `integrity`, for each file that it can load. */
export function writeIntegrity() {
  const names = readdirSync(inRoot(CDN)).filter((name) => /\.(m?js|css)$/.test(name));
  const hashes = Object.fromEntries(names.toSorted().map((name) => [name, `sha384-${hashOf(name)}`]));
  writeFileSync(inRoot(`${CDN}/sri.json`), `${JSON.stringify(hashes, null, 2)}\n`);
}
