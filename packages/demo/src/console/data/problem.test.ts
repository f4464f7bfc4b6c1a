import { CombinedError } from '@urql/core';
import { expect, it } from 'vitest';
import { isPassing, problemOf, problemOfAnswer } from './problem.ts';

it('takes code and request id from the first error of the server', () => {
  const error = new CombinedError({
    graphQLErrors: [{ message: 'Sign in', extensions: { code: 'UNAUTHENTICATED', requestId: 'r1' } }],
  });
  expect(problemOf(error)).toEqual({ code: 'UNAUTHENTICATED', message: 'Sign in', requestId: 'r1' });
});

it('is NETWORK where no answer came', () => {
  const problem = problemOf(new CombinedError({ networkError: new TypeError('Failed to fetch') }));
  expect(problem.code).toBe('NETWORK');
  expect(isPassing(problem)).toBe(true);
});

it('is UNKNOWN for a code that is none, and does not pass by itself when the input is at fault', () => {
  expect(problemOf(new CombinedError({ graphQLErrors: [{ message: 'x' }] })).code).toBe('UNKNOWN');
  expect(isPassing({ code: 'BAD_REQUEST', message: '', requestId: null })).toBe(false);
});

it('of a mutation is what gave no answer, else its first refusal, else none', () => {
  const refusal = { code: 'NOT_FOUND', message: 'Gone' };
  const cut = new CombinedError({ networkError: new TypeError('Failed to fetch') });
  expect(problemOfAnswer(cut, undefined)?.code).toBe('NETWORK');
  expect(problemOfAnswer(undefined, [refusal])).toEqual({ ...refusal, requestId: null });
  expect(problemOfAnswer(undefined, [])).toBeNull();
});
