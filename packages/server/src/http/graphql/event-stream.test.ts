import { createServer } from 'node:http';
import { afterAll, expect, it } from 'vitest';
import { hangUpSignal } from './event-stream.ts';

const server = createServer();
afterAll(() => void server.close());

it('knows of a reader who hung up before anybody listened for that', async () => {
  const isAborted = new Promise<boolean>((resolve) => {
    server.once('request', (req, res) => {
      res.once('close', () => resolve(hangUpSignal({ res }).aborted));
      req.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
  expect(await isAborted).toBe(true);
});
