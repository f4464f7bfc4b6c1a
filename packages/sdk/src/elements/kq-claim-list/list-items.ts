import type { ClaimListItem } from '../../types.ts';
import { dataIn } from '../kq-claim/face-in.ts';

/** What the page says is in the list: by property, by data inside the tag, or by ids. Each card has one row. */
export function itemsOf(element: Element, given: readonly ClaimListItem[] | undefined): ClaimListItem[] {
  const items = given || itemsIn(dataIn(element)) || idsIn(element.getAttribute('card-ids') || '');
  return items.filter(({ cardId }, place) => items.findIndex((item) => item.cardId === cardId) === place);
}

/** `{ "items": [{ "cardId", "cardExt", "thumbUrl", "initial" }] }`, or the list alone. */
function itemsIn(data: Readonly<Record<string, unknown>>): ClaimListItem[] | undefined {
  const items = Array.isArray(data) ? data : data['items'];
  return Array.isArray(items) ? items.filter(isItem) : undefined;
}

const isItem = (value: unknown): value is ClaimListItem =>
  value instanceof Object && 'cardId' in value && typeof value.cardId === 'string';

const idsIn = (text: string): ClaimListItem[] => (text.match(/[^\s,]+/g) || []).map((cardId) => ({ cardId }));
