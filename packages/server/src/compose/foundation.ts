import { join } from 'node:path';
import { monotonicFactory } from 'ulidx';
import {
  joinEmbeddedDatabase,
  type RunningDatabase,
  startEmbeddedDatabase,
} from '../adapters/database/embedded-postgres.ts';
import { applyMigrations } from '../adapters/database/migrate.ts';
import { createFolderObjectStore } from '../adapters/object-store/folder.ts';
import { createPostgresObjectStore } from '../adapters/object-store/postgres.ts';
import type { Config } from '../config.ts';
import { createLookups, type Root, sealingKeyIds } from '../domain/access/index.ts';
import { createClaimThrottle } from '../domain/claims/index.ts';
import { createLiveFeed, type LiveFeed } from '../delivery/live.ts';
import { createSender, type Sender } from '../delivery/webhook.ts';
import { createSecrets, type Secrets } from '../domain/kit/secrets.ts';
import { endpointKeyIds } from '../domain/webhooks/index.ts';
import { validateDocument } from '../graphql/schema.ts';
import { ensureDataFolder } from './data-folder.ts';
import { type Connections, type HotConnections, openConnections, openHotConnections } from './database.ts';
import { findMasterKeys, presentMasterKeys } from './master-key.ts';
import { domainPorts } from './ports.ts';
import { createRandomPool, fractionsOf } from './random-pool.ts';
import { documentShaper } from './shape-event.ts';

/** The domain on a database: what the server, and each command without one, stands on. */
export type Foundation = {
  /** Every context is spread from it, so a change of its fields counts from the next request on. */
  root: Root;
  databaseUrl: string;
  connections: Connections;
  /** Tells followers of new events. */
  live: LiveFeed;
  close(): Promise<void>;
};

export type Reporting = {
  /** Takes one line of progress for people. */
  say: (line: string) => void;
  onDatabaseError: (error: Error) => void;
  /** Takes what keeps the live feed from reading the event table; it tries again by itself. */
  onLiveError?: (error: unknown) => void;
};

type Manner = Reporting & { joins: boolean; migrates: boolean };

const CONNECTIONS = 14;
/** More of them would only wait for each other's rows. */
const HOT_CONNECTIONS = 6;

/** The configured database, or the embedded one: started here, or a running server's when `joins` allows. */
async function openDatabase(
  config: Config,
  { say, joins }: { say: (line: string) => void; joins: boolean },
): Promise<RunningDatabase> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl !== null) return { url: databaseUrl, isEmbedded: false, stop: () => Promise.resolve() };
  ensureDataFolder(dataDir);
  const joined = joins ? await joinEmbeddedDatabase(dataDir) : null;
  return joined ?? startEmbeddedDatabase({ dataDir, say });
}

type Tools = { secrets: Secrets; feed: LiveFeed; sender: Sender; runStatement: HotConnections['runStatement'] };

function rootOn({ prisma }: Connections, config: Config, { secrets, feed, sender, runStatement }: Tools): Root {
  const random = createRandomPool();
  const ulid = monotonicFactory(fractionsOf(random));
  const now = (): Date => new Date();
  const objects =
    config.databaseUrl === null
      ? createFolderObjectStore(join(config.dataDir, 'objects'))
      : createPostgresObjectStore(prisma);
  return {
    prisma,
    runStatement,
    now,
    newId: (prefix) => `${prefix}_${ulid()}`,
    random,
    secrets,
    ports: domainPorts({
      media: { objects },
      access: { validateDocument, lookups: createLookups(now) },
      claims: { throttle: createClaimThrottle(config.claimRates) },
      events: { feed, archives: objects },
      webhooks: { sender, shaper: documentShaper },
      runStatement,
    }),
    publicUrl: config.publicUrl ?? `${config.tls === null ? 'http' : 'https'}://localhost:${config.port}`,
    onCommitted: () => undefined,
  };
}

/**
 * Opens the database, brings it up to date and puts the domain on it.
 * @param options.joins true: a command may use the embedded database of a server that runs meanwhile
 * @param options.migrates false: the database stays as it is, for a command that only looks
 * @throws DataFolderInUseError, DatabaseStartError, MigrationFailedError, ConfigError
 */
export async function layFoundation(config: Config, options: Manner): Promise<Foundation> {
  const database = await openDatabase(config, options);
  try {
    if (options.migrates) await applyMigrations(database.url, { say: options.say });
    return await layOn(database, config, options);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Before anything is written: with another key new secrets would be sealed beside those that it can't open. */
async function secretsFor({ prisma }: Connections, config: Config, { migrates }: Manner): Promise<Secrets> {
  if (!migrates) return createSecrets(presentMasterKeys(config));
  const sealedUnder = await Promise.all([sealingKeyIds(prisma), endpointKeyIds(prisma)]);
  return createSecrets(findMasterKeys(config, [...new Set(sealedUnder.flat())]));
}

async function layOn(database: RunningDatabase, config: Config, options: Manner): Promise<Foundation> {
  const reach = { url: database.url, onError: options.onDatabaseError };
  const connections = openConnections({ ...reach, size: CONNECTIONS });
  const hot = openHotConnections({ ...reach, size: HOT_CONNECTIONS });
  try {
    const secrets = await secretsFor(connections, config, options);
    const live = createLiveFeed({ prisma: connections.prisma, onError: options.onLiveError ?? (() => undefined) });
    const sender = createSender({ allowed: config.webhookAllowed });
    return {
      live,
      root: rootOn(connections, config, { secrets, feed: live, sender, runStatement: hot.runStatement }),
      databaseUrl: database.url,
      connections,
      close: async () => {
        try {
          await live.stop();
          sender.stop();
          await hot.close();
          await connections.close();
        } finally {
          await database.stop();
        }
      },
    };
  } catch (error) {
    await connections.close();
    throw error;
  }
}
