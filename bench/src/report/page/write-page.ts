import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESULTS } from '../../paths.ts';
import { SCENARIO_NAMES, type ScenarioName } from '../../scenarios.ts';
import type { ScenarioResult } from '../keep-result.ts';
import { pageOf } from './page.ts';

// Written by `keepResult`, by this version or by an earlier one, which knew fewer columns.
const resultIn = (text: string): ScenarioResult => JSON.parse(text) as ScenarioResult;

const DAY = String.raw`\d{4}-\d\d-\d\d`;

/** The newest kept result of each scenario: names begin with their day. */
function newestFile(scenario: ScenarioName, names: readonly string[]): string | undefined {
  const own = new RegExp(`^${DAY}-${scenario}\\.json$`);
  return names
    .filter((name) => own.test(name))
    .sort()
    .at(-1);
}

/** Writes `results/page.html` from the newest kept result of each scenario; gives its path. */
export function writePage(): string {
  const names = readdirSync(RESULTS);
  const files = SCENARIO_NAMES.flatMap((scenario) => newestFile(scenario, names) ?? []);
  const path = join(RESULTS, 'page.html');
  writeFileSync(path, pageOf(files.map((file) => resultIn(readFileSync(join(RESULTS, file), 'utf8')))));
  return path;
}
