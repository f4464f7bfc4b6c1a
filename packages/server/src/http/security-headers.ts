import type { ServerResponse } from 'node:http';

/** On every answer; a page or a picture loosens what it must. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
} as const;

const YEAR_SECONDS = 31_536_000;

export function setSecurityHeaders(res: ServerResponse, isHttps: boolean): void {
  for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
  if (isHttps) res.setHeader('Strict-Transport-Security', `max-age=${YEAR_SECONDS}`);
}
