import type { OutgoingHttpHeaders } from 'node:http';
import { DomainError, InvalidInputError } from '../domain/kit/errors.ts';

/** One entry of `errors` as callers see it. */
export type ShownError = {
  message: string;
  locations?: readonly { line: number; column: number }[];
  extensions?: Readonly<Record<string, unknown>>;
};

/** A refusal of the HTTP door itself, with the status that carries it. Its text may be shown. */
export class DoorRefusal extends Error {
  override readonly name = 'DoorRefusal';
  readonly status: number;
  /** One of the closed list of top-level codes (graphql.md §14). */
  readonly code: string;
  readonly headers: OutgoingHttpHeaders;
  readonly extensions: Readonly<Record<string, unknown>>;
  /** Everything that is wrong, where one sentence is not enough: errors in GraphQL's form. */
  readonly errors: readonly ShownError[] | null;
  constructor(
    status: number,
    code: string,
    message: string,
    more: { headers?: OutgoingHttpHeaders; extensions?: Record<string, unknown>; errors?: readonly ShownError[] } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.extensions = more.extensions ?? {};
    this.errors = more.errors ?? null;
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
  const extensions = {
    ...(error.field.length > 0 ? { field: error.field } : {}),
    ...(error instanceof InvalidInputError ? { fault: error.fault } : {}),
  };
  const headers = error.code === 'UNAUTHENTICATED' ? { 'WWW-Authenticate': 'Bearer realm="kaquan"' } : {};
  return new DoorRefusal(statusOfCode(error.code), error.code, error.message, { headers, extensions });
}
