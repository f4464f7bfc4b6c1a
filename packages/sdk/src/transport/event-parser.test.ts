import { describe, expect, it } from 'vitest';
import { createEventParser } from './event-parser.ts';

function eventsOf(...pieces: string[]): [data: string, id: string][] {
  const events: [string, string][] = [];
  const parse = createEventParser((data, id) => events.push([data, id]));
  pieces.forEach(parse);
  return events.filter(([data, id]) => data !== '' || id !== '');
}

const EVENT = 'event: next\nid: c1\ndata: {"data":{"a":"x\\ny"}}\n\n';

describe('the parser of events', () => {
  it('reads data and id', () => {
    expect(eventsOf(EVENT)).toEqual([['{"data":{"a":"x\\ny"}}', 'c1']]);
  });

  it('reads an event that comes byte by byte', () => {
    expect(eventsOf(...EVENT.split(''))).toEqual(eventsOf(EVENT));
  });

  it('reads many events of one piece, and keeps a half for the next', () => {
    expect(eventsOf(EVENT + EVENT + EVENT.slice(0, 20), EVENT.slice(20))).toHaveLength(3);
  });

  it('passes over comments', () => {
    expect(eventsOf(':\n\n', ': id: no\n\n', EVENT)).toHaveLength(1);
  });

  it('takes lines that end as Windows ends them', () => {
    expect(eventsOf('event: next\r\nid: c1\r\ndata: {}\r\n\r\n')).toEqual([['{}', 'c1']]);
  });

  it('finds nothing in the end of a stream', () => {
    expect(eventsOf('event: complete\ndata:\n\n')).toEqual([]);
  });
});
