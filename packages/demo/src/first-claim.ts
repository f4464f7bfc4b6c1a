// Creates a card, claims it as the user `ann` and redeems the code, against a sandbox merchant.
// Usage: first-claim [<data folder or sandbox.json>]; .kaquan of the repository when absent.
import { join } from 'node:path';
import { runFirstClaim } from './first-claim/run.ts';
import { readSandbox } from './first-claim/sandbox-file.ts';

const given = process.argv[2] ?? join(import.meta.dirname, '../../../.kaquan');

try {
  await runFirstClaim(readSandbox(given), (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
