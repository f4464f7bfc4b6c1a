import type { OutgoingHttpHeaders } from 'node:http';

const YEAR_SECONDS = 31_536_000;

/** The headers of every answer; a page or a picture loosens what it must. */
export function firstHead(requestId: string, isHttps: boolean): OutgoingHttpHeaders {
  const head: OutgoingHttpHeaders = {
    'X-Request-Id': requestId,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  };
  if (isHttps) head['Strict-Transport-Security'] = `max-age=${YEAR_SECONDS}`;
  return head;
}
