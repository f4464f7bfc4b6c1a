import { describe, expect, it } from 'vitest';
import { aFace } from '../../../test/kit/a-face.ts';
import type { ClaimListItem } from '../../types.ts';
import { itemsOf } from './list-items.ts';

/** A tag with this inside, and this attribute. */
const tag = ({ data = null as unknown, ids = null as string | null }): Element =>
  ({
    querySelector: () =>
      data === null ? null : { textContent: typeof data === 'string' ? data : JSON.stringify(data) },
    getAttribute: () => ids,
  }) as unknown as Element;
const idsOf = (element: Element, given?: ClaimListItem[]): string[] =>
  itemsOf(element, given).map(({ cardId }) => cardId);

describe('the items of a list', () => {
  it('are those of the property first', () => {
    expect(idsOf(tag({ data: { items: [{ cardId: 'b' }] }, ids: 'c' }), [{ cardId: 'a' }])).toEqual(['a']);
  });

  it('are those inside the tag, as the hosted shelf writes them', () => {
    const initial = aFace();
    const data = {
      items: [
        { cardId: 'card_1', thumbUrl: null, initial },
        { cardId: 'card_2', thumbUrl: '/t.png' },
      ],
    };
    expect(itemsOf(tag({ data }), undefined)).toEqual(data.items);
    expect(idsOf(tag({ data: [{ cardId: 'x' }] }))).toEqual(['x']);
  });

  it('are the ids of the attribute, with spaces, commas or lines between them', () => {
    expect(idsOf(tag({ ids: ' a, b\n c,,a ' }))).toEqual(['a', 'b', 'c']);
  });

  it('are none where nothing is said, or nothing that can be read', () => {
    expect(idsOf(tag({}))).toEqual([]);
    expect(idsOf(tag({ data: 'no json', ids: 'a' }))).toEqual(['a']);
    expect(idsOf(tag({ data: { items: [null, 'x', { cardId: 1 }, { cardId: 'b' }] } }))).toEqual(['b']);
  });
});
