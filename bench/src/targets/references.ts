import type { Endpoint } from '../driver/job.ts';
import type { Driver } from '../processes/driver.ts';
import type { ReferenceProcess } from '../processes/reference.ts';
import { REFERENCE_CARDS, type ReferenceDatabase } from './reference-data.ts';
import type { Target, TargetName } from './target.ts';

type Reference = { name: TargetName; title: string; database: ReferenceDatabase; driver: Driver };

const target = ({ name, title, database, driver }: Reference, endpoint: Endpoint, serverPid: number): Target => ({
  name,
  title,
  serverPid,
  cards: REFERENCE_CARDS,
  can: (kind) => kind !== 'follow' || endpoint.dialect !== 'sql',
  makeCodes: database.makeCodes,
  run: async (work, manner, onBegin) => (await driver.run({ ...manner, endpoint, work }, onBegin)).figures,
});

/** A server with the small schema of the references. */
export const servedTarget = (
  reference: Reference & { process: ReferenceProcess; stream: Endpoint['stream'] },
): Target =>
  target(
    reference,
    { dialect: 'reference', url: reference.process.url, key: null, stream: reference.stream },
    reference.process.pid,
  );

/** Bare SQL: its driver is all there is in front of the database, so it counts as the server. */
export const sqlTarget = (reference: Reference): Target =>
  target(reference, { dialect: 'sql', url: reference.database.url, key: null, stream: 'sse' }, reference.driver.pid);
