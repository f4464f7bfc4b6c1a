import type { CardKind, CardListVariables, CardStatus, CardWhere } from '../../generated/console.ts';
import { CARD_KINDS, CARD_STATUSES } from './card-labels.ts';

const PAGE_SIZE = 20;

/** What the address of the list says: a text to look for, a status, a kind, and the page. */
export type CardFilter = {
  text: string;
  status: CardStatus | null;
  kind: CardKind | null;
  after: string | null;
  before: string | null;
};

export function filterOf(query: URLSearchParams): CardFilter {
  const status = query.get('status');
  const kind = query.get('kind');
  return {
    text: query.get('q') ?? '',
    status: CARD_STATUSES.find((known) => known === status) ?? null,
    kind: CARD_KINDS.find((known) => known === kind) ?? null,
    after: query.get('after'),
    before: query.get('before'),
  };
}

/** The list's variables. A text may be a part of a title, an id, or the merchant's own id. */
export function variablesOf({ text, status, kind, after, before }: CardFilter): CardListVariables {
  const wanted = text.trim();
  const where: CardWhere = {
    ...(status === null ? {} : { status: { eq: status } }),
    ...(kind === null ? {} : { kind: { eq: kind } }),
    ...(wanted === ''
      ? {}
      : { or: [{ title: { contains: wanted } }, { id: { eq: wanted } }, { externalId: { eq: wanted } }] }),
  };
  const page = before === null ? { first: PAGE_SIZE, after } : { last: PAGE_SIZE, before };
  return { where, ...page };
}
