import { cacheNameOf, type Shell, staleCaches, wayOf } from './shell.ts';

const worker = ownScope();

/** Written here by the build, which alone knows the names. */
const SHELL: Shell = __SHELL__;
/** On a line that is dying somebody at a till waits no longer for a page. */
const PATIENCE_MS = 3_000;

worker.addEventListener('install', (event) => event.waitUntil(keep()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('fetch', (event) => {
  const way = wayOf(event.request, worker.location.origin, SHELL);
  if (way === 'file') event.respondWith(fileOf(event.request));
  if (way === 'page') event.respondWith(pageOf(event.request));
});

/** All or nothing: a shell with a hole in it would open and then break. */
async function keep(): Promise<void> {
  const cache = await caches.open(cacheNameOf(SHELL));
  await cache.addAll(SHELL.files.map((path) => new Request(path, { cache: 'no-cache' })));
}

/** Runs once no page of the build before is open, so none loses the files it may still ask for. */
async function takeOver(): Promise<void> {
  const stale = staleCaches(await caches.keys(), SHELL);
  await Promise.all(stale.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function fileOf(request: Request): Promise<Response> {
  return (await keptAt(request.url)) ?? fetch(request);
}

/** The newest page while there is a line; else the kept one, which is the same for every path. */
async function pageOf(request: Request): Promise<Response> {
  const kept = await keptAt(SHELL.files[0] ?? '');
  if (kept === undefined) return fetch(request);
  try {
    const page = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return page.status >= 500 ? kept : page;
  } catch {
    return kept; // No line, or too slow a one.
  }
}

async function keptAt(address: string): Promise<Response | undefined> {
  const cache = await caches.open(cacheNameOf(SHELL));
  return cache.match(address, { ignoreVary: true });
}

// The library takes `self` for a plain worker; this one serves pages.
function ownScope(): ServiceWorkerGlobalScope {
  return self as unknown as ServiceWorkerGlobalScope;
}
