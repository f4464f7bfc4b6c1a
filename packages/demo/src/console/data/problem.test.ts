import { CombinedError } from '@urql/core';
import { expect, it } from 'vitest';
import { isPassing, problemOf } from './problem.ts';

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
