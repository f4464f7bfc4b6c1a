import { type HotConnections, openHotConnections } from '../../src/compose/database.ts';
import { testDatabaseUrl } from './database.ts';

/** Connections as the server opens them, to this worker's database; one that is cut off ends nothing but its query. */
export const hotConnections = async (size: number): Promise<HotConnections> =>
  openHotConnections({ url: await testDatabaseUrl(), size, onError: () => undefined });
