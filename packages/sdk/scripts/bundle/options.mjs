import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cutUrql, inlineCss, letConstants } from './plugins.mjs';
import { privateNames } from './private-names.mjs';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const inRoot = (path) => join(ROOT, path);

/** Engines down to Chromium 64 and iOS 12 (sdk.md, C1). */
const TARGET = ['es2018', 'chrome64', 'safari12'];

/** What urql brings and is not needed, replaced by what is. */
export const ALIASES = {
  '@0no-co/graphql.web': inRoot('src/transport/graphql-web.ts'),
  wonka: inRoot('src/transport/wonka.ts'),
};

/** What code for browsers finds of Node. */
export const INTO_BROWSERS = { 'process.env.NODE_ENV': '"production"' };

const common = {
  configFile: false,
  root: ROOT,
  logLevel: 'warn',
  define: INTO_BROWSERS,
  resolve: { alias: ALIASES },
  plugins: [inlineCss(), cutUrql()],
  oxc: {
    assumptions: { setPublicClassFields: true, noDocumentAll: true, pureGetters: true },
    typescript: { removeClassFieldsWithoutInitializer: true },
  },
};

const output = {
  target: TARGET,
  emptyOutDir: false,
  copyPublicDir: false,
  reportCompressedSize: false,
  modulePreload: false,
};

/** Some hundred bytes less than the minifier of vite; nothing in it depends on what our code may not do. */
const TERSER = {
  ecma: 2018,
  // Vite would write for engines that are older than ours.
  safari10: false,
  module: true,
  compress: { passes: 5, inline: 1, unsafe_arrows: true, pure_getters: true, keep_fargs: false },
};

/** Members of ours that nobody else reads are called by one letter. */
const mangled = () => ({ properties: { regex: new RegExp(`^(${privateNames(ROOT).join('|')})$`) } });

/** What is for lists of cards alone, and what stands in for it. */
export const LISTS = { find: /^.*\/claim-all\.ts$/, replacement: inRoot('src/api/no-claim-all.ts') };

const noHolding = (find) => ({ find, replacement: inRoot('src/api/no-holding.ts') });
/** Reasons that only holders hear. */
const REASONS = { find: /^.*\/holder-codes\.ts$/, replacement: inRoot('src/core/no-holder-codes.ts') };

/** What is for codes in hand, which pages that only claim have no use for. */
export const HOLDING = [noHolding(/^.*\/holding\.ts$/), REASONS];

/** The calls of holders that a script with some of the others does without. */
export const WITHOUT_GIFTS = noHolding(/^.*\/gifts\.ts$/);
export const WITHOUT_REDEEMING = noHolding(/^.*\/self-redemption\.ts$/);
export const WITHOUT_COUPONS = [noHolding(/^.*\/coupons\.ts$/), noHolding(/^.*\/code-news\.ts$/)];
export const ONLY_SHOWING = [WITHOUT_GIFTS, WITHOUT_REDEEMING, ...WITHOUT_COUPONS, REASONS];

/** One minified file for a script tag. */
export const scriptBuild = (entry, { format, fileName, without, outDir = 'dist/cdn', write = true }) => ({
  ...common,
  resolve: {
    alias: [...Object.entries(ALIASES).map(([find, replacement]) => ({ find, replacement })), without ?? []].flat(),
  },
  plugins: [...common.plugins, letConstants()],
  build: {
    ...output,
    outDir,
    write,
    minify: 'terser',
    terserOptions: { ...TERSER, mangle: mangled() },
    // Named by a header of our servers (`SourceMap`), and not by 30 bytes in every page.
    sourcemap: write && 'hidden',
    rolldownOptions: {
      input: inRoot(entry),
      preserveEntrySignatures: 'strict',
      // The minifier takes its time, and is worth it.
      checks: { pluginTimings: false },
      output: { format, entryFileNames: fileName },
    },
  },
});

/** Modules for the bundlers of others: readable, with what they share in chunks of their own. */
export const packageBuild = (entries) => ({
  ...common,
  build: {
    ...output,
    outDir: 'dist',
    minify: false,
    sourcemap: true,
    lib: { entry: entries, formats: ['es'] },
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } },
  },
});

/** What back ends import. */
export const serverBuild = () => ({
  configFile: false,
  root: ROOT,
  logLevel: 'warn',
  build: {
    outDir: 'dist/entries',
    target: 'node20',
    minify: false,
    emptyOutDir: false,
    copyPublicDir: false,
    reportCompressedSize: false,
    lib: { entry: { server: inRoot('src/entries/server.ts') }, formats: ['es'] },
    rolldownOptions: { external: [/^node:/], output: { entryFileNames: '[name].js' } },
  },
});
