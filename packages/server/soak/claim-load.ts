import { type Outcome, type Target, type Tries, untilAnswered } from './ask.ts';
import { CLAIM, type Claimed, readClaim } from './load.ts';

/** Who takes all that a user may have of a card, and tries for one more; each key until it has a definite answer. */
export type ClaimLoad = {
  /** Ids of the claims that were answered, by card. */
  claimed: Map<string, string[]>;
  /** Answers so far, refusals too. */
  answers: number;
  tries: Tries;
  /** Refusals that no rule asks for, and claims that a rule forbids. */
  wrongAnswers: string[];
  /** Keys that got two different answers, or an effect twice. */
  secondAnswers: string[];
  stop: () => Promise<void>;
};

type Setting = {
  target: Target;
  /** Claimed first, until nothing is left; then the other. */
  scarce: string;
  plenty: string;
  limit: number;
  users: number;
};

type Notes = Omit<ClaimLoad, 'stop'> & { isScarceOut: boolean };

/** Starts `users` loops. Each turn is a user of its own. */
export function startClaimLoad(setting: Setting): ClaimLoad {
  const state = { isOn: true };
  const notes: Notes = {
    ...{ claimed: new Map(), answers: 0, tries: { unanswered: 0 }, wrongAnswers: [], secondAnswers: [] },
    isScarceOut: false,
  };
  const loops = Array.from({ length: setting.users }, async (_, nth) => {
    for (let turn = 0; state.isOn; turn += 1) await takeTurn(setting, notes, `${nth}-${turn}`);
  });
  return Object.assign(notes, {
    stop: async () => {
      state.isOn = false;
      await Promise.all(loops);
    },
  });
}

async function takeTurn(setting: Setting, notes: Notes, name: string): Promise<void> {
  const cardId = notes.isScarceOut ? setting.plenty : setting.scarce;
  for (let nth = 1; nth <= setting.limit + 1; nth += 1) {
    const key = `claim-${name}-${nth}-key`;
    const ask = () => claimBy(setting, notes, { cardId, openid: `soaker-${name}`, key });
    const first = await ask();
    if (!isRight(setting, first, { cardId, isBeyond: nth > setting.limit }))
      notes.wrongAnswers.push(`${key} ${first.code ?? 'claimed beyond the limit'}`);
    if (first.code === 'OUT_OF_STOCK') {
      notes.isScarceOut = true;
      return;
    }
    if (!first.made) continue;
    noteClaim(notes, cardId, first.made.id);
    const second = await ask();
    if (second.made?.id !== first.made.id || !second.made.replayed)
      notes.secondAnswers.push(`${key} ${first.made.id} ${second.made?.id ?? second.code}`);
  }
}

/** Within the limit there is a claim, or nothing is left of the scarce card; beyond it there is none. */
function isRight(
  { scarce }: Setting,
  { made, code }: Outcome<Claimed>,
  { cardId, isBeyond }: { cardId: string; isBeyond: boolean },
): boolean {
  const isOut = code === 'OUT_OF_STOCK' && cardId === scarce;
  return isBeyond ? code === 'CLAIM_LIMIT_REACHED' || isOut : made !== null || isOut;
}

async function claimBy(
  { target }: Setting,
  notes: Notes,
  { key, ...who }: { cardId: string; openid: string; key: string },
): Promise<Outcome<Claimed>> {
  const input = { ...who, idempotencyKey: key };
  const outcome = await untilAnswered(target, { document: CLAIM, input, read: readClaim }, notes.tries);
  notes.answers += 1;
  return outcome;
}

function noteClaim({ claimed }: Notes, cardId: string, claimId: string): void {
  const ids = claimed.get(cardId) ?? [];
  claimed.set(cardId, ids);
  ids.push(claimId);
}
