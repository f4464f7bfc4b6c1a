import { deleteExpiredCredentials } from '../domain/access/index.ts';
import { deleteAbandonedImports, runNextChunk } from '../domain/codes/index.ts';
import { deleteExpiredAnswers } from '../domain/kit/delete-expired.ts';
import { deleteOldAttempts } from '../domain/redemptions/index.ts';
import type { Log } from '../http/log.ts';
import { startImporter } from '../workers/importer.ts';
import { type Sequencer, startSequencer } from '../workers/sequencer.ts';
import { startSweeper } from '../workers/sweep.ts';
import { openConnections } from './database.ts';
import type { Foundation } from './foundation.ts';

export type Workers = { sequencer: Sequencer; stop(): Promise<void> };

/** Starts what runs beside requests. Commits wake the sequencer from now on. */
export function startWorkers({ root, databaseUrl, live }: Foundation, log: Log): Workers {
  const onError = (error: unknown): void => log.warn({ err: error }, 'A worker met an error and goes on');
  // A connection of its own: numbering events must not wait behind requests.
  const own = openConnections({ url: databaseUrl, size: 1, onError });
  const sequencer = startSequencer({ prisma: own.prisma, onError, onNumbered: live.wake });
  root.onCommitted = sequencer.wake;
  const sweeper = startSweeper({
    sweepings: [
      { name: 'answers', sweep: () => deleteExpiredAnswers(root) },
      { name: 'credentials', sweep: () => deleteExpiredCredentials(root) },
      { name: 'redemption attempts', sweep: () => deleteOldAttempts(root) },
      { name: 'abandoned imports', sweep: () => deleteAbandonedImports(root) },
    ],
    onSwept: (swept) => log.info(swept, 'Deleted what had expired'),
    onError,
  });
  const importer = startImporter({ runNext: () => runNextChunk(root), onError });
  return {
    sequencer,
    stop: async () => {
      // Chunks make events, so the one who numbers them ends last.
      await Promise.all([importer.stop(), sweeper.stop()]);
      await sequencer.stop();
      await own.close();
    },
  };
}
