import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aHost, NO_NETWORK, refusal, type TestHost } from '../../test/kit/a-host.ts';
import { openStream } from './stream.ts';
import { createWire } from './wire.ts';

const CALL = { query: { documentId: 'd1' }, variables: {}, context: {} } as const;
const event = (id: string, data: unknown): string => `event: next\nid: ${id}\ndata: ${JSON.stringify({ data })}\n\n`;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

async function aStream(host: TestHost = aHost(), userToken: string | (() => Promise<string>) = 'token') {
  const told: unknown[] = [];
  const wire = createWire(host, { endpoint: '/graphql', publishableKey: 'pk_test_1', userToken, locale: 'en' });
  const listener = {
    onOpen: () => told.push('open'),
    onData: (data: unknown) => told.push(data),
    onCut: (reason?: { code: string }) => told.push(reason ? `end ${reason.code}` : 'cut'),
  };
  const close = openStream(CALL, listener, wire, host);
  await pass(0);
  let text = '';
  return {
    host,
    told,
    close,
    /** The server sends something on the connection of the moment. */
    comes: (piece: string): void => {
      text += piece;
      host.last().onText?.(text);
    },
    /** The connection is cut. */
    cut: (): void => {
      text = '';
      host.last().onDone(NO_NETWORK);
    },
  };
}

describe('a stream', () => {
  it('is a POST that accepts nothing but events', async () => {
    const { host } = await aStream();
    expect(host.last()).toMatchObject({
      url: '/graphql',
      headers: { Accept: 'text/event-stream', 'X-Kaquan-User': 'token' },
    });
  });

  it('tells of its opening by the first byte, then of events', async () => {
    const { told, comes } = await aStream();
    comes(':\n\n');
    comes(event('c1', { a: 1 }).slice(0, 20));
    comes(event('c1', { a: 1 }).slice(20) + event('c2', { a: 2 }));
    expect(told).toEqual(['open', { a: 1 }, { a: 2 }]);
  });

  it('goes on after a cut where it was', async () => {
    const { host, told, comes, cut } = await aStream();
    comes(event('c1', { a: 1 }));
    cut();
    await pass(500);
    expect(host.sent).toHaveLength(2);
    expect(host.last().headers).toMatchObject({ 'Last-Event-ID': 'c1' });
    comes(event('c2', { a: 2 }));
    expect(told).toEqual(['open', { a: 1 }, 'cut', 'open', { a: 2 }]);
  });

  it('does not read a half event of a cut connection into the next', async () => {
    const { told, comes, cut } = await aStream();
    comes(event('c1', { a: 1 }).slice(0, 30));
    cut();
    await pass(500);
    comes(event('c1', { a: 1 }));
    expect(told).toEqual(['open', 'cut', 'open', { a: 1 }]);
  });

  it('waits longer after each failure, never longer than 4 seconds', async () => {
    const host = aHost(() => NO_NETWORK);
    await aStream(host);
    await pass(60_000);
    expect(host.sent.length).toBeGreaterThan(15);
    expect(host.sent.length).toBeLessThan(40);
  });

  it('begins anew before it is five minutes old', async () => {
    const { host, comes } = await aStream();
    comes(':\n\n');
    await pass(299_000);
    comes(':\n\n');
    expect(host.sent).toHaveLength(1);
    await pass(2_000);
    comes(':\n\n');
    await pass(1_000);
    expect(host.sent).toHaveLength(2);
    expect(host.sent[0]).toMatchObject({ isAborted: true });
  });

  it('begins anew before its text gets too long', async () => {
    const { host, comes } = await aStream();
    comes(`:${'x'.repeat(1_000_001)}\n\n`);
    await pass(1_000);
    expect(host.sent).toHaveLength(2);
  });

  it('ends with the connection when it is closed', async () => {
    const { host, told, close, comes } = await aStream();
    close();
    expect(host.last().isAborted).toBe(true);
    comes(event('c1', { a: 1 }));
    await pass(60_000);
    expect(host.sent).toHaveLength(1);
    expect(told).toEqual(['open']);
  });

  it('asks for what is silent for 25 seconds to be given up', async () => {
    const { host } = await aStream();
    expect(host.last().timeoutMs).toBe(25_000);
  });
});

describe('a stream that is refused', () => {
  it('ends with the reason', async () => {
    const { host, told } = await aStream(aHost(() => refusal('BAD_REQUEST', 400)));
    await pass(60_000);
    expect(told).toEqual(['end BAD_REQUEST']);
    expect(host.sent).toHaveLength(1);
  });

  it('begins without a cursor when the cursor is too old', async () => {
    const { host, told, comes, cut } = await aStream();
    comes(event('c1', { a: 1 }));
    host.answer = ({ headers }) => (headers?.['Last-Event-ID'] ? refusal('CURSOR_EXPIRED', 400) : 'later');
    cut();
    await pass(5_000);
    expect(host.last().headers).not.toHaveProperty('Last-Event-ID');
    expect(told).toEqual(['open', { a: 1 }, 'cut', 'cut']);
  });

  it('begins with a new token when the token is too old', async () => {
    let made = 0;
    const host = aHost(({ headers }) =>
      headers?.['X-Kaquan-User'] === 'token-1' ? refusal('UNAUTHENTICATED', 401) : 'later',
    );
    const { told } = await aStream(host, async () => `token-${(made += 1)}`);
    await pass(5_000);
    expect(host.last().headers).toMatchObject({ 'X-Kaquan-User': 'token-2' });
    expect(told).toEqual(['cut']);
  });

  it('ends when a new token is refused too', async () => {
    const host = aHost(() => refusal('UNAUTHENTICATED', 401));
    const { told } = await aStream(host, async () => 'token');
    await pass(60_000);
    expect(told.at(-1)).toBe('end UNAUTHENTICATED');
    expect(host.sent.length).toBeLessThan(4);
  });
});
