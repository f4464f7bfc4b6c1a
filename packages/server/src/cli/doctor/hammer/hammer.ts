import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Foundation } from '../../../compose/foundation.ts';
import { readConfig } from '../../../config.ts';
import { createKey, revokeKey } from '../../../domain/access/index.ts';
import { deleteCard } from '../../../domain/cards/index.ts';
import { type Output, UsageError } from '../../output.ts';
import { runningAddress } from '../../running-address.ts';
import { keptAddress } from '../../sandbox.ts';
import { withDomain } from '../../with-domain.ts';
import { ask, type Place } from './ask.ts';
import { figureLines, figuresOf } from './figures.ts';
import { lookAfter, lookBefore, type Named } from './invariants.ts';
import { hammer, LIMIT, PIECES, type Told } from './load.ts';

export type HammerOptions = { hammer: string | true; url?: string };

const SECONDS = { standard: 5, most: 60 };
const COST_PER_SECOND = 1_000_000;
const KEY_LIFE_MS = 3_600_000;

const CREATE = 'mutation ($input: CardCreateInput!) { cardCreate(input: $input) { card { id } userErrors { code } } }';
const cardSchema = z.object({ id: z.string() });

function secondsOf({ hammer: given }: HammerOptions): number {
  const seconds = given === true ? SECONDS.standard : Number(given);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= SECONDS.most) return seconds;
  throw new UsageError(`--hammer takes whole seconds, 1 to ${SECONDS.most}`);
}

async function addressOf({ url }: HammerOptions): Promise<string> {
  const found = await runningAddress(url ?? keptAddress(readConfig()));
  if (found !== null) return found;
  throw new UsageError(
    url === undefined
      ? 'No server is known to run: start it, or name its address with --url'
      : `No Kaquan server answers at ${url}`,
  );
}

async function sandboxOf({ root }: Foundation): Promise<{ id: string; name: string }> {
  const where = { isSandbox: true, status: 'APPROVED' } as const;
  const found = await root.prisma.merchant.findFirst({ where, orderBy: { createdAt: 'asc' } });
  if (found !== null) return found;
  throw new UsageError(
    'There is no sandbox merchant to hammer, and no other is touched: "kaquan seed" makes two, "kaquan merchant create --sandbox" one',
  );
}

type Blow = { merchant: { id: string; name: string }; url: string; seconds: number };
type Outcome = { told: Told; findings: Named[]; leaves: string };

/** Strikes with a key and a card of its own. The key is gone afterwards, the card deleted, whatever happened. */
async function strike(foundation: Foundation, { merchant, url, seconds }: Blow): Promise<Outcome> {
  const name = `hammer-${randomBytes(4).toString('hex')}`;
  const ctx = { ...foundation.root, actor: { kind: 'operator', id: 'command-line', merchantId: merchant.id } as const };
  const expiresAt = new Date(ctx.now().getTime() + KEY_LIFE_MS);
  const draft = { kind: 'SECRET', name, isTest: true, costPerSecond: COST_PER_SECOND, expiresAt } as const;
  const { key, secret } = await createKey(ctx, draft);
  try {
    const place = { url, key: secret };
    const cardId = await makeCard(place, name);
    try {
      const before = await lookBefore(foundation, merchant.id);
      const told = await hammer({ place, cardId, name }, seconds);
      const findings = await lookAfter(foundation, { cardId, merchantId: merchant.id, told, before });
      const leaves = `${told.claimIds.length} codes of the deleted card ${cardId}, their history and events, in the sandbox merchant ${merchant.name}`;
      return { told, findings, leaves };
    } finally {
      await deleteCard(ctx, { id: cardId });
    }
  } finally {
    await revokeKey(ctx, { keyId: key.id });
  }
}

async function makeCard(place: Place, title: string): Promise<string> {
  const card = {
    ...{ title, brandName: 'HAMMER', logoUrl: 'http://mmbiz.qpic.cn/logo/0', color: 'Color010', notice: 'hammer' },
    ...{ description: 'hammer', codeType: 'CODE_TYPE_QRCODE', quantity: PIECES, claimLimit: LIMIT },
    ...{ validity: { type: 'FIX_TERM', termDays: 1, termStartDays: 0 }, leastCostFen: 0, reduceCostFen: 100 },
  };
  const { made, code } = await ask(place, CREATE, { input: { cash: card }, made: 'card' });
  const read = cardSchema.safeParse(made);
  if (!read.success) throw new Error(`The card was refused with ${code}`);
  return read.data.id;
}

const linesOf = ({ name, isFine, told, faults }: Named): string[] => [
  `${isFine ? 'ok   ' : 'WRONG'} ${name}${isFine ? `: ${told}` : ''}`,
  ...faults.map((fault) => `      ${fault}`),
];

/**
 * A short load on a sandbox merchant of the running installation, and whether everything is as the rules have it
 * afterwards. Ends with 1 when it is not.
 */
export async function hammerInstallation(output: Output, options: HammerOptions): Promise<void> {
  const seconds = secondsOf(options);
  const { told, findings, leaves } = await withDomain(
    output,
    async (foundation) => {
      const merchant = await sandboxOf(foundation);
      const url = await addressOf(options);
      output.say(`Hammering ${merchant.name} at ${url} for ${seconds} s`);
      return strike(foundation, { merchant, url, seconds });
    },
    { migrates: false },
  );
  const isFine = findings.every((finding) => finding.isFine);
  const figures = figuresOf(told, seconds);
  output.answer(
    {
      ok: isFine,
      figures,
      checks: findings.map(({ name, isFine: ok, told: tells, faults }) => ({ name, ok, told: tells, faults })),
      leaves,
    },
    [...figureLines(figures), ...findings.flatMap(linesOf), isFine ? 'PASS' : 'FAIL', `Left behind: ${leaves}`],
  );
  if (!isFine) process.exitCode = 1;
}
