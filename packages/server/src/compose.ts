import type { RequestListener } from 'node:http';
import { createLog, type LogDestination } from './adapters/log.ts';
import { type Foundation, layFoundation } from './compose/foundation.ts';
import { createRoutes } from './compose/routes.ts';
import { readSdkDocuments, registerSdkDocuments, type SdkDocument } from './compose/sdk-documents.ts';
import { startWorkers, type Workers } from './compose/workers.ts';
import type { Config } from './config.ts';
import { ensureOperatorKey, type Root } from './domain/access/index.ts';
import type { ShopMerchant } from './http/files/shop.ts';
import { createListener } from './http/listener.ts';
import type { Log } from './http/log.ts';
import { createMetrics } from './http/metrics.ts';
import type { Sockets } from './http/graphql/sockets.ts';
import { type Answering, type Listening, listen } from './http/server.ts';
import { createUpgrade } from './http/upgrade.ts';

/** Gets the address of the server; answers with the merchant of the demo shop, where there is one. */
export type Prepare = (url: string) => Promise<ShopMerchant | null>;

/** One server, built and ready to start. */
export type App = {
  /** The domain before anybody acts in it. */
  root: Root;
  prisma: Root['prisma'];
  /** Answers requests; `start` listens with it. */
  http: RequestListener;
  /**
   * Listens. Requests wait until `prepare` has ended.
   * @throws ListenError
   */
  start: (prepare?: Prepare) => Promise<{ port: number; url: string }>;
  /** Ends everything in order: requests, workers, pool, database. Calling it again waits for the same end. */
  stop: () => Promise<void>;
  log: Log;
};

export type ComposeOptions = {
  /** Takes one line of progress for people. */
  say?: (line: string) => void;
  /** Takes log lines; standard output unless given. */
  logTo?: LogDestination;
};

const REQUEST_PATIENCE_MS = 1_000;

/**
 * Builds the whole server: database, domain, doors, workers. Nothing answers before `start()`.
 * @throws ConfigError, DataFolderInUseError, DatabaseStartError, MigrationFailedError
 */
export async function compose(config: Config, { say = () => undefined, logTo }: ComposeOptions = {}): Promise<App> {
  const log = createLog({ level: config.logLevel, ...(logTo === undefined ? {} : { destination: logTo }) });
  const onDatabaseError = (error: Error): void => log.warn({ err: error }, 'The database does not answer');
  const onLiveError = (error: unknown): void => log.warn({ err: error }, 'The live feed can not read events');
  const foundation = await layFoundation(config, { say, onDatabaseError, onLiveError, joins: false, migrates: true });
  const { root } = foundation;
  const workers = startWorkers(foundation, { config, log });
  const state: State = { isStopping: false, listening: null, sockets: null, shopMerchant: null };
  const parts = { config, foundation, workers, log, state, documents: readSdkDocuments(config.installationDir, log) };
  const { http, upgrade, sockets } = await orEnd(parts, () => doorsOf(parts));
  state.sockets = sockets;
  let ending: Promise<void> | null = null;
  return {
    root,
    prisma: root.prisma,
    log,
    http,
    start: async (prepare) => {
      await makeOperatorKeyWork({ config, root, log });
      await registerSdkDocuments(root, parts.documents ?? [], log);
      return startListening({ config, root, answering: { onRequest: http, onUpgrade: upgrade }, state }, prepare);
    },
    stop: () => (ending ??= end({ foundation, workers, state })),
  };
}

async function makeOperatorKeyWork({
  config,
  root,
  log,
}: Pick<Parts, 'config' | 'log'> & { root: Root }): Promise<void> {
  if (config.operatorKey === null) return;
  const { revokedAt } = await ensureOperatorKey(root, config.operatorKey);
  if (revokedAt !== null) log.warn({}, 'KAQUAN_OPERATOR_KEY was revoked and does not work: set another');
}

type State = {
  isStopping: boolean;
  listening: Listening | null;
  sockets: Sockets | null;
  shopMerchant: ShopMerchant | null;
};
type Parts = {
  config: Config;
  foundation: Foundation;
  workers: Workers;
  log: Log;
  state: State;
  documents: readonly SdkDocument[] | null;
};

type Doorways = { http: RequestListener; upgrade: Answering['onUpgrade']; sockets: Sockets };

function doorsOf({ config, foundation, workers, log, state, documents }: Parts): Doorways {
  const { root, connections } = foundation;
  const { sequencer, countView } = workers;
  const metrics = createMetrics({
    sequencerLagSeconds: sequencer.lagSeconds,
    openConnections: () => connections.pool.totalCount,
  });
  const checks = {
    server: () => !state.isStopping,
    database: async () => (await connections.pool.query('SELECT 1')).rowCount === 1,
    // They are applied before anything is built: who answers has them.
    migrations: () => true,
    sequencer: sequencer.isAlive,
  };
  const onFault = (fault: unknown, requestId: string): void => log.error({ err: fault, requestId }, 'A request failed');
  const { routes, sockets } = createRoutes({
    config,
    root,
    countView,
    metrics,
    checks,
    onFault,
    documents,
    shopMerchant: () => state.shopMerchant,
  });
  const { trustedProxies } = config;
  const http = createListener({
    routes,
    log,
    trustedProxies,
    // Only for a public name: on localhost it would bind every other program there to HTTPS.
    isHttps: config.publicUrl?.startsWith('https:') === true,
    onAnswered: metrics.countRequest,
  });
  return { http, sockets, upgrade: createUpgrade({ sockets, log, trustedProxies }) };
}

type Starting = { config: Config; root: Root; answering: Answering; state: State };

async function startListening(
  { config, root, answering, state }: Starting,
  prepare: Prepare | undefined,
): Promise<{ port: number; url: string }> {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const listening = await listen(config, {
    onRequest: (req, res) => void opened.then(() => answering.onRequest(req, res)),
    onUpgrade: (...upgrade) => void opened.then(() => answering.onUpgrade(...upgrade)),
  });
  state.listening = listening;
  const { port } = listening;
  if (config.publicUrl === null) root.publicUrl = `${config.tls === null ? 'http' : 'https'}://localhost:${port}`;
  state.shopMerchant = (await prepare?.(root.publicUrl)) ?? null;
  open();
  return { port, url: root.publicUrl };
}

/** What was started does not outlive a server that could not be built. */
async function orEnd<T>(parts: Parts, build: () => T): Promise<T> {
  try {
    return build();
  } catch (error) {
    await end(parts);
    throw error;
  }
}

/** Requests first, the database last: what is under way still finds everything that it needs. */
async function end({ foundation, workers, state }: Pick<Parts, 'foundation' | 'workers' | 'state'>): Promise<void> {
  state.isStopping = true;
  try {
    // Streams never end by themselves: their followers are told first.
    await foundation.live.stop();
    state.sockets?.stop();
    await state.listening?.stop(REQUEST_PATIENCE_MS);
    await workers.stop();
  } finally {
    await foundation.close();
  }
}
