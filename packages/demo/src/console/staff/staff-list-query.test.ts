import { expect, it } from 'vitest';
import { staffVariablesOf } from './staff-list-query.ts';

it.each([
  ['', { first: 20, after: null }],
  ['after=a', { first: 20, after: 'a' }],
  ['before=b', { last: 20, before: 'b' }],
])('?%s asks for its page', (query, variables) => {
  expect(staffVariablesOf(new URLSearchParams(query))).toEqual(variables);
});
