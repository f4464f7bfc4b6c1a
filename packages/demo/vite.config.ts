import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npx vite` finds a server while the console is being written. */
const SERVER = 'http://localhost:4000';
const OURS = ['/graphql', '/session', '/media', '/c', '/sdk', '/identity', '/demo', '/imports', '/p'];

export default defineConfig({
  root: join(import.meta.dirname, 'src/console'),
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, 'dist/console'),
    emptyOutDir: true,
    target: ['es2022', 'chrome100', 'safari15.4', 'firefox110'],
    // The page's policy allows no data: addresses, and the browsers above know modulepreload.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The library does not say itself that its formats leave each other alone: two of a dozen are taken.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !id.includes('/@zxing/library/') } },
  },
  server: {
    proxy: Object.fromEntries(
      OURS.map((path) => [path, { target: process.env['KAQUAN_DEV_SERVER'] ?? SERVER, ws: path === '/graphql' }]),
    ),
  },
});
