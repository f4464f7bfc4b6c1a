import { useCallback, useEffect, useRef } from 'react';
import { useClient } from 'urql';
import { CodeAtTill, CodeRedeem, type TillCode } from '../../generated/console.ts';
import { problemOf } from '../data/problem.ts';
import { attemptKey, forgetAttempt } from './attempts.ts';
import type { Asked, Entry } from './offline/entry.ts';
import { cleanCode } from './spaced-code.ts';
import { type Question, useQuestion } from './use-question.ts';
import { foundState, type Given, redeemedState, type TillState, unansweredState, unseenState } from './till-state.ts';

/** Keeps a redemption for later, under its key; null: this device can not. */
export type KeepRedemption = ((key: string, asked: Asked, title: string | null) => Promise<Entry>) | null;

export type Till = {
  state: TillState;
  /** Looks a number up, free of effects. */
  look: (typed: string, way: Given['way']) => void;
  lookAgain: () => void;
  redeem: (asked: { given: Given; code: TillCode }, amountFen: number | null) => void;
  /** Keeps it on this device; null: it can not. */
  save: ((asked: { given: Given; code: TillCode | null }, amountFen: number | null) => void) | null;
  /** Waits no longer for the answer to a question. */
  goOn: (given: Given) => void;
  /** Ready for the next customer. */
  clear: () => void;
};

type Options = { storeId: string | null; keep: KeepRedemption };

/** One till: which number lies on the counter, and what became of it. `storeId` is where it stands. */
export function useTill({ storeId, keep }: Options): Till {
  const client = useClient();
  const question = useQuestion();
  const { state, ask, set } = question;
  const canKeep = keep !== null;
  const { look, lookAgain, forget } = useLookUp({ storeId, canKeep }, question);

  const redeem: Till['redeem'] = ({ given, code }, amountFen) => {
    forget();
    const asked = askedOf({ given, code }, storeId, amountFen);
    const input = { ...asked, idempotencyKey: attemptKey(sessionStorage, asked) };
    const send = async (): Promise<TillState> => {
      const { data, error } = await client.mutation(CodeRedeem, { input }).toPromise();
      if (!data) return unansweredState({ given, code }, problemOf(error ?? noAnswer));
      forgetAttempt(sessionStorage);
      return redeemedState({ given, code }, data.codeRedeem);
    };
    ask(send, { is: 'redeeming', given, code });
  };
  const save = (found: { given: Given; code: TillCode | null }, amountFen: number | null): void => {
    forget();
    const asked = askedOf(found, storeId, amountFen);
    const write = async (): Promise<TillState> => {
      if (keep === null) return { is: 'lost', given: found.given };
      // The key of the attempt that got no answer: should it have gone well, this one is its repeat.
      const entry = await keep(attemptKey(sessionStorage, asked), asked, found.code?.card.title ?? null);
      forgetAttempt(sessionStorage);
      return { is: 'saved', entry };
    };
    ask(() => write().catch(() => ({ is: 'lost', given: found.given })), { is: 'saving', given: found.given });
  };
  const clear = (): void => {
    forget();
    set({ is: 'waiting' });
  };
  const goOn: Till['goOn'] = (given) => set({ is: 'unchecked', given });
  return { state, look, lookAgain, redeem, save: canKeep ? save : null, goOn, clear };
}

type LookUp = Pick<Till, 'look' | 'lookAgain'> & {
  /** What lies there is no longer only looked at. */
  forget: () => void;
};

/** Looks numbers up, and again where the till stands in another store: there the same code may be good, or not. */
function useLookUp({ storeId, canKeep }: { storeId: string | null; canKeep: boolean }, { ask }: Question): LookUp {
  const client = useClient();
  const lookedUp = useRef<Given | null>(null);
  const lookFor = useCallback(
    (given: Given): void => {
      lookedUp.current = given;
      const { value } = given;
      const find = async (): Promise<TillState> => {
        if (canKeep && !navigator.onLine) return { is: 'unchecked', given };
        const asked = client.query(CodeAtTill, { value, storeId }, { requestPolicy: 'network-only' });
        const { data, error } = await asked.toPromise();
        return data ? foundState(given, data.code) : unseenState(given, problemOf(error ?? noAnswer), canKeep);
      };
      ask(find, { is: 'looking', given });
    },
    [ask, client, storeId, canKeep],
  );
  const lookAgain = useCallback(() => {
    if (lookedUp.current !== null) lookFor(lookedUp.current);
  }, [lookFor]);
  const look: Till['look'] = (typed, way) => {
    const value = cleanCode(typed);
    if (value === '') lookedUp.current = null;
    else lookFor({ value, way });
  };
  useEffect(lookAgain, [lookAgain]);
  const forget = (): void => {
    lookedUp.current = null;
  };
  return { look, lookAgain, forget };
}

const askedOf = (
  { given, code }: { given: Given; code: TillCode | null },
  storeId: string | null,
  amountFen: number | null,
): Asked => ({ ...given, cardId: code?.card.id ?? null, storeId, amountFen });

const noAnswer = { graphQLErrors: [], message: 'No answer' };
