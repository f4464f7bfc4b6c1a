import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from './server.ts';

const run = promisify(execFile);
const tsx = join(dirname(createRequire(import.meta.url).resolve('tsx/package.json')), 'dist/cli.mjs');
const program = join(import.meta.dirname, '../src/first-claim.ts');

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe('the first claim', () => {
  it('creates, claims and redeems with nothing but sandbox.json', async () => {
    const { stdout } = await run(process.execPath, [tsx, program, server.dataDir]);
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^created {4}card_\w{26} 满100减10元 \(READY, 100 left\)$/),
      expect.stringMatching(/^registered [0-9a-f]{64}$/),
      expect.stringMatching(/^registered [0-9a-f]{64}$/),
      'signed     a user token for ann',
      expect.stringMatching(/^claimed {4}claim_\w{26}: code \d{12} \(NORMAL\)$/),
      expect.stringMatching(/^redeemed {3}rdm_\w{26}: code \d{12} \(CONSUMED\)$/),
    ]);
  });

  it('works a second time on the same server', async () => {
    const { stdout } = await run(process.execPath, [tsx, program, join(server.dataDir, 'sandbox.json')]);
    expect(stdout).toContain('redeemed');
  });

  it('says what is missing when there is no sandbox', async () => {
    await expect(run(process.execPath, [tsx, program, join(server.dataDir, 'nowhere')])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('ENOENT'),
    });
  });
});
