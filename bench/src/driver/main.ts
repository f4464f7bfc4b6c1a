// A process of its own that sends load: what it costs must not count as the server's.
import type { FromDriver, Job } from './job.ts';
import { work } from './work.ts';

const tell = (message: FromDriver): void => void process.send?.(message);
// Only `start-driver.ts` sends messages here, and these are jobs.
const jobOf = (message: unknown): Job => message as Job;

async function take(job: Job): Promise<void> {
  try {
    tell({ kind: 'done', outcome: await work(job, () => tell({ kind: 'begun' })) });
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

process.on('message', (message) => void take(jobOf(message)));
process.on('disconnect', () => process.exit());
