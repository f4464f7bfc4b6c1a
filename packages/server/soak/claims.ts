// `npm run soak -- claims [rounds] [--users N] [--pieces N] [--seed N] [--keep]`: three servers on one database are killed
// in turn, kill -9, twenty times each, while users take all they may have of a card, ask each key until it is answered and
// again, and try for one more. A scarce card is given away to its last piece meanwhile.
import { parseArgs } from 'node:util';
import { randomOf } from '../test/kit/random.ts';
import { type ClaimLoad, startClaimLoad } from './claim-load.ts';
import type { Verdict } from './judge.ts';
import { judgeClaims } from './judge-claims.ts';
import { keepResult } from './result.ts';
import { createCard } from './sandbox.ts';
import { anyUrl, strike, withThreeServers, type World } from './three-servers.ts';

const number = (text: string | undefined, standard: number): number => Number(text ?? standard);
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    users: { type: 'string' },
    pieces: { type: 'string' },
    seed: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const ROUNDS = number(positionals[0], 20);
const USERS = number(values.users, 64);
const PIECES = number(values.pieces, 5_000);
const SEED = number(values.seed, 20261130);
const PLENTY = 10_000_000;
const LIMIT = 2;

const random = randomOf(SEED);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** A blow counts when it falls among answers. */
async function untilBusy(load: ClaimLoad): Promise<void> {
  const enough = load.answers + USERS;
  for (let tries = 0; load.answers < enough && tries < 600; tries += 1) await wait(100);
}

async function soak(world: World): Promise<Verdict> {
  const target = {
    secretKey: world.secretKey,
    get url() {
      return anyUrl(world);
    },
  };
  const scarce = await createCard(target, PIECES, LIMIT);
  const plenty = await createCard(target, PLENTY, LIMIT);
  const load = startClaimLoad({ target, scarce, plenty, limit: LIMIT, users: USERS });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [nth, instance] of world.instances.entries()) {
      await untilBusy(load);
      await wait(200 + random() * 1_000);
      say(`round ${round + 1} of ${ROUNDS}: kill instance ${nth + 1} after ${load.answers} answers`);
      await strike(world, instance);
    }
  }
  await untilBusy(load);
  await load.stop();
  const cards = [
    { cardId: scarce, quantity: PIECES },
    { cardId: plenty, quantity: PLENTY },
  ];
  const { figures, faults } = await judgeClaims(world.databaseUrl, { cards, limit: LIMIT, load });
  for (const wrong of [...load.wrongAnswers, ...load.secondAnswers].slice(0, 10)) say(wrong);
  const ofScarce = load.claimed.get(scarce)?.length ?? 0;
  return {
    figures: { ...figures, claimsOfTheScarceCard: ofScarce, piecesOfTheScarceCard: PIECES },
    faults: { ...faults, serversThatEndedByThemselves: world.ownEnds },
  };
}

function report(verdict: Verdict, seconds: number): void {
  say(JSON.stringify(verdict, null, 2));
  const facts = { seed: SEED, killsOfEachInstance: ROUNDS, instances: 3, users: USERS, limit: LIMIT, seconds };
  if (values.keep) say(`Kept in ${keepResult('claims', facts, verdict)}`);
  const broken = Object.entries(verdict.faults).filter(([, count]) => count !== 0);
  say(
    broken.length === 0
      ? 'Claimed and left make the quantity, every answered claim is there, nobody is above the limit, every key has one claim.'
      : `BROKEN: ${broken.map(([name, count]) => `${name} ${count}`).join(', ')}`,
  );
  process.exitCode = broken.length === 0 ? 0 : 1;
}

const startedAt = Date.now();
const verdict = await withThreeServers({}, soak);
report(verdict, Math.round((Date.now() - startedAt) / 1_000));
