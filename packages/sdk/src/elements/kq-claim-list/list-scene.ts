import type { Speak } from '../../texts/speak.ts';

/** What a row shows, and whether it was asked when all were claimed. */
export type RowFacts = { readonly state: string | null; readonly isAsked: boolean };

/** What the list shows of itself: its state, the line, the button, and whether that does nothing. */
export type ListScene = readonly [
  state: 'loading' | 'ready' | 'busy' | 'done',
  status: string,
  button: string,
  isStill: boolean,
];

/** Whether a row has something to be claimed that its user has not. */
export const isClaimable = (state: string | null): boolean =>
  state === 'ready' || state === 'error' || state === 'offline';

/** What the states of the rows come to. */
export function listSceneOf(rows: readonly RowFacts[], isBusy: boolean, { say }: Speak): ListScene {
  const count = (test: (row: RowFacts) => boolean): number => rows.filter(test).length;
  const claimable = count(({ state }) => isClaimable(state));
  const got = count(({ state, isAsked }) => isAsked && state === 'claimed');
  const missed = count(({ state, isAsked }) => isAsked && state !== 'claimed');
  const told = [got && say('gotSome', got), missed && say('missedSome', missed)].filter(Boolean).join(' · ');
  if (isBusy) return ['busy', '', say('busy'), true];
  const status = told || (claimable ? say('claimable', claimable) : '');
  if (claimable) {
    const isAgain = count(({ state, isAsked }) => isClaimable(state) && isAsked) === claimable;
    return ['ready', status, say(isAgain ? 'retry' : 'claimAll'), false];
  }
  if (count(({ state }) => !state || state === 'loading')) return ['loading', status, '…', true];
  const hasAll = count(({ state }) => state === 'claimed') === rows.length && rows.length > 0;
  return ['done', status, say(hasAll ? 'claimed' : 'nothingLeft'), true];
}
