import { parseArgs } from 'node:util';
import { SCENARIO_NAMES, type ScenarioName } from './scenarios.ts';
import { TARGET_NAMES, type TargetName } from './targets/target.ts';

export type Options = {
  scenarios: readonly ScenarioName[];
  only: readonly TargetName[];
  rounds: number;
  seconds: number;
  clients: number;
  subscribers: number;
  eventsPerSecond: number;
  percent: number;
  rows: number;
  requests: number;
  seed: number;
  /** A Node 22 or newer; null: none was named. */
  node22: string | null;
  isJson: boolean;
  /** Nothing is compared: Kaquan alone is looked at while it works. */
  isFlame: boolean;
  /** Only the page of what was measured before. */
  isPageOnly: boolean;
  asksForHelp: boolean;
};

/** What somebody wrote on the command line can't be meant. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `pnpm bench [${SCENARIO_NAMES.join('|')}] [options]      without a name: all

  --seconds N       measured time of a run (3)
  --rounds N        runs of each target, in turns; medians are shown (3)
  --clients N       that wait for their answer before they ask again (64)
  --subscribers N   that listen in the scenario subscribe (100)
  --events N        that they hear of, each second (20)
  --percent N       of the subscribers of fan-out, idle, crowd and spread (100)
  --rows N          of the file in the scenario import (1000000)
  --requests N      for 1,000 pieces in the scenario sell-out (100000)
  --only NAMES      of ${TARGET_NAMES.join(',')}
  --seed N          which cards are chosen (1)
  --node22 PATH     a Node 22 or newer, which PostGraphile needs, where the bench runs on an older one
  --flame           Kaquan alone, one run of each scenario under the profiler: a flame graph, and what each place costs
  --page            runs nothing; writes the page of all kept results anew
  --json            results as JSON, progress on standard error
  --help            this text
`;

/** Bounds keep a run short and within the database's connections. */
const BOUNDS = {
  seconds: { standard: 3, most: 60 },
  rounds: { standard: 3, most: 20 },
  clients: { standard: 64, most: 100 },
  subscribers: { standard: 100, most: 1_000 },
  events: { standard: 20, most: 1_000 },
  percent: { standard: 100, most: 100 },
  rows: { standard: 1_000_000, most: 1_000_000 },
  requests: { standard: 100_000, most: 1_000_000 },
  seed: { standard: 1, most: 2 ** 31 },
} as const;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** @throws UsageError */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  const number = (name: keyof typeof BOUNDS): number => {
    const { standard, most } = BOUNDS[name];
    const given = Number(values[name] ?? standard);
    if (Number.isInteger(given) && given >= 1 && given <= most) return given;
    throw new UsageError(`--${name}: a whole number from 1 to ${most}`);
  };
  return {
    scenarios: chosen(positionals, SCENARIO_NAMES, 'scenario'),
    only: chosen((values.only ?? '').split(',').filter(Boolean), TARGET_NAMES, 'target'),
    rounds: number('rounds'),
    seconds: number('seconds'),
    clients: number('clients'),
    subscribers: number('subscribers'),
    eventsPerSecond: number('events'),
    percent: number('percent'),
    rows: number('rows'),
    requests: number('requests'),
    seed: number('seed'),
    node22: values.node22 ?? null,
    isJson: values.json,
    isFlame: values.flame,
    isPageOnly: values.page,
    asksForHelp: values.help,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seconds: text,
        rounds: text,
        clients: text,
        subscribers: text,
        events: text,
        percent: text,
        rows: text,
        requests: text,
        seed: text,
        only: text,
        node22: text,
        json: flag,
        flame: flag,
        page: flag,
        help: flag,
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** The named ones in their own order; all when none is named. */
function chosen<Name extends string>(given: readonly string[], names: readonly Name[], what: string): readonly Name[] {
  const unknown = given.find((name) => !names.some((known) => known === name));
  if (unknown !== undefined) throw new UsageError(`No ${what} ${unknown}: choose from ${names.join(', ')}`);
  return given.length === 0 ? names : names.filter((name) => given.includes(name));
}
