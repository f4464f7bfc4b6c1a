import type { Endpoint, WorkKind } from '../driver/job.ts';
import type { Driver } from '../processes/driver.ts';
import type { ReferenceProcess } from '../processes/reference.ts';
import { REFERENCE_CARDS, type ReferenceDatabase } from './reference-data.ts';
import type { Target, TargetName } from './target.ts';

type Reference = { name: TargetName; title: string; database: ReferenceDatabase; driver: Driver };
type Place = { endpoint: Endpoint } & Pick<Target, 'serverPid' | 'driverPid' | 'can'>;

const target = ({ name, title, database, driver }: Reference, { endpoint, ...place }: Place): Target => ({
  name,
  title,
  ...place,
  cards: REFERENCE_CARDS,
  makeCodes: database.makeCodes,
  run: async (work, manner, onBegin) => (await driver.run({ ...manner, endpoint, work }, onBegin)).figures,
});

/** A server with the small schema of the references. */
export function servedTarget(reference: Reference & { process: ReferenceProcess; stream: Endpoint['stream'] }): Target {
  const { process, stream, driver } = reference;
  const endpoint: Endpoint = { dialect: 'reference', url: process.url, key: null, stream };
  return target(reference, {
    endpoint,
    serverPid: process.pid,
    driverPid: driver.pid,
    can: (kind) => kind !== 'import',
  });
}

/** Bare SQL: its driver is all there is in front of the database, so it counts as the server. */
export function sqlTarget(reference: Reference): Target {
  const { database, driver } = reference;
  const endpoint: Endpoint = { dialect: 'sql', url: database.url, key: null, stream: 'sse' };
  const can = (kind: WorkKind): boolean => kind !== 'follow';
  return target(reference, { endpoint, serverPid: driver.pid, driverPid: null, can });
}
