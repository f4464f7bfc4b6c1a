import type { CardError } from '../../core/errors.ts';
import type { Speak } from '../../texts/speak.ts';
import type { CardFace, Claim } from '../../types.ts';
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

/** What is to be shown below the face; an empty text is not shown. */
export type ClaimScene = {
  readonly state: ClaimState;
  readonly button: string;
  /** What stands above the button. */
  readonly status: string;
  readonly code: string;
  readonly canTap: boolean;
  /** Nothing is to be had of it any more. */
  readonly isOver: boolean;
};

/**
 * A claim that exists goes before everything, then what the server said, then what the face tells.
 * @param now milliseconds since 1970 at the server
 * @param after what follows a claim: `code`, `open` or `none`
 */
export function claimSceneOf(facts: ClaimFacts, speak: Speak, now: number, after: string | null): ClaimScene {
  const { face, claim, claimsLeft, error, isBusy } = facts;
  const { say, explain } = speak;
  const scene = (state: ClaimState, button: string, status = '', more: Partial<ClaimScene> = {}): ClaimScene => ({
    state,
    button,
    status,
    code: '',
    canTap: false,
    isOver: false,
    ...more,
  });
  const limit = face ? say('limit', face.claimLimit) : '';
  const stock = face ? say('left', face.stock.left) + ' · ' + limit : '';
  const canTap = true;
  if (isBusy) return scene('busy', say('busy'), stock);
  if (claim) {
    const { value, status } = claim.code;
    const more = after === 'open' ? {} : { code: after === 'none' ? say('claimed') : groupedCode(value) };
    const button = after === 'open' ? say('open') : claimsLeft ? say('again') : '';
    return scene('claimed', button, codeStatusOf(claim, say), { ...more, canTap, isOver: status !== 'NORMAL' });
  }
  const startsAt = timeOf((error && error.fields['validFrom']) || (face && face.validity.from));
  const ms = startsAt - now;
  if (ms > DAY_MS) return scene('not-started', say('startsAt', minuteOf(startsAt)), limit);
  if (ms > 0) return scene('not-started', say('startsIn', new Date(ms).toISOString().slice(11, 19)), limit);
  const obstacle = error ? error.code : face && obstacleOf(face, claimsLeft, now);
  if (isObstacle(obstacle)) return scene(STATES[obstacle], say(obstacle), limit, { isOver: true });
  if (error && error.code !== 'NOT_STARTED')
    return scene(error.code === 'OFFLINE' ? 'offline' : 'error', say('retry'), explain(error), { canTap });
  return face ? scene('ready', say('claim'), stock, { canTap }) : scene('loading', '…');
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

function codeStatusOf({ code }: Claim, say: Speak['say']): string {
  const { status, validUntil } = code;
  if (status === 'NORMAL') return say('claimed') + ' · ' + say('until', lastDayOf(validUntil));
  return say(status === 'CONSUMED' ? 'used' : 'void');
}

/** Never, where there is no time. */
const timeOf = (text: unknown): number => (typeof text === 'string' ? Date.parse(text) : NaN);
