import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const CDN = join(import.meta.dirname, '../../dist/cdn');
const TYPES: Record<string, string> = {
  js: 'text/javascript',
  mjs: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
};

/** One request of a page to /graphql, on its way to Kaquan. */
export type Passing = {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly body: string;
  readonly isStream: boolean;
  /** Name of the SDK's document. */
  readonly name: string;
  /** Sends it on, and gives the whole answer. */
  forward: () => Promise<{ status: number; headers: Record<string, string>; body: Buffer }>;
  /** Sends it on, and pipes the answer as it comes. */
  pipe: () => void;
  isPiped: boolean;
};

/** Decides what becomes of a request. Undefined: it passes. */
export type Fault = (passing: Passing) => Promise<void> | void | undefined;

/** A merchant's web site: pages, the SDK's files, tokens, and /graphql that leads to Kaquan through faults. */
export type Site = {
  readonly url: string;
  /** Puts a page at a path. */
  page: (path: string, html: string, headers?: Record<string, string>) => void;
  /** What answers at a path. */
  answer: (path: string, handler: (req: IncomingMessage, res: ServerResponse) => void | Promise<void>) => void;
  /** What happens to requests to /graphql from now on. */
  fault: Fault | null;
  /** Names of the documents that were asked for, in order. */
  readonly asked: string[];
  stop: () => Promise<void>;
};

const manifest: { name: string; hash: string }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../src/generated/documents.json'), 'utf8'),
);

const nameOf = (url: string, body: string): string => {
  const hash = /[0-9a-f]{64}/.exec(url)?.[0] ?? /"documentId":"(\w+)"/.exec(body)?.[1];
  return manifest.find((one) => one.hash === hash)?.name ?? '';
};

export async function startSite(kaquanUrl: string): Promise<Site> {
  const answers = new Map<string, (req: IncomingMessage, res: ServerResponse) => void | Promise<void>>();
  const asked: string[] = [];
  const server = createServer((req, res) => {
    const { pathname } = new URL(req.url ?? '/', 'http://site');
    const handler = answers.get(pathname);
    if (handler) return void handler(req, res);
    if (pathname === '/graphql') return void pass(req, res);
    if (pathname.startsWith('/sdk/')) return file(pathname.slice(5), res);
    res.writeHead(404).end();
  });
  async function pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await bodyOf(req);
    const isStream = (req.headers.accept ?? '').includes('event-stream');
    const passing = passingOf({ req, res, body, isStream, name: nameOf(req.url ?? '', body) }, kaquanUrl);
    asked.push(passing.name);
    if (site.fault) {
      await site.fault(passing);
      if (passing.isPiped || res.headersSent || res.destroyed) return;
    }
    passing.pipe();
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const site: Site = {
    url: `http://127.0.0.1:${portOf(server)}`,
    page: (path, html, headers = {}) =>
      void answers.set(path, (_req, res) => {
        res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(html);
      }),
    answer: (path, handler) => void answers.set(path, handler),
    fault: null,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return site;
}

/** A server that listens on TCP has an address with a port. */
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

function file(name: string, res: ServerResponse): void {
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain';
  res
    .writeHead(200, { 'Content-Type': `${type}; charset=utf-8` })
    .end(readFileSync(join(CDN, name.replace(/^v\d\//, ''))));
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function passingOf(given: Omit<Passing, 'forward' | 'pipe' | 'isPiped'>, kaquanUrl: string): Passing {
  const { req, res, body } = given;
  const open = (onAnswer: (answer: IncomingMessage) => void, onError: () => void): void => {
    const { host: _host, connection: _connection, ...headers } = req.headers;
    const forwarded = request(`${kaquanUrl}${req.url}`, { method: req.method, headers }, onAnswer);
    forwarded.on('error', onError);
    res.on('close', () => forwarded.destroy());
    forwarded.end(body);
  };
  const passing: Passing = {
    ...given,
    isPiped: false,
    forward: () =>
      new Promise((resolve, reject) =>
        open(
          (answer) => {
            const chunks: Buffer[] = [];
            answer.on('data', (chunk: Buffer) => chunks.push(chunk));
            answer.on('end', () =>
              resolve({
                status: answer.statusCode ?? 0,
                headers: { 'content-type': String(answer.headers['content-type']) },
                body: Buffer.concat(chunks),
              }),
            );
          },
          () => reject(new Error('Kaquan is gone')),
        ),
      ),
    pipe() {
      passing.isPiped = true;
      open(
        (answer) => {
          res.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(res);
        },
        () => res.destroy(),
      );
    },
  };
  return passing;
}
