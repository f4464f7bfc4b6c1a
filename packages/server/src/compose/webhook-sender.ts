import type { DomainContext } from '../domain/kit/context.ts';
import { startWebhookSender, type WebhookSender } from '../workers/webhook-sender.ts';
import { openConnections } from './database.ts';

/**
 * Of its own: 128 deliveries at once would take every connection from requests when the database is slow. Each holds one
 * for milliseconds only, and three instances stay below the 100 connections that PostgreSQL allows unless told otherwise.
 */
const CONNECTIONS = 6;

/** Starts the sender of webhooks on connections of its own. */
export function openWebhookSender(
  { root, databaseUrl }: { root: Omit<DomainContext, 'actor'>; databaseUrl: string },
  onError: (error: unknown) => void,
): WebhookSender {
  const own = openConnections({ url: databaseUrl, size: CONNECTIONS, onError });
  // What the root is told later counts for it too: who is woken by commits, and its address.
  const sender = startWebhookSender({ root: () => ({ ...root, prisma: own.prisma }), onError });
  return {
    wake: sender.wake,
    stop: async () => {
      await sender.stop();
      await own.close();
    },
  };
}
