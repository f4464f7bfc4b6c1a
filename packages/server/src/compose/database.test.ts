import { describe, expect, it, vi } from 'vitest';
import { testDatabaseUrl } from '../../test/kit/database.ts';
import { openConnections } from './database.ts';

describe('the connections', () => {
  it('survive an error of a connection that was just handed out', async () => {
    const connections = openConnections({ url: await testDatabaseUrl(), size: 1, onError: () => undefined });
    const client = await connections.pool.connect();
    // An emitter without a listener throws, and what PostgreSQL says as it goes reaches nobody who could catch that.
    expect(() => client.emit('error', new Error('terminating connection'))).not.toThrow();
    client.release(true);
    expect((await connections.pool.query('SELECT 1')).rowCount).toBe(1);
    await connections.close();
  });

  it('tell of an idle connection that ends', async () => {
    const onError = vi.fn();
    const connections = openConnections({ url: await testDatabaseUrl(), size: 2, onError });
    const [first, second] = [await connections.pool.connect(), await connections.pool.connect()];
    const { rows } = await first.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    first.release();
    await second.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    second.release();
    await expect.poll(() => onError.mock.calls.length).toBe(1);
    expect((await connections.pool.query('SELECT 1')).rowCount).toBe(1);
    await connections.close();
  });

  it('have parted from PostgreSQL when they are closed', async () => {
    const url = await testDatabaseUrl();
    const open = (size: number) => openConnections({ url, size, onError: () => undefined });
    const [leaving, watching] = [open(8), open(1)];
    const asked = Array.from({ length: 8 }, () =>
      leaving.pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid, pg_sleep(0.1)'),
    );
    const pids = (await Promise.all(asked)).map((answer) => answer.rows[0]?.pid);
    await leaving.close();
    const left = await watching.pool.query('SELECT 1 FROM pg_stat_activity WHERE pid = ANY($1)', [pids]);
    expect(left.rowCount).toBe(0);
    await watching.close();
  });
});
