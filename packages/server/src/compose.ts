import type { RequestListener } from 'node:http';
import { createLog } from './adapters/log.ts';
import { openConnections } from './compose/database.ts';
import { layFoundation } from './compose/foundation.ts';
import { createRoutes } from './compose/routes.ts';
import type { Config } from './config.ts';
import { deleteExpiredCredentials, ensureOperatorKey, type Root } from './domain/access/index.ts';
import { deleteExpiredAnswers } from './domain/kit/delete-expired.ts';
import { createListener } from './http/listener.ts';
import { createMetrics } from './http/metrics.ts';
import { listen } from './http/server.ts';
import { startSequencer } from './workers/sequencer.ts';
import { startSweeper } from './workers/sweep.ts';

/** One server, built and ready to start. */
export type App = {
  /** The domain before anybody acts in it. */
  root: Root;
  prisma: Root['prisma'];
  http: RequestListener;
  /** Listens; answers with the port that was taken. */
  start(): Promise<{ port: number; url: string }>;
  /** Ends everything in order: requests, workers, pool, database. Calling it again waits for the same end. */
  stop(): Promise<void>;
};

export type ComposeOptions = {
  /** Takes one line of progress for people. */
  say?: (line: string) => void;
};

const REQUEST_PATIENCE_MS = 1_000;

/**
 * Builds the whole server: database, domain, doors, workers. Nothing answers before `start()`.
 * @throws ConfigError, DataFolderInUseError, DatabaseStartError, MigrationFailedError
 */
export async function compose(config: Config, { say = () => undefined }: ComposeOptions = {}): Promise<App> {
  const log = createLog({ level: config.logLevel });
  const onDatabaseError = (error: unknown): void => log.warn({ err: error }, 'The database does not answer');
  const foundation = await layFoundation(config, { say, onDatabaseError, joins: false });
  const { root, connections } = foundation;
  // A connection of its own: numbering events must not wait behind requests.
  const own = openConnections({ url: foundation.databaseUrl, size: 1, onError: onDatabaseError });
  const sequencer = startSequencer({ prisma: own.prisma, onError: onDatabaseError });
  root.onCommitted = sequencer.wake;
  const sweeper = startSweeper({
    sweepings: [
      { name: 'answers', sweep: () => deleteExpiredAnswers(root) },
      { name: 'credentials', sweep: () => deleteExpiredCredentials(root) },
    ],
    onSwept: (swept) => log.info(swept, 'Swept'),
    onError: onDatabaseError,
  });
  const metrics = createMetrics({ sequencerLagSeconds: sequencer.lagSeconds, openConnections: () => connections.pool.totalCount });
  const state = { isStopping: false };
  const routes = createRoutes({
    config,
    root,
    metrics,
    checks: {
      server: () => !state.isStopping,
      database: async () => (await connections.pool.query('SELECT 1')).rowCount === 1,
      // Applied before anything is built; here it only says that this server got so far.
      migrations: () => true,
      sequencer: sequencer.isAlive,
    },
    onFault: (fault, requestId) => log.error({ err: fault, requestId }, 'A request failed'),
  });
  const http = createListener({
    routes,
    log,
    trustedProxies: config.trustedProxies,
    isHttps: root.publicUrl.startsWith('https:'),
    onAnswered: metrics.countRequest,
  });

  let listening: Awaited<ReturnType<typeof listen>> | null = null;
  const start = async (): Promise<{ port: number; url: string }> => {
    if (config.operatorKey !== null) await ensureOperatorKey(root, config.operatorKey);
    listening = await listen(config, http);
    if (config.publicUrl === null) root.publicUrl = `${config.tls === null ? 'http' : 'https'}://localhost:${listening.port}`;
    return { port: listening.port, url: root.publicUrl };
  };
  const end = async (): Promise<void> => {
    state.isStopping = true;
    await listening?.stop(REQUEST_PATIENCE_MS);
    await Promise.all([sequencer.stop(), sweeper.stop()]);
    await own.close();
    await foundation.close();
  };
  let ending: Promise<void> | null = null;
  return { root, prisma: root.prisma, http, start, stop: () => (ending ??= end()) };
}
