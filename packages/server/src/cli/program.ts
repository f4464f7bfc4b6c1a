import { Command, CommanderError } from 'commander';
import { doctor } from './doctor/doctor.ts';
import { hammerInstallation, type HammerOptions } from './doctor/hammer/hammer.ts';
import { type ExportOptions, exportEvents } from './events-export.ts';
import { fail } from './failure.ts';
import { type KeyOptions, keyCreate } from './key-create.ts';
import { type MerchantOptions, merchantCreate } from './merchant-create.ts';
import { migrate } from './migrate.ts';
import { pushOperations, type PushOptions } from './operations/push.ts';
import { createOutput, type Output } from './output.ts';
import { seed } from './seed.ts';
import { serve, type ServeOptions } from './serve.ts';

type Json = { json?: boolean };

/** Runs one command; a failure is told and becomes exit code 1. */
async function run({ json }: Json, work: (output: Output) => Promise<void>): Promise<void> {
  const isJson = json === true;
  try {
    await work(createOutput(isJson));
  } catch (error) {
    fail(error, isJson);
  }
}

/** Commands that end by themselves end the process too: an idle connection must not keep it. */
const ending =
  <Options extends Json>(work: (output: Output, options: Options) => Promise<void>) =>
  async (options: Options): Promise<void> => {
    await run(options, (output) => work(output, options));
  };

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

type DoctorOptions = { [Name in keyof HammerOptions]?: HammerOptions[Name] } & Json;

const examine = (output: Output, { hammer, url }: DoctorOptions): Promise<void> =>
  hammer === undefined ? doctor(output) : hammerInstallation(output, { hammer, ...(url !== undefined && { url }) });

function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('look whether the installation is sound')
    .option('--hammer [seconds]', 'instead: a short load on a sandbox merchant, held to the rules afterwards')
    .option('--url <url>', 'with --hammer: address of the running server')
    .option('--json', 'answer as JSON')
    .action(ending<DoctorOptions>(examine));
}

function addMerchantCommands(program: Command): void {
  program
    .command('merchant')
    .description('merchants')
    .command('create')
    .description('make an approved merchant with one key of each kind')
    .requiredOption('--name <name>', 'name of the merchant')
    .option('--time-zone <zone>', 'IANA name; Asia/Shanghai unless given')
    .option('--sandbox', 'a merchant to try things out with; its keys are _test_ keys')
    .option('--safe-domain <host...>', 'hosts whose pages may use the publishable key')
    .option('--json', 'answer as JSON')
    .action(ending<MerchantOptions & Json>(merchantCreate));
}

function addKeyCommands(program: Command): void {
  program
    .command('key')
    .description('keys for programs')
    .command('create')
    .description('make a key; it is shown this once')
    .requiredOption('--kind <kind>', 'publishable, secret, report or operator')
    .requiredOption('--name <name>', 'what the key is for')
    .option('--merchant <appId>', 'whose key; not for operator keys')
    .option('--scopes <scopes>', 'such as cards:read,claims:write; all of its kind unless given', list)
    .option('--stores <ids>', 'stores that the key is bound to', list)
    .option('--ips <addresses>', 'addresses or networks that may use it', list)
    .option('--cost-per-second <cost>', 'its GraphQL budget')
    .option('--expires <time>', 'end of its life, RFC 3339')
    .option('--json', 'answer as JSON')
    .action(ending<KeyOptions & Json>(keyCreate));
}

function addOperationCommands(program: Command): void {
  program
    .command('operations')
    .description('documents that publishable keys may run')
    .command('push')
    .description('register the .graphql files of a client project')
    .argument('<paths...>', 'folders and files')
    .requiredOption('--url <url>', 'address of the server')
    .requiredOption('--key <key>', 'a secret key with the scope operations:write')
    .option('--json', 'answer as JSON')
    .action((paths: string[], options: PushOptions & Json) =>
      run(options, (output) => pushOperations(output, paths, options)),
    );
}

function addEventCommands(program: Command): void {
  program
    .command('events')
    .description('events that have left the table')
    .command('export')
    .description('write archived events as files: gzip, one JSON text a line')
    .requiredOption('--to <folder>', 'where to; files that are there already stay')
    .option('--json', 'answer as JSON')
    .action(ending<ExportOptions & Json>(exportEvents));
}

/**
 * Runs the command that the words name. Words that name none are told like any other failure: with `--json` as one
 * JSON text on standard error, else as commander writes it, with the help.
 */
export async function runProgram(words: readonly string[]): Promise<void> {
  const isJson = words.includes('--json');
  try {
    await createProgram(isJson).parseAsync(words);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0 && isJson) fail(error, isJson);
    else process.exitCode = error.exitCode;
  }
}

/** The command line: `kaquan serve | migrate | seed | merchant create | key create | operations push | events export | doctor`. */
function createProgram(isJson: boolean): Command {
  const program = new Command('kaquan').description('Self-hosted cards, coupons and memberships').showHelpAfterError();
  // Before the commands are added, which take it over.
  program.exitOverride().configureOutput(isJson ? { writeErr: () => undefined } : {});
  program
    .command('serve')
    .description('run the server')
    .option('--json', 'addresses and keys as JSON; logs go to standard error')
    .option('--ends-with <pid>', 'end in order when this process has ended')
    .action((options: ServeOptions) => run(options, (output) => serve(output, options)));
  const plain: [string, string, (output: Output) => Promise<void>][] = [
    ['migrate', 'bring the database up to date', migrate],
    ['seed', 'make the two sandbox merchants', seed],
  ];
  for (const [name, description, work] of plain) {
    program.command(name).description(description).option('--json', 'answer as JSON').action(ending<Json>(work));
  }
  addDoctorCommand(program);
  addMerchantCommands(program);
  addKeyCommands(program);
  addOperationCommands(program);
  addEventCommands(program);
  return program;
}
