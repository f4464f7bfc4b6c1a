import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, isFresh, remember } from './fingerprint.mjs';
import { ROOT } from './workspace.mjs';

/**
 * Prisma client and Pothos types of one package, into its src/generated. Nothing is downloaded, and nothing is done
 * when nothing changed.
 * @param {{ root: string, schema: string }} one the package's folder, and the folder of its schema below it
 */
export function generatePrisma({ root, schema }) {
  const output = join(root, 'src/generated');
  const stamp = join(output, '.stamp');
  const wanted = fingerprint({
    folders: [join(root, schema)],
    // The catalog holds the versions of both generators.
    files: [join(root, 'prisma.config.ts'), join(ROOT, 'pnpm-workspace.yaml'), fileURLToPath(import.meta.url)],
  });
  const isComplete = existsSync(join(output, 'prisma/client.ts')) && existsSync(join(output, 'pothos.ts'));
  if (isComplete && isFresh(stamp, wanted)) return;
  runPrisma(root, schema);
  remember(stamp, wanted);
  process.stdout.write('Generated the Prisma client and the Pothos types.\n');
}

function runPrisma(root, schema) {
  const prismaPackage = createRequire(join(root, 'package.json')).resolve('prisma/package.json');
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
  if (done.status === 0) return;
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}\n`);
  process.stderr.write(`Generating from ${join(root, schema)} failed: the message above names the line.\n`);
  process.exit(1);
}
