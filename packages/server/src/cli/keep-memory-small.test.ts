import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { MEMORY_FLAGS } from './keep-memory-small.ts';

it.each(MEMORY_FLAGS)('names a flag that this V8 knows: %s', (flag) => {
  const { stdout } = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  const [name] = flag.replace(/^--(no-)?/, '').split('=');
  expect(stdout).toMatch(new RegExp(`^ +--(\\[no-\\])?${name} `, 'm'));
});
