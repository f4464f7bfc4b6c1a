import { type Outcome, type Payload, type Target, type Tries, untilAnswered } from './ask.ts';

/** What one user did: claimed and redeemed a code, each with a key, and asked both again with the same key. */
export type Turn = {
  claimKey: string;
  claimId: string;
  codeId: string;
  redeemKey: string;
  redemptionId: string | null;
};

/** Users that never give up on a key: each asks again with the same key until it has a definite answer. */
export type Load = {
  turns: Turn[];
  tries: Tries;
  /** Codes of refusals that no rule asks for. */
  refusals: string[];
  /** Keys that got two different answers, or an effect twice. */
  secondAnswers: string[];
  /** Codes that were redeemed once more by another key. */
  secondRedemptions: string[];
  stop: () => Promise<void>;
};

/** Starts `users` loops against the server. */
export function startLoad(target: Target & { cardId: string }, users: number): Load {
  const state = { isOn: true };
  const notes = { turns: [], tries: { unanswered: 0 }, refusals: [], secondAnswers: [], secondRedemptions: [] };
  const load: Omit<Load, 'stop'> = notes;
  const loops = Array.from({ length: users }, async (_, nth) => {
    for (let turn = 0; state.isOn; turn += 1) await takeTurn(target, load, `${nth}-${turn}`);
  });
  return {
    ...load,
    stop: async () => {
      state.isOn = false;
      await Promise.all(loops);
    },
  };
}

type Notes = Omit<Load, 'stop'>;

async function takeTurn(target: Target & { cardId: string }, notes: Notes, name: string): Promise<void> {
  const claimKey = `claim-${name}-key`;
  const claim = await twice(notes, claimKey, () => claimBy(target, notes, { key: claimKey, openid: `soaker-${name}` }));
  if (!claim) return;
  const redeemKey = `redeem-${name}-key`;
  const redeem = (key: string) => redeemBy(target, notes, { key, value: claim.value });
  const redemption = await twice(notes, redeemKey, () => redeem(redeemKey));
  notes.turns.push({ ...claim, claimKey, redeemKey, redemptionId: redemption?.id ?? null, claimId: claim.id });
  const another = await redeem(`another-${name}-key`);
  if (another.code !== 'ALREADY_REDEEMED') notes.secondRedemptions.push(`${claim.value} ${another.code ?? 'redeemed'}`);
}

/** Asks, and asks again with the same key: the second answer must be the first one, stored. */
async function twice<Made extends { id: string }>(
  notes: Notes,
  key: string,
  ask: () => Promise<Outcome<Made>>,
): Promise<Made | null> {
  const first = await ask();
  if (!first.made) {
    notes.refusals.push(`${key} ${first.code}`);
    return null;
  }
  const second = await ask();
  const isSame = second.made?.id === first.made.id && second.made.replayed;
  if (!isSame) notes.secondAnswers.push(`${key} ${first.made.id} ${second.made?.id ?? second.code}`);
  return first.made;
}

export const CLAIM =
  'mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id replayed code { id value } } userErrors { code } } }';
const REDEEM =
  'mutation ($input: CodeRedeemInput!) { codeRedeem(input: $input) { redemption { id replayed } userErrors { code } } }';

const claimBy = (
  target: Target & { cardId: string },
  { tries }: Notes,
  { key, openid }: { key: string; openid: string },
) =>
  untilAnswered(
    target,
    { document: CLAIM, input: { cardId: target.cardId, openid, idempotencyKey: key }, read: readClaim },
    tries,
  );

const redeemBy = (target: Target, { tries }: Notes, { key, value }: { key: string; value: string }) =>
  untilAnswered(target, { document: REDEEM, input: { value, idempotencyKey: key }, read: readRedemption }, tries);

export type Claimed = { id: string; codeId: string; value: string; replayed: boolean };

export function readClaim({ claim }: Payload): Claimed | null {
  const made = madeBy<{ id: string; replayed: boolean; code: { id: string; value: string } }>(claim);
  return made && { id: made.id, replayed: made.replayed, codeId: made.code.id, value: made.code.value };
}

const readRedemption = ({ redemption }: Payload) => madeBy<{ id: string; replayed: boolean }>(redemption);

// The documents above ask for exactly these fields.
const madeBy = <T>(value: unknown): T | null => value as T | null;
