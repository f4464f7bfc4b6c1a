import { describe, expect, it } from 'vitest';
import { isChosen, latestOf } from './event-choice.rules.ts';

const event = { type: 'card.claimed', cardId: 'card_1', codeId: 'code_1', storeId: null, openid: 'ann' };

describe('an event', () => {
  it.each([
    [{}, true],
    [{ types: ['card.claimed'] }, true],
    [{ types: ['code.redeemed'] }, false],
    [{ cardIds: ['card_1'], openid: 'ann' }, true],
    [{ cardIds: ['card_1'], openid: 'bob' }, false],
    [{ codeId: 'code_1' }, true],
    [{ codeId: 'code_2' }, false],
    [{ storeIds: ['store_1'] }, false],
    [{ openid: 'bob', or: { cardIds: ['card_1'] } }, true],
    [{ openid: 'bob', or: { cardIds: ['card_2'] } }, false],
    [{ openid: 'bob', or: { openid: 'eve', or: { types: ['card.claimed'] } } }, true],
  ])('is chosen by %j: %s', (choice, isWanted) => expect(isChosen(event, choice)).toBe(isWanted));
});

it('that a later one makes stale is left out, and others keep their order', () => {
  const events = ['a1', 'x1', 'b1', 'a2', 'x2', 'a3'];
  const topicOf = (name: string): string | null => (name.startsWith('x') ? null : name.charAt(0));
  expect(latestOf(events, topicOf)).toEqual(['x1', 'b1', 'x2', 'a3']);
  expect(latestOf([], topicOf)).toEqual([]);
});
