import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { headerOf } from './exchange.ts';

const SANE = /^[A-Za-z0-9._-]{1,64}$/;

/** The caller's `X-Request-Id` when it can stand in a log line as it is, else a new one. */
export function requestIdOf(req: IncomingMessage): string {
  const given = headerOf(req, 'x-request-id');
  return given !== null && SANE.test(given) ? given : randomUUID();
}
