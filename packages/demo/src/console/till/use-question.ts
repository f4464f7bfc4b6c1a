import { useCallback, useRef, useState } from 'react';
import type { TillState } from './till-state.ts';

export type Question = {
  state: TillState;
  /** Shows `meanwhile`, then what comes of the work. */
  ask: (work: () => Promise<TillState>, meanwhile: TillState) => void;
  set: (state: TillState) => void;
};

/** Answers to a question that was replaced by another are dropped. */
export function useQuestion(): Question {
  const [state, setState] = useState<TillState>({ is: 'waiting' });
  const question = useRef(0);
  const set = useCallback((next: TillState) => {
    question.current += 1;
    setState(next);
  }, []);
  const ask = useCallback((work: () => Promise<TillState>, meanwhile: TillState) => {
    question.current += 1;
    const mine = question.current;
    setState(meanwhile);
    const follow = async (): Promise<void> => {
      const next = await work();
      if (question.current === mine) setState(next);
    };
    void follow();
  }, []);
  return { state, ask, set };
}
