import type { OutgoingHttpHeaders } from 'node:http';
import { DomainError } from '../domain/kit/errors.ts';

/** A refusal of the HTTP door itself, with the status that carries it. Its text may be shown. */
export class DoorRefusal extends Error {
  override readonly name = 'DoorRefusal';
  readonly status: number;
  /** One of the closed list of top-level codes (graphql.md §14). */
  readonly code: string;
  readonly headers: OutgoingHttpHeaders;
  readonly extensions: Readonly<Record<string, unknown>>;
  constructor(
    status: number,
    code: string,
    message: string,
    more: { headers?: OutgoingHttpHeaders; extensions?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.extensions = more.extensions ?? {};
  }
}

export const badRequest = (message: string): DoorRefusal => new DoorRefusal(400, 'BAD_REQUEST', message);

export const methodNotAllowed = (allowed: string): DoorRefusal =>
  new DoorRefusal(405, 'BAD_REQUEST', `Only ${allowed} works here`, { headers: { Allow: allowed } });

const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_ALLOWED: 403,
  PERMISSION_MISSING: 403,
  NOT_FOUND: 404,
  THROTTLED: 429,
};

/** HTTP status of a refusal by its code; 400 where no other fits. */
export const statusOfCode = (code: string): number => STATUS_OF_CODE[code] ?? 400;

/** What a thrown value answers with; null for a bug or an outage, which shows nothing. */
export function refusalOf(error: unknown): DoorRefusal | null {
  if (error instanceof DoorRefusal) return error;
  if (!(error instanceof DomainError)) return null;
  const extensions = error.field.length > 0 ? { field: error.field } : {};
  const headers = error.code === 'UNAUTHENTICATED' ? { 'WWW-Authenticate': 'Bearer realm="kaquan"' } : {};
  return new DoorRefusal(statusOfCode(error.code), error.code, error.message, { headers, extensions });
}
