import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from './server.ts';

const run = promisify(execFile);
const README = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
const FIRST_CLAIM = /## Ten lines to a first claim[\s\S]*?```sh\n([\s\S]*?)```/.exec(README)?.[1] ?? '';
const hasTools = ['sh', 'curl'].every((tool) => spawnSync(tool, ['--version']).error === undefined);

describe.runIf(hasTools)('the ten lines of the README', () => {
  let server: RunningServer;
  let folder: string;
  beforeAll(async () => {
    server = await startServer();
    folder = mkdtempSync(join(tmpdir(), 'kaquan-readme-'));
    symlinkSync(server.dataDir, join(folder, '.kaquan'));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  it('create a card, claim it and redeem its code', async () => {
    const { stdout } = await run('sh', ['-c', FIRST_CLAIM], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({
      data: {
        codeRedeem: {
          redemption: { code: { value: expect.stringMatching(/^\d{12}$/), status: 'CONSUMED' } },
          userErrors: [],
        },
      },
    });
  });

  it('are at most ten', () => {
    expect(FIRST_CLAIM.trim().split('\n').length).toBeLessThanOrEqual(10);
  });
});
