import { execFileSync } from 'node:child_process';
import { arch, cpus, platform, totalmem } from 'node:os';
import type { Options } from '../options.ts';
import { BENCH_FOLDER } from '../paths.ts';

/** Under which circumstances figures came about. Neither names nor paths of the machine. */
export type Facts = {
  date: string;
  commit: string;
  options: Omit<Options, 'isJson' | 'node22' | 'isFlame' | 'isPageOnly' | 'asksForHelp' | 'scenarios'>;
  machine: { cpu: string; cores: number; memoryGigabytes: number; system: string; node: string; postgres: string };
};

export function factsOf(
  {
    isJson: _shown,
    node22: _path,
    isFlame: _drawn,
    isPageOnly: _paged,
    asksForHelp: _asked,
    scenarios: _run,
    ...options
  }: Options,
  postgres: string,
): Facts {
  return {
    date: new Date().toISOString(),
    commit: commit(),
    options,
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: cpus().length,
      memoryGigabytes: Math.round(totalmem() / 1e9),
      system: `${platform()} ${arch()}`,
      node: process.version,
      postgres,
    },
  };
}

/** With a star when files differ from it; unknown outside of a clone. */
function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: BENCH_FOLDER, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const isChanged = git('status', '--porcelain', '--untracked-files=no', '..') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? '*' : ''}`;
  } catch {
    return 'unknown';
  }
}

/** The facts as a paragraph. */
export function factsText({ date, commit: at, options, machine }: Facts): string {
  const { seconds, rounds, clients, seed } = options;
  return [
    `${date.slice(0, 10)}, commit ${at}. Medians of ${rounds} interleaved rounds of ${seconds} s, ${clients} clients, seed ${seed}.`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, ${machine.system}, Node ${machine.node}, PostgreSQL ${machine.postgres} with fsync.`,
  ].join('\n');
}
