import { type Exchange, headerOf } from './exchange.ts';

/** Whether the caller holds this version already (`If-None-Match`). */
export const holds = ({ req }: Exchange, etag: string): boolean =>
  (headerOf(req, 'if-none-match') ?? '')
    .split(',')
    .some((known) => known.trim() === '*' || known.trim().replace(/^W\//, '') === etag);
