import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESULTS } from '../paths.ts';
import type { WorkloadResult } from '../run-workload.ts';
import type { ScenarioName } from '../scenarios.ts';
import { type Facts, factsText } from './facts.ts';
import { tableOf } from './table.ts';
import { judgementLines } from './verdict.ts';

export type ScenarioResult = Facts & { scenario: ScenarioName; workloads: WorkloadResult[] };

/** Figures are read by people: three digits are all that they are good for. */
const rounded = (_name: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;

export const jsonOf = (result: ScenarioResult | readonly ScenarioResult[]): string =>
  JSON.stringify(result, rounded, 2);

/** A table, and how Kaquan stands to its bar. */
export const shownOf = (workload: WorkloadResult): string =>
  [tableOf(workload), judgementLines(workload.judgements ?? []).join('\n')].filter(Boolean).join('\n\n');

/** Writes `results/<date>-<scenario>.md` and `.json`; a later run of the same day replaces them. */
export function keepResult(result: ScenarioResult): void {
  const file = join(RESULTS, `${result.date.slice(0, 10)}-${result.scenario}`);
  const tables = result.workloads.map(shownOf).join('\n\n');
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(`${file}.md`, `# Bench: ${result.scenario}\n\n${factsText(result)}\n\n${tables}\n`);
  writeFileSync(`${file}.json`, `${jsonOf(result)}\n`);
}
