import { describe, expect, it } from 'vitest';
import { broadcastFieldOf, broadcastInputOf, checkBroadcast, emptyBroadcast } from './broadcast-draft.ts';

const KEY = 'key-12345678';

describe('a broadcast that is being written', () => {
  it('lacks a card and users at first', () =>
    expect(checkBroadcast(emptyBroadcast)).toEqual(
      new Map([
        ['cardId', 'missingCard'],
        ['openids', 'missingUsers'],
      ]),
    ));

  it('needs no users where it goes to everyone', () =>
    expect(checkBroadcast({ ...emptyBroadcast, cardId: 'card_1', audience: 'everyone' }).size).toBe(0));

  it('goes to each named user once, without empty words', () =>
    expect(
      broadcastInputOf({ cardId: 'card_1', audience: 'listed', openids: 'ann\nbob, ann', text: ' ' }, KEY),
    ).toEqual({
      cardId: 'card_1',
      audience: { openids: ['ann', 'bob'] },
      text: null,
      idempotencyKey: KEY,
    }));

  it.each([
    [['audience', 'openids', '3'], 'openids'],
    [['audience', 'everyone'], 'audience'],
    [['text'], 'text'],
    [['cardId'], 'cardId'],
    [[], 'cardId'],
  ])('shows what is wrong at %j', (path, field) => expect(broadcastFieldOf(path)).toBe(field));
});
