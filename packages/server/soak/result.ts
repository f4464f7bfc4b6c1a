import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Verdict } from './judge.ts';

const FOLDER = fileURLToPath(new URL('../../../bench/results/', import.meta.url));
const GIB = 1024 ** 3;

const git = (...words: string[]): string => execFileSync('git', words, { encoding: 'utf8', cwd: FOLDER }).trim();

/** What a figure depends on beside the code. */
const machine = () => ({
  system: `${process.platform} ${release()} ${process.arch}`,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / GIB),
  node: process.version,
});

/** Keeps the result of a run in the repository, for a reader who was not there. Returns its path. */
export function keepResult(name: string, run: Record<string, number | string>, { figures, faults }: Verdict): string {
  mkdirSync(FOLDER, { recursive: true });
  const result = {
    soak: name,
    date: new Date().toISOString(),
    commit: git('rev-parse', 'HEAD'),
    hasLocalChanges: git('status', '--porcelain', '--untracked-files=no') !== '',
    ...run,
    machine: machine(),
    figures,
    faults,
  };
  const path = join(FOLDER, `soak-${name}.json`);
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  return path;
}
