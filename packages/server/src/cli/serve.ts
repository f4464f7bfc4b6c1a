import { compose, type App } from '../compose.ts';
import { type Config, readConfig } from '../config.ts';
import type { SandboxFile } from '../sandbox/sandbox-file.ts';
import { fail } from './failure.ts';
import { type Output, UsageError } from './output.ts';
import { keepMemorySmall } from './keep-memory-small.ts';
import { prepareSandbox, sandboxAddresses, sandboxLines, sandboxPath } from './sandbox.ts';
import { watchProcess } from './watch-process.ts';

const ADDRESSES = {
  graphql: '/graphql',
  health: '/healthz',
  ready: '/readyz',
  metrics: '/metrics',
  media: '/media',
  weixin: '/cgi-bin/token',
  console: '/console/',
};

export type ServeOptions = { json?: boolean; endsWith?: string };

/** Runs the server until a signal ends it, or until the process ends that `endsWith` names. */
export async function serve(output: Output, { json, endsWith }: ServeOptions): Promise<void> {
  keepMemorySmall();
  const isJson = json === true;
  const parent = endsWith === undefined ? null : pidOf(endsWith);
  const config = readConfig();
  const ending = endOnSignal(isJson);
  if (parent !== null) watchProcess(parent, ending.begin);
  // Progress and logs keep out of an answer that a program reads.
  const app = await compose(config, isJson ? { say: output.say, logTo: 2 } : { say: (line) => console.log(line) });
  ending.hand(app);
  let sandbox: SandboxFile | null = null;
  try {
    const { url } = await app.start(async (address) => {
      if (config.isSandbox) sandbox = await prepareSandbox(config, app.root, address);
      return sandbox;
    });
    output.answer(answerOf(url, sandbox), linesOf(config, url, sandbox));
  } catch (error) {
    await app.stop();
    throw error;
  }
}

function pidOf(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new UsageError('--ends-with <pid> is the number of a process');
}

const addressesOf = (url: string) =>
  Object.fromEntries(Object.entries(ADDRESSES).map(([name, path]) => [name, url + path]));

const answerOf = (url: string, sandbox: SandboxFile | null) => ({
  url,
  addresses: { ...addressesOf(url), ...(sandbox === null ? {} : sandboxAddresses(sandbox)) },
  pid: process.pid,
  sandbox,
});

function linesOf(config: Config, url: string, sandbox: SandboxFile | null): string[] {
  return [
    '',
    `Kaquan serves at ${url}`,
    ...Object.entries(addressesOf(url)).map(([name, address]) => `  ${name.padEnd(8)} ${address}`),
    ...(config.showsGraphiql ? [`  GraphiQL ${url}/graphql (in a browser, signed in)`] : []),
    ...(sandbox === null ? [] : sandboxLines(sandbox, sandboxPath(config))),
    '',
  ];
}

/** The terminal sends Ctrl-C to everybody in it, and npm passes on what it gets: for us that is still one. */
const ECHO_MS = 1_000;

type Ending = { app: App | null; begunAt: number | null; exitCode: number };

/** The first signal ends in order, the second at once. An error that nobody caught ends in order, with 1. */
function endOnSignal(isJson: boolean): { hand: (app: App) => void; begin: () => void } {
  const state: Ending = { app: null, begunAt: null, exitCode: 0 };
  const end = async (): Promise<void> => {
    try {
      await state.app?.stop();
    } catch (error) {
      fail(error, isJson);
      state.exitCode = 1;
    }
    process.exit(state.exitCode);
  };
  const begin = (exitCode: number): void => {
    Object.assign(state, { begunAt: performance.now(), exitCode });
    if (state.app !== null) void end();
  };
  const onSignal = (): void => {
    if (state.begunAt === null) return begin(0);
    if (performance.now() - state.begunAt > ECHO_MS) process.exit(1);
  };
  const onBug = (error: unknown): void => {
    if (state.app === null) fail(error, isJson);
    else state.app.log.error({ err: error }, 'An error that nobody caught: the server ends');
    if (state.begunAt !== null) process.exit(1);
    begin(1);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
  return {
    hand: (app) => {
      state.app = app;
      // The signal came while the database was still starting.
      if (state.begunAt !== null) void end();
    },
    begin: () => {
      if (state.begunAt === null) begin(0);
    },
  };
}
