// `pnpm bench`: how fast Kaquan is beside references in the same run.
import { drawFlame, profiled } from './flame/draw-flames.ts';
import { joinProfiler } from './flame/profiler.ts';
import { type Closers, createClosers } from './processes/closers.ts';
import { type Options, parseOptions, USAGE, UsageError } from './options.ts';
import { factsOf } from './report/facts.ts';
import { jsonOf, keepResult, type ScenarioResult, shownOf } from './report/keep-result.ts';
import { writePage } from './report/page/write-page.ts';
import { runWorkload } from './run-workload.ts';
import { type ScenarioName, SCENARIOS, type Workload } from './scenarios.ts';
import { openStage, type Stage } from './stage.ts';

/** Whatever hangs, the bench does not. */
const LIMIT_MS = 3 * 60 * 60_000;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function nameGiver(): () => string {
  let count = 0;
  return () => `run${(count += 1)}`;
}

async function runScenario(
  scenario: ScenarioName,
  options: Options,
  stage: Stage,
  newName: () => string,
): Promise<ScenarioResult> {
  const workloads: readonly Workload[] = SCENARIOS[scenario];
  const results = [];
  for (const workload of workloads) results.push(await runWorkload(workload, { options, ...stage, say, newName }));
  return { scenario, ...factsOf(options, stage.postgresVersion), workloads: results };
}

async function bench(options: Options, closers: Closers): Promise<void> {
  const { only, node22 } = options;
  const stage = await openStage({ only, node22, isInspected: false, closers, say });
  const newName = nameGiver();
  const results: ScenarioResult[] = [];
  for (const scenario of options.scenarios) {
    const result = await runScenario(scenario, options, stage, newName);
    keepResult(result);
    results.push(result);
    if (!options.isJson) for (const workload of result.workloads) process.stdout.write(`\n${shownOf(workload)}\n\n`);
  }
  say(`Page: ${writePage()}`);
  if (options.isJson) process.stdout.write(`${jsonOf(results)}\n`);
}

/** One look at Kaquan in each of the scenarios, nothing beside it. */
async function flame(options: Options, closers: Closers): Promise<void> {
  const once: Options = { ...options, only: ['kaquan'], rounds: 1 };
  const stage = await openStage({ ...once, isInspected: true, closers, say });
  const [kaquan] = stage.targets;
  if (kaquan === undefined || stage.inspector === null) throw new Error('Kaquan has no inspector');
  const profiler = await joinProfiler(stage.inspector);
  closers.add(profiler.close);
  const { target, last } = profiled(kaquan, profiler);
  const newName = nameGiver();
  for (const scenario of once.scenarios) {
    const workloads: readonly Workload[] = SCENARIOS[scenario];
    for (const [nth, workload] of workloads.entries()) {
      await runWorkload(workload, { options: once, ...stage, targets: [target], say, newName });
      const name = `${new Date().toISOString().slice(0, 10)}-${scenario}-flame${nth === 0 ? '' : `-${nth + 1}`}`;
      process.stdout.write(`\n${drawFlame(name, workload.title(once), last())}\n\n`);
    }
  }
}

/** A signal, or too long a time, ends all processes in order. */
function endWith(closers: Closers): void {
  let isEnding = false;
  const end = (why: string): void => {
    if (isEnding) return;
    isEnding = true;
    say(why);
    void closers.closeAll().finally(() => process.exit(1));
  };
  process.on('SIGINT', () => end('Stopping'));
  process.on('SIGTERM', () => end('Stopping'));
  setTimeout(() => end('No end in time'), LIMIT_MS).unref();
}

async function main(): Promise<void> {
  const closers = createClosers();
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options.asksForHelp) return say(USAGE);
    if (options.isPageOnly) return say(writePage());
    endWith(closers);
    await (options.isFlame ? flame(options, closers) : bench(options, closers));
  } catch (error) {
    process.exitCode = 1;
    say(
      error instanceof UsageError
        ? `${error.message}\n\n${USAGE}`
        : String(error instanceof Error ? error.stack : error),
    );
  } finally {
    await closers.closeAll();
  }
}

await main();
