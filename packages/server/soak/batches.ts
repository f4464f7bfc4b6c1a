// `npm run soak -- batches [count] [--seed <number>] [--keep]`: random batches of claims (10,000 unless given), and as
// many of redemptions, at the SQL functions that commit them, beside models in memory. `--keep` writes bench/results/.
import { parseArgs } from 'node:util';
import { applyMigrations } from '../src/adapters/database/migrate.ts';
import { startThrowAwayDatabase } from '../scripts/throw-away-database.ts';
import { claimBatches } from '../test/kit/claim-batches.ts';
import { aContext, prismaAt } from '../test/kit/context.ts';
import { redemptionBatches } from '../test/kit/redemption-batches.ts';
import { keepResult } from './result.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '20261130' }, keep: { type: 'boolean', default: false } },
});
const COUNT = Number(positionals[0] ?? 10_000);
const SEED = Number(values.seed);
/** A world is made anew after so many. */
const BATCHES = 50;
const WORLDS = Math.ceil(COUNT / BATCHES);
const UNDO = new Error('undo');

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** One world of cards in a transaction that is undone. */
async function faultsIn(prisma: ReturnType<typeof prismaAt>, seed: number): Promise<string[]> {
  let faults: string[] = [];
  const world = prisma.$transaction(
    async (tx) => {
      const [order, ctx] = [
        { seed, batches: BATCHES },
        { ...(await aContext({ prisma, tx })), tx },
      ];
      const others = { ...(await aContext({ prisma, tx })), tx };
      faults = [...(await claimBatches(ctx, order)), ...(await redemptionBatches(others, order))];
      throw UNDO;
    },
    { timeout: 120_000 },
  );
  await world.catch((error: unknown) => {
    if (error !== UNDO) throw error;
  });
  return faults;
}

async function main(): Promise<void> {
  const database = await startThrowAwayDatabase();
  const startedAt = Date.now();
  const faults: string[] = [];
  try {
    await applyMigrations(database.url, { say: () => undefined });
    const prisma = prismaAt(database.url);
    for (let world = 0; world < WORLDS; world += 1) {
      faults.push(...(await faultsIn(prisma, SEED + world)));
      if (world % 20 === 19) say(`${(world + 1) * BATCHES} batches, ${faults.length} differences`);
    }
    await prisma.$disconnect();
  } finally {
    await database.stop();
  }
  report(faults, Math.round((Date.now() - startedAt) / 1_000));
}

function report(faults: readonly string[], seconds: number): void {
  for (const fault of faults.slice(0, 10)) say(fault);
  const verdict = { figures: { batches: WORLDS * BATCHES }, faults: { differences: faults.length } };
  if (values.keep) say(`Kept in ${keepResult('batches', { seed: SEED, seconds }, verdict)}`);
  say(faults.length === 0 ? `${WORLDS * BATCHES} batches: the database says what the model says.` : 'BROKEN');
  process.exitCode = faults.length === 0 ? 0 : 1;
}

await main();
