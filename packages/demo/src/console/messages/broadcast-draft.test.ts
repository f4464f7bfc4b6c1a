import { describe, expect, it } from 'vitest';
import { broadcastFieldOf, broadcastInputOf, checkBroadcast, emptyBroadcast, wrongOpenid } from './broadcast-draft.ts';

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
    [['idempotencyKey'], null],
    [[], null],
  ])('shows what is wrong at %j', (path, field) => expect(broadcastFieldOf(path)).toBe(field));

  it('names the line and the user that the server takes for none', () => {
    const written = 'ann\n\nbob, ann，c d!\nnot.one';
    expect(wrongOpenid(['audience', 'openids', '3'], written)).toEqual({ line: 3, openid: 'd!' });
    expect(wrongOpenid(['audience', 'openids', '4'], written)).toEqual({ line: 4, openid: 'not.one' });
    expect(wrongOpenid(['audience', 'openids', '5'], written)).toBeNull();
    expect(wrongOpenid(['audience', 'openids'], written)).toBeNull();
    expect(wrongOpenid(['text'], written)).toBeNull();
  });
});
