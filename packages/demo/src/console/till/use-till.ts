import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { CodeAtTill, CodeRedeem, type TillCode } from '../../generated/console.ts';
import { problemOf } from '../data/problem.ts';
import { attemptKey, forgetAttempt } from './attempts.ts';
import { cleanCode } from './spaced-code.ts';
import { foundState, redeemedState, type TillState, unansweredState } from './till-state.ts';

type Till = {
  state: TillState;
  /** Looks a number up, free of effects. */
  look: (typed: string) => void;
  redeem: (code: TillCode, amountFen: number | null) => void;
  /** Ready for the next customer. */
  clear: () => void;
};

/** One till: which number lies on the counter, and what became of it. `storeId` is where it stands. */
export function useTill(storeId: string | null): Till {
  const client = useClient();
  const [state, setState] = useState<TillState>({ is: 'waiting' });
  // Answers to a question that was replaced by another are dropped.
  const question = useRef(0);
  const lookedUp = useRef<string | null>(null);

  const ask = useCallback(async (work: () => Promise<TillState>, meanwhile: TillState): Promise<void> => {
    question.current += 1;
    const mine = question.current;
    setState(meanwhile);
    const next = await work();
    if (question.current === mine) setState(next);
  }, []);
  const look = useCallback(
    (typed: string): void => {
      const value = cleanCode(typed);
      lookedUp.current = value === '' ? null : value;
      if (value === '') return;
      void ask(
        async () => {
          const { data, error } = await client
            .query(CodeAtTill, { value, storeId }, { requestPolicy: 'network-only' })
            .toPromise();
          return data ? foundState(value, data.code) : { is: 'failed', problem: problemOf(error ?? noAnswer) };
        },
        { is: 'looking' },
      );
    },
    [ask, client, storeId],
  );
  const redeem = useCallback(
    (code: TillCode, amountFen: number | null): void => {
      const attempt = { value: code.value, storeId, amountFen };
      lookedUp.current = null;
      const input = { ...attempt, cardId: code.card.id, idempotencyKey: attemptKey(sessionStorage, attempt) };
      void ask(
        async () => {
          const { data, error } = await client.mutation(CodeRedeem, { input }).toPromise();
          if (!data) return unansweredState(code, problemOf(error ?? noAnswer));
          forgetAttempt(sessionStorage);
          return redeemedState(code, data.codeRedeem);
        },
        { is: 'redeeming', code },
      );
    },
    [ask, client, storeId],
  );
  const clear = useCallback(() => {
    question.current += 1;
    lookedUp.current = null;
    setState({ is: 'waiting' });
  }, []);
  // In another store the same code may be good, or not: it is looked up again.
  useEffect(() => {
    if (lookedUp.current !== null) look(lookedUp.current);
  }, [look]);
  return { state, look, redeem, clear };
}

const noAnswer = { graphQLErrors: [], message: 'No answer' };
