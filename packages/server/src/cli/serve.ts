import { compose, type App } from '../compose.ts';
import { type Config, readConfig } from '../config.ts';
import type { SandboxFile } from '../sandbox/sandbox-file.ts';
import { fail } from './failure.ts';
import type { Output } from './output.ts';
import { prepareSandbox, sandboxAddresses, sandboxLines, sandboxPath } from './sandbox.ts';

const ADDRESSES = {
  graphql: '/graphql',
  health: '/healthz',
  ready: '/readyz',
  metrics: '/metrics',
  media: '/media',
  weixin: '/cgi-bin/token',
  console: '/console/',
};

/** Runs the server until a signal ends it. */
export async function serve(output: Output, isJson: boolean): Promise<void> {
  const config = readConfig();
  const ending = endOnSignal(isJson);
  // Progress and logs keep out of an answer that a program reads.
  const app = await compose(
    config,
    isJson ? { say: output.say, logTo: process.stderr } : { say: (line) => console.log(line) },
  );
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

/** The first signal ends in order, the second at once. An error that nobody caught ends in order, with 1. */
function endOnSignal(isJson: boolean): { hand(app: App): void } {
  const state: { app: App | null; isEnding: boolean; exitCode: number } = { app: null, isEnding: false, exitCode: 0 };
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
    if (state.isEnding) process.exit(1);
    Object.assign(state, { isEnding: true, exitCode });
    if (state.app !== null) void end();
  };
  const onBug = (error: unknown): void => {
    if (state.app === null) fail(error, isJson);
    else state.app.log.error({ err: error }, 'An error that nobody caught: the server ends');
    begin(1);
  };
  process.on('SIGINT', () => begin(0));
  process.on('SIGTERM', () => begin(0));
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
  return {
    hand: (app) => {
      state.app = app;
      // The signal came while the database was still starting.
      if (state.isEnding) void end();
    },
  };
}
