import type { ReactNode } from 'react';
import { inBothLanguages, useTexts } from '../language/language.tsx';
import { isPassing, type Problem } from '../data/problem.ts';
import { Icon } from './icon.tsx';

const texts = inBothLanguages(
  {
    network: '网络不通，请检查网络后重试。',
    internal: '服务器出错了，请稍后再试。',
    throttled: '操作过于频繁，请稍后再试。',
    forbidden: '当前账号无权进行此操作。',
    again: '重试',
    requestId: '请求编号',
  },
  {
    network: 'No connection. Check the network and try again.',
    internal: 'Something went wrong on the server. Try again in a moment.',
    throttled: 'Too many requests. Try again in a moment.',
    forbidden: 'This account may not do that.',
    again: 'Try again',
    requestId: 'Request id',
  },
);

type Words = typeof texts.en;
const WORDS: Readonly<Record<string, keyof Words>> = {
  NETWORK: 'network',
  INTERNAL: 'internal',
  THROTTLED: 'throttled',
  FORBIDDEN: 'forbidden',
  NOT_ALLOWED: 'forbidden',
};

/** A problem in plain words; the server's own sentence where we have none. */
export function useProblemText(): (problem: Problem) => string {
  const words = useTexts(texts);
  return (problem) => {
    const name = WORDS[problem.code];
    return name === undefined ? problem.message : words[name];
  };
}

type ProblemProps = {
  problem: Problem;
  again?: () => void;
  /** What to do where nobody knows whether the server did it. */
  whenLost?: string;
};

/** What stands where an answer should be. */
export function ProblemNotice({ problem, again, whenLost }: ProblemProps): ReactNode {
  const words = useTexts(texts);
  const textOf = useProblemText();
  return (
    <div className="notice is-bad" role="alert">
      <Icon name="info" />
      <div>
        <p>{textOf(problem)}</p>
        {whenLost !== undefined && problem.code === 'NETWORK' && <p>{whenLost}</p>}
        {problem.requestId !== null && (
          <p className="hint">
            {words.requestId} {problem.requestId}
          </p>
        )}
      </div>
      {again && isPassing(problem) && (
        <button type="button" className="button is-small" onClick={again}>
          {words.again}
        </button>
      )}
    </div>
  );
}

/** A list with nothing in it says what to do about that. */
export function Empty({ text, children }: { text: string; children?: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <p>{text}</p>
      {children}
    </div>
  );
}
