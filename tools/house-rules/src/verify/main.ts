// `pnpm verify`: runs every check that needs no database, two at a time, and shows the output of those that fail.
import { availableParallelism } from 'node:os';
import { packageChecks, rootChecks, runCheck, type Check } from './checks.ts';

const root = process.cwd();
const failed: string[] = [];
const began = performance.now();
const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`;

async function report(check: Check): Promise<void> {
  const start = performance.now();
  const { ok, output } = await runCheck(check);
  console.log(`${ok ? '✓' : '✗'} ${check.title.padEnd(28)} ${seconds(start)}`);
  if (ok) return;
  failed.push(check.title);
  console.log(output.trimEnd().replace(/^/gm, '    '));
}

async function runAll(checks: readonly Check[]): Promise<void> {
  const waiting = [...checks];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) await report(check);
  };
  await Promise.all(Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, work));
}

// Types, walls and lint read the generated files, and packages read each other's built types: these come first.
await runAll(packageChecks(root, 'generate'));
if (failed.length === 0) await runAll(packageChecks(root, 'build'));
if (failed.length === 0) await runAll([...packageChecks(root, 'types'), ...rootChecks(root)]);
console.log(
  failed.length === 0 ? `verified in ${seconds(began)}` : `failed in ${seconds(began)}: ${failed.join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
