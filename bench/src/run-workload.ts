import { setTimeout as sleep } from 'node:timers/promises';
import { judge, type Judgement } from './bar/bar.ts';
import { type Standing, standingOf } from './figures/standing.ts';
import { measure, type Sample } from './measure.ts';
import type { Options } from './options.ts';
import type { Workload } from './scenarios.ts';
import type { Target } from './targets/target.ts';

export type WorkloadResult = { title: string; unit: string; targets: Standing[]; judgements?: Judgement[] };

export type Around = {
  options: Options;
  targets: readonly Target[];
  postmaster: number;
  countTransactions: () => Promise<number>;
  /** Takes a line of progress. */
  say: (line: string) => void;
  /** Gives a name that no run had before. */
  newName: () => string;
};

/** Compiled code and plans of statements settle; also shows how many codes a run needs. */
const WARM_UP_SECONDS = 1;
const FIRST_CODES = { kaquan: 1_500, others: 20_000 } as const;
/** More codes than the last rate would use up. */
const SPARE = 1.2;
/** What a run leaves behind, such as events without a number, is done before the next one begins. */
const BREATH_MS = 150;

/** Runs all targets in turns, round by round, so that none has the machine's better minutes to itself. */
export async function runWorkload(workload: Workload, around: Around): Promise<WorkloadResult> {
  const { options, say } = around;
  const targets = around.targets.filter(
    (target) =>
      target.can(workload.kind) &&
      (workload.isOfKaquan !== true || target.name === 'kaquan') &&
      workload.without?.includes(target.name) !== true,
  );
  const title = workload.title(options);
  const samples = new Map<string, Sample[]>(targets.map(({ name }) => [name, []]));
  const rates = new Map<Target, number>();
  const runOnce = async (target: Target, seconds: number): Promise<Sample> => {
    const needed = codesNeeded(target, seconds, rates.get(target));
    const codes = workload.kind === 'redeem' ? await target.makeCodes(needed, around.newName()) : [];
    const manner = {
      name: around.newName(),
      clients: workload.clients ?? options.clients,
      seconds,
      seed: options.seed,
    };
    const run = () => measure(target, around.postmaster, { work: workload.work(target, options, codes), manner });
    const sample = workload.countsTransactions === true ? await withTransactions(around, run) : await run();
    rates.set(target, sample.perSecond);
    await sleep(BREATH_MS);
    return sample;
  };
  if (workload.isWhole !== true) {
    say(`${title}: warming up`);
    for (const target of targets) await runOnce(target, WARM_UP_SECONDS);
  }
  for (let round = 0; round < options.rounds; round += 1) {
    for (const target of rotated(targets, round)) {
      const sample = await runOnce(target, options.seconds);
      samples.get(target.name)?.push(sample);
      say(`${title}: round ${round + 1}, ${target.title}: ${Math.round(sample.perSecond)}/s`);
    }
  }
  const standings = targets.map((target) => standingOf(target, samples.get(target.name) ?? []));
  return { title, unit: workload.unit, targets: standings, judgements: judge(workload.bar ?? [], standings) };
}

/** Sessions tell what they did when they have been idle for ten seconds. */
const TOLD_BY_MS = 11_000;

/** What the database had to do for it, with what it does anyway meanwhile. */
async function withTransactions({ countTransactions }: Around, run: () => Promise<Sample>): Promise<Sample> {
  await sleep(TOLD_BY_MS);
  const before = await countTransactions();
  const sample = await run();
  await sleep(TOLD_BY_MS);
  return { ...sample, extras: { ...sample.extras, transactions: (await countTransactions()) - before } };
}

function codesNeeded({ name }: Target, seconds: number, rate: number | undefined): number {
  if (rate === undefined) return name === 'kaquan' ? FIRST_CODES.kaquan : FIRST_CODES.others;
  return Math.ceil(rate * (seconds + 1) * SPARE);
}

/** Each round begins with another one. */
const rotated = <T>(list: readonly T[], by: number): T[] => {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
};
