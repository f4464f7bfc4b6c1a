import { type ChildProcess, fork } from 'node:child_process';
import type { FromDriver, Job, Outcome } from '../driver/job.ts';
import { BUNDLE } from '../paths.ts';
import type { Closers } from './closers.ts';
import { endProcess } from './end-process.ts';

/** The process that sends load, one job at a time. */
export type Driver = {
  pid: number;
  run: (job: Job, onBegin: () => void) => Promise<Outcome>;
};

/** Beyond the measured time: connecting, subscribing, making codes. */
const JOB_LIMIT_MS = 300_000;

export function startDriver(closers: Closers): Driver {
  const child = fork(BUNDLE.driver, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  closers.add(() => endProcess(child));
  return { pid: child.pid ?? 0, run: (job, onBegin) => runJob(child, job, onBegin) };
}

// Only `driver/main.ts` sends messages here, and these are all that it sends.
const messageOf = (message: unknown): FromDriver => message as FromDriver;

function runJob(child: ChildProcess, job: Job, onBegin: () => void): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(limit);
      child.off('message', onMessage);
      child.off('exit', onExit);
      act();
    };
    const fail = (why: string): void =>
      settle(() => reject(new Error(`${job.endpoint.dialect}, ${job.work.kind}: ${why}`)));
    const onMessage = (sent: unknown): void => {
      const message = messageOf(sent);
      if (message.kind === 'begun') onBegin();
      else if (message.kind === 'failed') fail(message.message);
      else settle(() => resolve(message.outcome));
    };
    const onExit = (code: number | null): void => fail(`the driver ended with ${code}`);
    const limit = setTimeout(() => fail('no end in time'), job.seconds * 1000 + JOB_LIMIT_MS);
    child.on('message', onMessage);
    child.once('exit', onExit);
    child.send(job);
  });
}
