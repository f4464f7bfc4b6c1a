import { type Connections, openConnections } from '../../src/compose/database.ts';
import { testDatabaseUrl } from './database.ts';

/** Connections as the server opens them, to this worker's database; one that is cut off ends nothing but its query. */
export const serverConnections = async (size: number): Promise<Connections> =>
  openConnections({ url: await testDatabaseUrl(), size, onError: () => undefined });
