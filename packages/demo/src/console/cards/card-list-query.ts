import type { CardListVariables, CardStatus, CardWhere } from '../../generated/console.ts';
import { CARD_STATUSES } from './card-labels.ts';

const PAGE_SIZE = 20;

/** What the address of the list says: a text to look for, a status, and the page. */
export type CardFilter = { text: string; status: CardStatus | null; after: string | null; before: string | null };

export function filterOf(query: URLSearchParams): CardFilter {
  const status = query.get('status');
  return {
    text: query.get('q') ?? '',
    status: CARD_STATUSES.find((known) => known === status) ?? null,
    after: query.get('after'),
    before: query.get('before'),
  };
}

/** The list's variables. A text may be a title, an id, or the merchant's own id. */
export function variablesOf({ text, status, after, before }: CardFilter): CardListVariables {
  const wanted = text.trim();
  const where: CardWhere = {
    ...(status === null ? {} : { status: { eq: status } }),
    ...(wanted === ''
      ? {}
      : { or: [{ title: { eq: wanted } }, { id: { eq: wanted } }, { externalId: { eq: wanted } }] }),
  };
  const page = before === null ? { first: PAGE_SIZE, after } : { last: PAGE_SIZE, before };
  return { where, ...page };
}
