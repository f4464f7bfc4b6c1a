// Prisma client and Pothos types from prisma/schema. Nothing is downloaded, and nothing is done when nothing changed.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, isFresh, remember } from '../../../scripts/kit/fingerprint.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(join(root, 'package.json'));
const prismaPackage = require.resolve('prisma/package.json');
const output = join(root, 'src/generated');
const stamp = join(output, '.stamp');

const wanted = fingerprint({
  folders: [join(root, 'prisma/schema')],
  // The catalog holds the versions of both generators.
  files: [join(root, 'prisma.config.ts'), join(root, '../../pnpm-workspace.yaml'), fileURLToPath(import.meta.url)],
});
const isComplete = existsSync(join(output, 'prisma/client.ts')) && existsSync(join(output, 'pothos.ts'));
if (isComplete && isFresh(stamp, wanted)) process.exit(0);

const done = spawnSync(process.execPath, [join(dirname(prismaPackage), 'build/index.js'), 'generate'], {
  cwd: root,
  encoding: 'utf8',
  env: {
    ...process.env,
    // The generators are found by name, also when this script is run without pnpm.
    PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
    // Generating needs no schema engine; any existing file keeps Prisma from downloading one.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
    NO_COLOR: '1',
  },
});
if (done.status !== 0) {
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}\n`);
  process.stderr.write('Generating from packages/server/prisma/schema failed: the message above names the line.\n');
  process.exit(1);
}
remember(stamp, wanted);
process.stdout.write('Generated the Prisma client and the Pothos types.\n');
