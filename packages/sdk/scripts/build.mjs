// dist/ from src/: plain modules with their types, nothing bundled, because nothing is depended on.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, isFresh, remember } from '../../../scripts/kit/fingerprint.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist/.stamp');
const configs = ['tsconfig.json', 'tsconfig.build.json', '../../tsconfig.base.json', '../../pnpm-lock.yaml'];
const wanted = fingerprint({
  folders: [join(root, 'src')],
  files: [...configs.map((name) => join(root, name)), fileURLToPath(import.meta.url)],
});
if (isFresh(stamp, wanted)) process.exit(0);

rmSync(join(root, 'dist'), { recursive: true, force: true });
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);
remember(stamp, wanted);
process.stdout.write('Built packages/sdk/dist.\n');
