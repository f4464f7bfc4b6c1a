import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicFolder } from '../../doors/public-folder.ts';
import { methodNotAllowed } from '../door-refusal.ts';
import { reply, replyNothing } from '../reply.ts';
import { at, type Route } from '../routes.ts';

const TYPES = {
  'home.css': 'text/css; charset=utf-8',
  'home.js': 'text/javascript; charset=utf-8',
  'pages.css': 'text/css; charset=utf-8',
  'print.css': 'text/css; charset=utf-8',
  'print.js': 'text/javascript; charset=utf-8',
} as const;

/** Styles and script of our own pages, read once. */
export function createAssetRoutes(): Route[] {
  const folder = publicFolder();
  const assets = Object.entries(TYPES).map(([name, type]) => {
    const content = readFileSync(join(folder, name));
    return at(`/assets/${name}`, (exchange) => {
      if (exchange.req.method !== 'GET' && exchange.req.method !== 'HEAD') throw methodNotAllowed('GET, HEAD');
      reply(exchange, 200, content, { 'Content-Type': type, 'Cache-Control': 'public, max-age=300' });
    });
  });
  // Browsers ask for it by themselves; a page needs no icon, and a miss would be written into their logs.
  return [
    ...assets,
    at('/favicon.ico', (exchange) => replyNothing(exchange, 204, { 'Cache-Control': 'max-age=86400' })),
  ];
}
