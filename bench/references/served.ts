import type { AddressInfo } from 'node:net';

/** What a reference tells who started it. */
export type Served = { url: string };

/** The database that this reference was given. */
export function databaseUrl(): string {
  const url = process.env['REFERENCE_DATABASE_URL'];
  if (!url) throw new Error('References are started by the bench, which sets REFERENCE_DATABASE_URL');
  return url;
}

/** Tells where the reference listens, and ends it with the bench. */
export function tellServed({ port }: Pick<AddressInfo, 'port'>): void {
  process.on('disconnect', () => process.exit());
  process.on('SIGTERM', () => process.exit());
  const served: Served = { url: `http://127.0.0.1:${port}/graphql` };
  process.send?.(served);
}

/** Port of a server that listens. */
export function portOf(address: AddressInfo | string | null): Pick<AddressInfo, 'port'> {
  if (typeof address !== 'object' || address === null) throw new Error('The reference does not listen');
  return address;
}
