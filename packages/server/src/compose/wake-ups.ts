import { createPostgresWakeUps } from '../adapters/wake-ups/postgres.ts';
import { createRedisWakeUps } from '../adapters/wake-ups/redis.ts';
import type { Config } from '../config.ts';
import type { WakeUps } from '../domain/events/index.ts';
import type { Log } from '../http/log.ts';

/** The only server on its database has nobody to wake. */
const ALONE: WakeUps = { tell: () => undefined, close: () => Promise.resolve() };

/** Hints between instances: through Redis where there is one, else through the database that they share. */
export function openWakeUps(config: Config, { onWoken, log }: { onWoken: () => void; log: Log }): WakeUps {
  const through = (way: string) => ({
    onWoken,
    onLost: (error: unknown) => log.warn({ err: error }, `No wake-ups through ${way}: instances look by themselves`),
    onFound: () => log.info({}, `Wake-ups travel through ${way} again`),
  });
  if (config.redisUrl !== null) return createRedisWakeUps({ url: config.redisUrl, ...through('Redis') });
  if (config.databaseUrl === null) return ALONE;
  return createPostgresWakeUps({ url: config.databaseUrl, ...through('PostgreSQL') });
}
