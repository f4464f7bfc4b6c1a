import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { follow, refusalCode, type StreamSink } from './follow.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server whose connections the test cuts; each is kept with what it was asked for. */
function aServer() {
  const connections: { after: unknown; sink: StreamSink; isLeft: boolean }[] = [];
  return {
    connections,
    last: () => {
      const connection = connections.at(-1);
      if (!connection) throw new Error('Nobody listens');
      return connection;
    },
    subscribe: (payload: { variables: Record<string, unknown> }, sink: StreamSink) => {
      const connection = { after: payload.variables['after'], sink, isLeft: false };
      connections.push(connection);
      return () => {
        connection.isLeft = true;
      };
    },
  };
}

function listen(after: string | null = null) {
  const server = aServer();
  const events: unknown[] = [];
  const refusals: string[] = [];
  const follower = follow({
    subscribe: server.subscribe,
    query: 'subscription',
    variables: { cardId: 'card_1' },
    after,
    onEvent: (data) => {
      events.push(data);
      return `cursor-${events.length}`;
    },
    onRefused: (code) => refusals.push(code),
  });
  return { server, events, refusals, follower };
}

const closed = { code: 1006, reason: '' };

describe('a follower', () => {
  it('begins where it is told to', () => {
    expect(listen('c0').server.last().after).toBe('c0');
  });
  it('goes on from the last cursor after a cut', () => {
    const { server, events } = listen();
    server.last().sink.next({ data: 'one' });
    server.last().sink.next({ data: 'two' });
    server.last().sink.error(closed);
    vi.advanceTimersByTime(1_000);
    expect(server.connections.map(({ after }) => after)).toEqual([null, 'cursor-2']);
    server.last().sink.next({ data: 'three' });
    expect(events).toEqual(['one', 'two', 'three']);
  });
  it('goes on when the server ends the stream', () => {
    const { server } = listen();
    server.last().sink.complete();
    vi.advanceTimersByTime(1_000);
    expect(server.connections).toHaveLength(2);
  });
  it('hears nothing from a connection that was given up', () => {
    const { server, events } = listen();
    const old = server.last().sink;
    old.error(closed);
    vi.advanceTimersByTime(1_000);
    old.next({ data: 'late' });
    old.error(closed);
    vi.advanceTimersByTime(60_000);
    expect(events).toEqual([]);
    expect(server.connections).toHaveLength(2);
  });
  it('waits longer after each cut, but never more than some seconds', () => {
    const { server } = listen();
    for (let cut = 0; cut < 8; cut += 1) {
      server.last().sink.error(closed);
      vi.advanceTimersByTime(10_000);
    }
    expect(server.connections).toHaveLength(9);
    server.last().sink.error(closed);
    vi.advanceTimersByTime(200);
    expect(server.connections).toHaveLength(9);
  });
  it('hurries when it is told that the network is back', () => {
    const { server, follower } = listen();
    server.last().sink.error(closed);
    follower.hurry();
    expect(server.connections).toHaveLength(2);
    follower.hurry();
    expect(server.connections).toHaveLength(2);
  });
  it('ends for good when the server refuses', () => {
    const { server, refusals } = listen('old');
    server.last().sink.error([{ message: 'too old', extensions: { code: 'CURSOR_EXPIRED' } }]);
    vi.advanceTimersByTime(60_000);
    expect(refusals).toEqual(['CURSOR_EXPIRED']);
    expect(server.connections).toHaveLength(1);
  });
  it('ends for good when an event carries a refusal instead of data', () => {
    const { server, refusals } = listen();
    server.last().sink.next({ data: null, errors: [{ message: 'gone', extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(refusals).toEqual(['UNAUTHENTICATED']);
  });
  it('leaves when it is stopped, and does not come back', () => {
    const { server, follower } = listen();
    follower.stop();
    server.last().sink.error(closed);
    vi.advanceTimersByTime(60_000);
    expect(server.last().isLeft).toBe(true);
    expect(server.connections).toHaveLength(1);
  });
});

describe('the end of a stream', () => {
  it.each([
    [{ code: 4401, reason: 'UNAUTHENTICATED' }, 'UNAUTHENTICATED'],
    [{ code: 4403, reason: 'FORBIDDEN' }, 'FORBIDDEN'],
    [{ code: 1006, reason: '' }, null],
    [{ code: 1001, reason: 'The server stops' }, null],
    [[{ message: 'no', extensions: { code: 'INTERNAL' } }], null],
    [[{ message: 'no', extensions: { code: 'NOT_ALLOWED' } }], 'NOT_ALLOWED'],
    [new Error('network'), null],
    [undefined, null],
  ])('%j is a refusal or a cut', (reason, code) => {
    expect(refusalCode(reason)).toBe(code);
  });
});
