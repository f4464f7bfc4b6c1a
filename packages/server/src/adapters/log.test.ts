import { expect, it } from 'vitest';
import { createLog } from './log.ts';

it('writes of an error what it is, and nothing that a library hung on it', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  const cause = Object.assign(new Error('terminated'), { code: '57P01', client: { secretKey: 42 } });
  log.error({ err: new Error('failed', { cause }) }, 'A request failed');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'error',
    err: { type: 'Error', message: 'failed', cause: { message: 'terminated', code: '57P01' } },
  });
  expect(lines[0]).not.toContain('secretKey');
});

it('writes of an answered request its fields between level, time and message, and none where requests are not wished for', () => {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  createLog({ level: 'info', destination }).request({ path: '/graphql', status: 200, merchantId: undefined });
  createLog({ level: 'warn', destination }).request({ path: '/graphql', status: 200 });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^\{"level":"info","time":"[^"]+Z","path":"\/graphql","status":200,"msg":"request"\}\n$/);
});
