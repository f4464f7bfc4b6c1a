import type { StaffListVariables } from '../../generated/console.ts';

const PAGE_SIZE = 20;

/** The page of the list that the address names. */
export function staffVariablesOf(query: URLSearchParams): StaffListVariables {
  const before = query.get('before');
  if (before !== null) return { last: PAGE_SIZE, before };
  return { first: PAGE_SIZE, after: query.get('after') };
}
