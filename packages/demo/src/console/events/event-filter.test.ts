import { describe, expect, it } from 'vitest';
import { choiceOf, type EventChoice, eventFilterOf, isInSpan, isOver, streamOf, whereOf } from './event-filter.ts';

const choice = (query: string): EventChoice => choiceOf(eventFilterOf(new URLSearchParams(query)), 'Asia/Shanghai');

describe('the filter of the event desk', () => {
  it.each([
    ['', {}],
    ['type=card.claimed&card=card_1', { type: { eq: 'card.claimed' }, cardId: { eq: 'card_1' } }],
    ['openid=%20ann%20', { openid: { eq: 'ann' } }],
    ['from=2026-12-01T08:00', { occurredAt: { gte: '2026-12-01T00:00:00.000Z' } }],
    ['until=2026-12-01T08:00&from=nonsense', { occurredAt: { lt: '2026-12-01T00:00:00.000Z' } }],
  ])('?%s asks for %j', (query, where) => {
    expect(whereOf(choice(query))).toEqual(where);
  });
  it('asks for a code by its id', () => {
    expect(whereOf({ codeId: 'code_1' })).toEqual({ codeId: { eq: 'code_1' } });
  });
});

it('the live stream is asked for what it can choose by', () => {
  const nothing = { types: null, cardId: null, codeId: null, openid: null };
  expect(streamOf({ from: '2026-12-01T00:00:00Z' })).toEqual(nothing);
  const about = { cardId: 'card_1', codeId: 'code_1', openid: 'ann' };
  expect(streamOf({ type: 'card.claimed', ...about })).toEqual({ types: ['card.claimed'], ...about });
});

describe('an event that comes live', () => {
  const event = { occurredAt: '2026-12-01T00:00:00.000Z' };
  it.each<[EventChoice, boolean]>([
    [{}, true],
    [{ from: '2026-12-01T00:00:00Z' }, true],
    [{ from: '2026-12-01T00:00:01Z' }, false],
    [{ until: '2026-12-01T00:00:00Z' }, false],
  ])('by %j is shown: %s', (wanted, isShown) => {
    expect(isInSpan(event, wanted)).toBe(isShown);
  });
});

it.each<[string, EventChoice, boolean]>([
  ['has no end', {}, false],
  ['ends later today', { until: '2026-12-01T00:00:01Z' }, false],
  ['has ended', { until: '2026-12-01T00:00:00Z' }, true],
])('a choice that %s is judged by that', (_what, wanted, isPast) => {
  expect(isOver(wanted, new Date('2026-12-01T00:00:00Z'))).toBe(isPast);
});
