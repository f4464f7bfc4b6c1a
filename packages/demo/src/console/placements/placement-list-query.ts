import type { PlacementKind, PlacementListVariables } from '../../generated/console.ts';

const PAGE_SIZE = 20;

export const PLACEMENT_KINDS = [
  'QR_CODE',
  'SHELF',
  'ARTICLE',
  'NEARBY',
  'MENU',
  'WIFI',
  'BEACON',
  'KEYWORD_REPLY',
  'BROADCAST',
] as const satisfies readonly PlacementKind[];

/** Messages make one placement each, which would bury all others: they are listed when they are asked for. */
const UNASKED_KINDS = PLACEMENT_KINDS.filter((kind) => kind !== 'BROADCAST');

/** What the address of the list says. */
export type PlacementFilter = { kind: PlacementKind | null; after: string | null; before: string | null };

export function placementFilterOf(query: URLSearchParams): PlacementFilter {
  const kind = query.get('kind');
  return {
    kind: PLACEMENT_KINDS.find((known) => known === kind) ?? null,
    after: query.get('after'),
    before: query.get('before'),
  };
}

export function placementVariablesOf({ kind, after, before }: PlacementFilter): PlacementListVariables {
  const page = before === null ? { first: PAGE_SIZE, after } : { last: PAGE_SIZE, before };
  return { where: { kind: kind === null ? { in: UNASKED_KINDS } : { eq: kind } }, ...page };
}
