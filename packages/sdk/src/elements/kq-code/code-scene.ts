import type { CardError } from '../../core/errors.ts';
import type { Speak } from '../../texts/speak.ts';
import type { CodeType, WalletCode, WalletState } from '../../code-types.ts';
import { minuteOf } from '../kq-claim/times.ts';

/** What is known of the code that is shown. */
export type CodeFacts = {
  /** Null: the user has no such code, or has it no more. */
  code?: WalletCode | null | undefined;
  error?: CardError | undefined;
  /** The page wants the rotating code wherever there is one. */
  isLive?: boolean | undefined;
};

export type CodeFormat = 'qr' | 'code128' | 'both';

/** How a type of code is shown (K3): its picture … */
const formatOf = (type: CodeType): CodeFormat | null =>
  type.endsWith('QRCODE') ? 'qr' : type.endsWith('BARCODE') ? 'code128' : null;
/** … and whether its number stands below: not with CODE_TYPE_ONLY_… and CODE_TYPE_NONE. */
const hasNumber = (type: CodeType): boolean => !/_(ONLY|NONE)/.test(type);

const SAID = {
  USED: 'used',
  EXPIRED: 'EXPIRED',
  VOID: 'void',
  GIFTING: 'gifting',
  GIVEN: 'given',
} as const;

export type CodeScene = {
  /** As the attribute `state` says it. */
  readonly state: string;
  readonly note: string;
  /** What the picture shows; empty: there is no picture. */
  readonly drawn: string;
  readonly format: CodeFormat | null;
  readonly number: string;
  /** What the button says; empty: there is none. */
  readonly button: string;
};

const EMPTY: Omit<CodeScene, 'state'> = { note: '', drawn: '', format: null, number: '', button: '' };

/** A number that the page itself has brought. */
export const valueSceneOf = (value: string, format: CodeFormat | null): CodeScene => ({
  ...EMPTY,
  state: 'usable',
  drawn: value,
  format: format || 'both',
  number: value,
});

/** A code of the user; only one that can be used now has a picture. `wanted` goes before what its card says. */
export function codeSceneOf(facts: CodeFacts, speak: Speak, now: number, wanted: CodeFormat | null): CodeScene {
  const { code, error, isLive } = facts;
  const { say, explain } = speak;
  if (code) {
    const scene = sceneOfCode(code, speak, now, wanted);
    const isRotating = code.card.needsRotatingCode || (isLive && code.rotating);
    return isRotating && scene.drawn ? rotated(scene, code, speak, now) : scene;
  }
  if (error) {
    const button = say(error.fields['signInUrl'] ? 'signIn' : 'retry');
    return { ...EMPTY, state: error.code === 'OFFLINE' ? 'offline' : 'error', note: explain(error), button };
  }
  return code === null ? { ...EMPTY, state: 'gone', note: say('NOT_FOUND') } : { ...EMPTY, state: 'loading' };
}

function sceneOfCode(code: WalletCode, { say }: Speak, now: number, wanted: CodeFormat | null): CodeScene {
  const { value, card, validFrom } = code;
  const { codeType, timeZone } = card;
  const state = stateAt(code, now);
  const scene = { ...EMPTY, state: state.toLowerCase(), number: hasNumber(codeType) ? value : '' };
  if (state === 'UPCOMING') return { ...scene, note: say('startsAt', minuteOf(validFrom, timeZone)) };
  if (state !== 'USABLE') return { ...scene, note: say(SAID[state]) };
  if (codeType === 'CODE_TYPE_NONE') return { ...scene, note: say('onlineOnly') };
  const format = wanted || formatOf(codeType);
  return { ...scene, drawn: format ? value : '', format };
}

/** In place of the number: the text of this moment. Without a network they are used up some time. */
function rotated(scene: CodeScene, { rotating }: WalletCode, { say }: Speak, now: number): CodeScene {
  const step = rotating && rotating.steps.filter(({ endsAt }) => Date.parse(endsAt) > now)[0];
  return step
    ? { ...scene, drawn: step.text, format: 'qr' }
    : { ...scene, drawn: '', state: 'offline', note: say('outdated'), button: say('retry') };
}

/** The clock goes on while the page is open. */
function stateAt({ state, validFrom, validUntil }: WalletCode, now: number): WalletState {
  if (state !== 'USABLE' && state !== 'UPCOMING') return state || 'VOID';
  if (validUntil && Date.parse(validUntil) <= now) return 'EXPIRED';
  return Date.parse(validFrom) <= now ? 'USABLE' : 'UPCOMING';
}

/** In groups of four, to be read out. */
export const grouped = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1 ');

/** All but the last four signs are hidden. */
export const masked = (number: string): string => number.replace(/.(?=.{4})/g, '•');
