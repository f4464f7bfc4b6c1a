import { describe, expect, it } from 'vitest';
import { isChosen } from './event-choice.rules.ts';
import { topicsChosenBy, topicsOf } from './event-topics.rules.ts';

const claimed = { type: 'card.claimed', cardId: 'card_1', codeId: 'code_1', storeId: null, openid: 'ann' };
const redeemed = { type: 'code.redeemed', cardId: 'card_2', codeId: 'code_2', storeId: 'store_1', openid: 'ben' };
const created = { type: 'store.created', cardId: null, codeId: null, storeId: 'store_2', openid: null };

describe('a follower', () => {
  it.each([
    [{}, ['*']],
    [{ types: ['a.b', 'c.d'] }, ['type a.b', 'type c.d']],
    [{ types: ['a.b'], storeIds: ['s'] }, ['store s']],
    [{ types: ['a.b'], storeIds: ['s'], cardIds: ['c', 'd'] }, ['card c', 'card d']],
    [{ cardIds: ['c'], openid: 'ann' }, ['openid ann']],
    [{ openid: 'ann', or: { cardIds: ['c'] } }, ['openid ann', 'card c']],
    [{ cardIds: [] }, []],
  ])('of %j waits for %j', (choice, topics) => expect(topicsChosenBy(choice)).toEqual(topics));

  it.each([
    {},
    { types: ['card.claimed'] },
    { cardIds: ['card_2'] },
    { types: ['code.redeemed'], storeIds: ['store_1'] },
    { types: ['store.created'], storeIds: ['store_1', 'store_2'] },
    { codeId: 'code_2' },
    { cardIds: ['card_1'], codeId: 'code_1', openid: 'ann' },
    { openid: 'ann' },
    { openid: 'eve', or: { cardIds: ['card_1'], types: ['card.claimed'] } },
  ])('of %j is woken for each event that it chooses', (choice) => {
    const chosen = [claimed, redeemed, created].filter((event) => isChosen(event, choice));
    const waitsFor = new Set(topicsChosenBy(choice));
    expect(chosen.length).toBeGreaterThan(0);
    for (const event of chosen) expect(topicsOf(event).some((topic) => waitsFor.has(topic))).toBe(true);
  });
});
