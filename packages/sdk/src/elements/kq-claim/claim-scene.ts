import type { CardError } from '../../core/errors.ts';
import type { Speak } from '../../texts/speak.ts';
import type { CardFace } from '../../code-types.ts';
import type { Claim } from '../../types.ts';
import { lastDayOf, minuteOf } from './times.ts';

const DAY_MS = 86_400_000;

/** All that is known of one card and its user. */
export type ClaimFacts = {
  face?: CardFace | undefined;
  claim?: Claim | null | undefined;
  /** Not there: nobody is signed in, or it is not known. */
  claimsLeft?: number | undefined;
  error?: CardError | undefined;
  isBusy?: boolean | undefined;
};

/** What the reasons of servers and the facts of a card lead to. */
const STATES = {
  OUT_OF_STOCK: 'sold-out',
  CLAIM_LIMIT_REACHED: 'limit',
  EXPIRED: 'expired',
  NOT_ELIGIBLE: 'not-eligible',
  CARD_NOT_CLAIMABLE: 'not-eligible',
} as const;

type Obstacle = keyof typeof STATES;

export type ClaimState =
  | 'loading'
  | 'ready'
  | 'busy'
  | 'claimed'
  | 'not-started'
  | 'offline'
  | 'error'
  | (typeof STATES)[Obstacle];

/**
 * What is to be shown below the face: the state, what the button says, what stands above it, the code, and whether
 * nothing is to be had of the card any more. An empty text is not shown.
 */
export type ClaimScene = readonly [state: ClaimState, button: string, status: string, code?: string, isOver?: boolean];

/**
 * A claim that exists goes before everything, then what the server said, then what the face tells.
 * @param now milliseconds since 1970 at the server
 * @param after what follows a claim: `code`, `open` or `none`
 */
export function claimSceneOf(facts: ClaimFacts, speak: Speak, now: number, after: string | null): ClaimScene {
  const { face, claim, claimsLeft, error, isBusy } = facts;
  const { say, explain } = speak;
  const timeZone = face && face.timeZone;
  const limit = face ? say('limit', face.claimLimit) : '';
  const stock = face ? say('left', face.stock.left) + ' · ' + limit : '';
  if (isBusy) return ['busy', say('busy'), stock];
  if (claim) {
    const { value, status, validUntil } = claim.code;
    // A gift that came back is as good as new; what begins with a G else is one under way or taken.
    const isOver = status !== 'NORMAL' && status !== 'GIFT_TIMEOUT';
    const until = say('claimed') + (validUntil ? ' · ' + say('until', lastDayOf(validUntil, timeZone)) : '');
    const text = isOver ? say(status === 'CONSUMED' ? 'used' : status[0] === 'G' ? 'given' : 'void') : until;
    if (after === 'open') return ['claimed', say('open'), text, '', isOver];
    const code = after === 'none' ? say('claimed') : groupedCode(value);
    return ['claimed', claimsLeft ? say('again') : '', text, code, isOver];
  }
  const startsAt = timeOf((error && error.fields['validFrom']) || (face && face.validity.from));
  if (startsAt > now) {
    const ms = startsAt - now;
    const time = new Date(ms).toISOString().slice(11, 19);
    // Counts down in the last day.
    return ['not-started', ms < DAY_MS ? say('startsIn', time) : say('startsAt', minuteOf(startsAt, timeZone)), limit];
  }
  const obstacle = error ? error.code : face && obstacleOf(face, claimsLeft, now);
  if (isObstacle(obstacle)) return [STATES[obstacle], say(obstacle), limit, '', true];
  if (error && error.code !== 'NOT_STARTED') {
    return [error.code === 'OFFLINE' ? 'offline' : 'error', say('retry'), explain(error)];
  }
  return face ? ['ready', say('claim'), stock] : ['loading', '…', ''];
}

/** In groups of four, to be read out. */
const groupedCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

const isObstacle = (code: unknown): code is Obstacle => String(code) in STATES;

function obstacleOf(
  { status, validity, stock }: CardFace,
  claimsLeft: number | undefined,
  now: number,
): Obstacle | false {
  if (status === 'EXPIRED' || timeOf(validity.until) <= now) return 'EXPIRED';
  if (status !== 'READY' && status !== 'DISTRIBUTED') return 'CARD_NOT_CLAIMABLE';
  return claimsLeft === 0 ? 'CLAIM_LIMIT_REACHED' : !stock.left && 'OUT_OF_STOCK';
}

/** Never, where there is no time. */
const timeOf = (text: unknown): number => (typeof text === 'string' ? Date.parse(text) : NaN);
