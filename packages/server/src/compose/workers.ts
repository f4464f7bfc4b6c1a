import type { Config } from '../config.ts';
import { deleteExpiredCredentials } from '../domain/access/index.ts';
import { announceExpiredCodes, deleteAbandonedImports, runNextChunk, tellViews } from '../domain/codes/index.ts';
import { runNextDraw } from '../domain/draws/index.ts';
import { archiveNextEvents } from '../domain/events/index.ts';
import { endOverdueGifts } from '../domain/gifts/index.ts';
import { deleteExpiredAnswers } from '../domain/kit/delete-expired.ts';
import { countViews } from '../domain/placements/index.ts';
import { deleteOldAttempts } from '../domain/redemptions/index.ts';
import { deleteOldDeliveries, deleteOldPushTimes } from '../domain/webhooks/index.ts';
import type { Log } from '../http/log.ts';
import { startPoller } from '../workers/poller.ts';
import { type Sequencer, startSequencer } from '../workers/sequencer.ts';
import { startSweeper } from '../workers/sweep.ts';
import { startViewCounter, type ViewCounter } from '../workers/view-counter.ts';
import { startViewTeller } from '../workers/view-teller.ts';
import type { Foundation } from './foundation.ts';
import { openHotConnections } from './database.ts';
import { openWakeUps } from './wake-ups.ts';
import { openWebhookSender } from './webhook-sender.ts';

export type Workers = { sequencer: Sequencer; countView: ViewCounter['count']; stop(): Promise<void> };

/** So late, at most, hear giver and merchant that nobody took a gift; whoever asks sees it at once. */
const GIFTS_EVERY_MS = 2_000;
const IMPORTS_EVERY_MS = 500;
/** So long, at most, who entered a draw waits after its end until the lots are drawn. */
const DRAWS_EVERY_MS = 500;
/** An end is told of within a minute; this leaves room for a busy database. */
const EXPIRY_EVERY_MS = 10_000;
/** Begins a day late anyway. */
const ARCHIVE_EVERY_MS = 600_000;

type Surroundings = { config: Config; log: Log };

/** Starts what runs beside requests. Commits wake the sequencer from now on. */
export function startWorkers({ root, databaseUrl, live }: Foundation, { config, log }: Surroundings): Workers {
  const onError = (error: unknown): void => log.warn({ err: error }, 'A worker met an error and goes on');
  // A connection of its own: numbering events must not wait behind requests.
  const own = openHotConnections({ url: databaseUrl, size: 1, onError });
  const webhooks = openWebhookSender({ root, databaseUrl }, onError);
  const tellHere = (): void => {
    live.wake();
    webhooks.wake();
  };
  const wakeUps = openWakeUps(config, { onWoken: tellHere, log });
  const onNumbered = (): void => {
    tellHere();
    wakeUps.tell();
  };
  const sequencer = startSequencer({ runStatement: own.runStatement, onError, onNumbered });
  root.onCommitted = sequencer.wake;
  const sweeper = startSweeper({
    sweepings: [
      { name: 'answers', sweep: () => deleteExpiredAnswers(root) },
      { name: 'credentials', sweep: () => deleteExpiredCredentials(root) },
      { name: 'redemption attempts', sweep: () => deleteOldAttempts(root) },
      { name: 'webhook deliveries', sweep: () => deleteOldDeliveries(root) },
      { name: 'push times', sweep: () => deleteOldPushTimes(root) },
      { name: 'abandoned imports', sweep: () => deleteAbandonedImports(root) },
    ],
    onSwept: (swept) => log.info(swept, 'Deleted what had expired'),
    onError,
  });
  const giftEnder = startSweeper({
    sweepings: [{ name: 'gifts', sweep: () => endOverdueGifts(root) }],
    onSwept: ({ count }) => log.info({ count }, 'Gave codes back whose gifts nobody took'),
    onError,
    everyMs: GIFTS_EVERY_MS,
  });
  const views = startViewCounter({ write: (counted) => countViews(root, counted), onError });
  const opened = startViewTeller({ write: (codeIds) => tellViews(root, codeIds), onError });
  root.ports.codes.noteView = opened.note;
  const importer = startPoller({ runNext: () => runNextChunk(root), onError, everyMs: IMPORTS_EVERY_MS });
  const expiry = startPoller({ runNext: () => announceExpiredCodes(root), onError, everyMs: EXPIRY_EVERY_MS });
  const draws = startPoller({ runNext: () => runNextDraw(root), onError, everyMs: DRAWS_EVERY_MS });
  const archiver = startPoller({
    runNext: () => archiveOnce(root, { config, log }),
    onError,
    everyMs: ARCHIVE_EVERY_MS,
  });
  return {
    sequencer,
    countView: views.count,
    stop: async () => {
      // The others make events, so the one who numbers them ends last.
      const ending = [webhooks, importer, expiry, sweeper, giftEnder, views, opened, archiver, draws];
      await Promise.all(ending.map((worker) => worker.stop()));
      await sequencer.stop();
      await wakeUps.close();
      await own.close();
    },
  };
}

async function archiveOnce(root: Foundation['root'], { config, log }: Surroundings): Promise<boolean> {
  const count = await archiveNextEvents(root, { retentionDays: config.eventRetentionDays });
  if (count > 0) log.info({ count }, 'Archived old events');
  return count > 0;
}
