import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { methodNotAllowed } from '../door-refusal.ts';
import { reply } from '../reply.ts';
import { at, type Route } from '../routes.ts';

const TYPES = {
  'home.css': 'text/css; charset=utf-8',
  'home.js': 'text/javascript; charset=utf-8',
  'pages.css': 'text/css; charset=utf-8',
} as const;

/** The folder `public/` of this package, from `src/` as well as from the bundle in `dist/`. */
function publicFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'public/home.css'))) {
    if (dirname(folder) === folder) throw new Error('The folder public is missing from this installation.');
    folder = dirname(folder);
  }
  return join(folder, 'public');
}

/** Styles and script of our own pages, read once. */
export function createAssetRoutes(): Route[] {
  const folder = publicFolder();
  return Object.entries(TYPES).map(([name, type]) => {
    const content = readFileSync(join(folder, name));
    return at(`/assets/${name}`, (exchange) => {
      if (exchange.req.method !== 'GET' && exchange.req.method !== 'HEAD') throw methodNotAllowed('GET, HEAD');
      reply(exchange, 200, content, { 'Content-Type': type, 'Cache-Control': 'public, max-age=300' });
    });
  });
}
