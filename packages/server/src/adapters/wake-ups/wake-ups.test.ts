import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { testDatabaseUrl } from '../../../test/kit/database.ts';
import { type Proxy, proxyTo } from '../../../test/kit/proxy.ts';
import { testRedis } from '../../../test/kit/redis.ts';
import type { WakeUpOptions, WakeUps } from '../../domain/events/index.ts';
import { createPostgresWakeUps } from './postgres.ts';
import { createRedisWakeUps } from './redis.ts';

type Way = Proxy & { create: (options: WakeUpOptions) => WakeUps };

const ways: Record<string, () => Promise<Way>> = {
  Redis: async () => ({ ...(await testRedis()), create: createRedisWakeUps }),
  PostgreSQL: async () => ({ ...(await proxyTo(await testDatabaseUrl(), 5432)), create: createPostgresWakeUps }),
};

function anInstance({ url, create }: Way) {
  const heard = { onWoken: vi.fn(), onLost: vi.fn(), onFound: vi.fn() };
  return { ...heard, ...create({ url, ...heard }) };
}

describe.each(Object.entries(ways))('wake-ups through %s', (_name, open) => {
  it('reach the other instances, and survive that it goes away and comes back', async () => {
    const way = await open();
    const [one, two, three] = [anInstance(way), anInstance(way), anInstance(way)];
    const wakes = (): number[] => [one, two, three].map(({ onWoken }) => onWoken.mock.calls.length);
    /** Tells until it is heard: a line may still be opening. */
    const heardBy = async (teller: WakeUps, ...others: (typeof one)[]): Promise<void> => {
      for (const { onWoken } of others) {
        const before = onWoken.mock.calls.length;
        await expect.poll(() => (teller.tell(), onWoken.mock.calls.length)).toBeGreaterThan(before);
      }
    };
    // Each begins with a look of its own.
    await expect.poll(() => Math.min(...wakes())).toBeGreaterThan(0);
    await heardBy(one, two, three);
    await heardBy(three, one, two);

    await way.cut();
    await expect.poll(() => one.onLost.mock.calls.length + three.onLost.mock.calls.length).toBe(2);
    for (let n = 0; n < 50; n += 1) one.tell();
    const missed = wakes();
    await way.restore();
    // What was missed counts as one hint.
    await expect.poll(() => wakes().every((count, nth) => count > (missed[nth] ?? 0))).toBe(true);
    await expect.poll(() => one.onFound.mock.calls.length + three.onFound.mock.calls.length).toBe(2);
    await heardBy(two, one, three);
    expect([one, two, three].map(({ onLost }) => onLost.mock.calls.length)).toEqual([1, 1, 1]);
    for (const instance of [one, two, three]) await instance.close();
    await way.stop();
  });

  it('can be closed while they are still being opened', async () => {
    const way = await open();
    await anInstance(way).close();
    await way.stop();
  });

  it('are of no account to who starts without it, and to who is closed', async () => {
    const way = await open();
    await way.cut();
    const alone = anInstance(way);
    await expect.poll(() => alone.onLost.mock.calls.length).toBe(1);
    alone.tell();
    await alone.close();
    alone.tell();
    await way.restore();
    await way.stop();
  });
});

it('tell of a password that Redis refuses without saying it', async () => {
  const refusing = createServer((socket) => {
    socket.on('data', () => socket.write('-WRONGPASS invalid username-password pair\r\n'));
    socket.on('error', () => undefined);
  });
  const port = await new Promise<number>((resolve) => {
    refusing.listen(0, '127.0.0.1', () => {
      const address = refusing.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const onLost = vi.fn();
  const url = `redis://:hunter2@127.0.0.1:${port}`;
  const wakeUps = createRedisWakeUps({ url, onLost, onWoken: () => undefined, onFound: () => undefined });
  await expect.poll(() => onLost.mock.calls.length, { timeout: 10_000 }).toBeGreaterThan(0);
  const said = inspect(onLost.mock.calls, { depth: 9 });
  expect(said).toContain('WRONGPASS');
  expect(said).not.toContain('hunter2');
  await wakeUps.close();
  await new Promise((resolve) => refusing.close(resolve));
});
