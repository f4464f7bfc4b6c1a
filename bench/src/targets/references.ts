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

/** How a reference is spoken to. */
export type Speech = Pick<Endpoint, 'dialect' | 'stream'> & { cannot: readonly WorkKind[] };

/** A server with the small schema of the references. */
export function servedTarget(reference: Reference & { process: ReferenceProcess; speech: Speech }): Target {
  const { process, speech, driver } = reference;
  const { dialect, stream, cannot } = speech;
  return target(reference, {
    endpoint: { dialect, url: process.url, key: null, stream },
    serverPid: process.pid,
    driverPid: driver.pid,
    can: (kind) => !cannot.includes(kind),
  });
}

/** What a driver asks the database itself. It is all there is in front of the database, so it counts as the server. */
export function bareTarget(reference: Reference & { dialect: 'sql' | 'coalesced'; can: readonly WorkKind[] }): Target {
  const { database, driver, dialect, can } = reference;
  const endpoint: Endpoint = { dialect, url: database.url, key: null, stream: 'sse' };
  return target(reference, { endpoint, serverPid: driver.pid, driverPid: null, can: (kind) => can.includes(kind) });
}
