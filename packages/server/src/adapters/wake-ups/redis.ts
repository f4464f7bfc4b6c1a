import { randomUUID } from 'node:crypto';
import { createRedisEventTarget } from '@graphql-yoga/redis-event-target';
import { Redis, type RedisOptions } from 'ioredis';
import type { WakeUpOptions, WakeUps } from '../../domain/events/index.ts';

const TOPIC = 'kaquan:events-numbered';
const LONGEST_PAUSE_MS = 2_000;

type Hint = CustomEvent<string>;

const MANNER: RedisOptions = {
  connectTimeout: 5_000,
  keepAlive: 10_000,
  retryStrategy: (times) => Math.min(times * 100, LONGEST_PAUSE_MS),
};

/** The event target awaits none of its commands: one that fails must not end the process, and its hint may be lost. */
class HintClient extends Redis {
  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    command.promise.catch(() => undefined);
    return super.sendCommand(command, stream);
  }
}

/** Wake-ups through Redis. It may go away and come back: what was missed meanwhile counts as one hint. */
export function createRedisWakeUps({ url, onWoken, onLost, onFound }: WakeUpOptions): WakeUps {
  const self = randomUUID();
  // What can't be told at once is told by the next look of the others, so nothing queues up.
  const publishClient = new HintClient(url, { ...MANNER, enableOfflineQueue: false, commandTimeout: 2_000 });
  const subscribeClient = new HintClient(url, { ...MANNER, maxRetriesPerRequest: null });
  const lost = new Set<Redis>();
  for (const client of [publishClient, subscribeClient]) {
    client.on('error', (error: unknown) => {
      if (lost.size === 0) onLost(withoutCommand(error));
      lost.add(client);
    });
    client.on('ready', () => {
      if (lost.delete(client) && lost.size === 0) onFound();
    });
  }
  subscribeClient.on('ready', onWoken);
  const target = createRedisEventTarget<Hint>({ publishClient, subscribeClient, serializer: { stringify, parse } });
  target.addEventListener(TOPIC, ({ detail }) => detail !== self && onWoken());
  return {
    tell: coalesced(() => void target.dispatchEvent(new CustomEvent(TOPIC, { detail: self }))),
    close: () => {
      publishClient.disconnect();
      subscribeClient.disconnect();
      return Promise.resolve();
    },
  };
}

/** A refusal of Redis carries the command that was refused, and so the password. */
const withoutCommand = (error: unknown): unknown =>
  error instanceof Error && 'command' in error ? new Error(error.message) : error;

// Whoever else speaks on the channel: any text is a hint, and none can break its reader.
const stringify = String;
const parse = String;

/** Many calls of one moment make one. */
function coalesced(work: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      work();
    });
  };
}
