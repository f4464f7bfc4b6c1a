import { describe, expect, it } from 'vitest';
import { aDraft } from '../../../test/kit/factories.ts';
import { checkCardDraft } from './card.rules.ts';
import type { CardDraft } from './card-draft.ts';
import { keptDraft } from './kept-draft.rules.ts';

const kept = (changes: Partial<CardDraft>): CardDraft => {
  const draft = aDraft(changes);
  return keptDraft(draft, checkCardDraft(draft));
};
const member = { prerogative: '八折', showsBonus: true, showsBalance: false };

describe('a draft as it is kept', () => {
  it.each<[string, Partial<CardDraft>, object]>([
    ['a link whole', { center: { url: 'www.shop.example' } }, { center: { url: 'http://www.shop.example' } }],
    ['no link where none is given', { center: {} }, { center: null }],
    [
      'each service once',
      { businessServices: ['BIZ_SERVICE_DELIVER', 'BIZ_SERVICE_DELIVER'] },
      { businessServices: ['BIZ_SERVICE_DELIVER'] },
    ],
    [
      'what holds for an emptied switch',
      { canShare: null, usesAllStores: null },
      { canShare: true, usesAllStores: false },
    ],
    ['what holds for an emptied limit', { claimLimit: null, useLimit: 3 }, { claimLimit: 50, useLimit: 3 }],
    [
      'what holds for an emptied condition',
      { useCondition: { acceptCategory: '鞋', canUseWithOtherDiscount: null } },
      { useCondition: { acceptCategory: '鞋', canUseWithOtherDiscount: true } },
    ],
    [
      'no gifts of a membership card, and no empty slots at the end',
      { kind: 'MEMBER_CARD', canGiveFriend: true, benefit: { ...member, customFields: [{ name: '级' }, null, null] } },
      { canGiveFriend: false, benefit: { customFields: [{ name: '级' }] } },
    ],
  ])('has %s', (_what, changes, expected) => expect(kept(changes)).toMatchObject(expected));

  it('is kept as it is once more', () => {
    const once = kept({ center: { url: 'www.shop.example' } });
    expect(keptDraft(once, checkCardDraft(once))).toEqual(once);
  });
});
