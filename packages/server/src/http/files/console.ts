import { join } from 'node:path';
import { findImageHosts, type Root } from '../../domain/access/index.ts';
import { cookieOf, SESSION_COOKIE } from '../cookies.ts';
import { type Exchange, headerOf } from '../exchange.ts';
import { ownOriginOf } from '../own-page.ts';
import { languageTagOf } from '../pages/language.ts';
import { replyNotice } from '../pages/notice.ts';
import { scriptPagePolicy } from '../pages/policy.ts';
import { replyNothing } from '../reply.ts';
import { below, type Route } from '../routes.ts';
import { type BuiltFolder, openBuiltFolder } from './built-folder.ts';
import { ASK_FIRST, assertRead, FOR_EVER, pathBelow, replyFile } from './reply-file.ts';
import { noticeIn } from './texts.ts';

export type Console = {
  route: Route;
  isBuilt: () => Promise<boolean>;
};

const MOST_IMAGE_HOSTS = 100;
const WORKER = 'sw.js';
/** A worker keeps to the policy of its own file: it fetches ours, and does nothing else. */
const WORKER_POLICY = "default-src 'none'; connect-src 'self'";

/** `/console/…`: the pages for people with a session, one page for every path that is no file. */
export function createConsole({ root, installation }: { root: Root; installation: string }): Console {
  const files = openBuiltFolder(join(installation, 'packages/demo/dist/console'));
  return { route: below('/console', (exchange) => serveConsole(exchange, root, files)), isBuilt: files.isBuilt };
}

async function serveConsole(exchange: Exchange, root: Root, files: BuiltFolder): Promise<void> {
  assertRead(exchange);
  if (exchange.url.pathname === '/console')
    return replyNothing(exchange, 308, { Location: `/console/${exchange.url.search}` });
  const path = pathBelow(exchange, '/console') ?? '';
  const file = await files.find(path);
  if (file !== null && path === WORKER)
    return replyFile(exchange, file, { 'Cache-Control': ASK_FIRST, 'Content-Security-Policy': WORKER_POLICY });
  // Vite puts a hash of the content into these names.
  if (file !== null && path !== 'index.html')
    return replyFile(exchange, file, { 'Cache-Control': path.startsWith('assets/') ? FOR_EVER : ASK_FIRST });
  const tag = languageTagOf(headerOf(exchange.req, 'accept-language'));
  // A script that is gone must not be answered by a page: an open console would choke on it.
  if (path.startsWith('assets/') && (await files.isBuilt()))
    return replyNotice(exchange, 404, noticeIn(tag, 'nothingHere'));
  const page = await files.find('index.html');
  if (page === null) return replyNotice(exchange, 404, noticeIn(tag, 'consoleNotBuilt'));
  replyFile(exchange, page, {
    'Cache-Control': ASK_FIRST,
    'Content-Security-Policy': await policyFor(exchange, root),
    'Referrer-Policy': 'same-origin',
  });
}

async function policyFor(exchange: Exchange, root: Root): Promise<string> {
  const origin = ownOriginOf(exchange.req, root.publicUrl);
  return scriptPagePolicy({
    // `blob:` shows a picture before it is uploaded.
    images: ['blob:', new URL(root.publicUrl).origin, ...(await imageHostsFor(exchange, root))],
    // Older browsers do not count sockets to our own host as our own.
    calls: [origin.replace(/^http/, 'ws')],
    // Keeps the pages for tills without a line; the console makes this one address and no other.
    workerMaker: 'kaquan-worker',
  });
}

/** The hosts whose images the merchants of whoever is signed in may show. */
async function imageHostsFor({ req }: Exchange, root: Root): Promise<string[]> {
  const token = cookieOf(req, SESSION_COOKIE);
  const hosts = token === null ? [] : await findImageHosts(root, token);
  return hosts.slice(0, MOST_IMAGE_HOSTS);
}
