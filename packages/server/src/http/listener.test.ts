import { once } from 'node:events';
import { createServer } from 'node:http';
import { BlockList } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createListener } from './listener.ts';

/** The paths that the log names for calls of these, in their order. */
async function loggedPathsOf(paths: readonly string[]): Promise<unknown[]> {
  const logged: unknown[] = [];
  const listener = createListener({
    routes: [],
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: () => undefined,
      request: ({ path }) => void logged.push(path),
    },
    trustedProxies: new BlockList(),
    isHttps: false,
    onAnswered: () => undefined,
  });
  const served = createServer(listener).listen(0, '127.0.0.1');
  await once(served, 'listening');
  const address = served.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  for (const path of paths) {
    await (await fetch(`http://127.0.0.1:${address.port}${path}`)).text();
    await expect.poll(() => logged.length, { timeout: 10_000 }).toBe(paths.indexOf(path) + 1);
  }
  served.close();
  return logged;
}

describe('the log of requests', () => {
  it('names no link whose path is the key to something', async () => {
    const token = 'n4bQgYhMfWWaL28Bb5yRcG';
    expect(
      await loggedPathsOf([`/session/${token}`, `/g/${token}`, `/g/${token}?lang=en`, `/c/card_1?t=${token}`]),
    ).toEqual(['/session/…', '/g/…', '/g/…', '/c/card_1']);
  });
});
