import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const packageRoot = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const nodeTypes = dirname(createRequire(join(packageRoot, '../../package.json')).resolve('@types/node/package.json'));
let folder: string;

function run(...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

const example = (): string => {
  const found = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(packageRoot, 'README.md'), 'utf8'));
  return found?.[1] ?? '';
};

// A project of a merchant, which has the built package among its modules.
beforeAll(() => {
  const built = spawnSync(process.execPath, [join(packageRoot, 'scripts/build.mjs')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`The build failed:\n${built.stdout}${built.stderr}`);
  folder = mkdtempSync(join(tmpdir(), 'kaquan-sdk-'));
  mkdirSync(join(folder, 'node_modules/@kaquan'), { recursive: true });
  mkdirSync(join(folder, 'node_modules/@types'));
  symlinkSync(packageRoot, join(folder, 'node_modules/@kaquan/sdk'));
  symlinkSync(nodeTypes, join(folder, 'node_modules/@types/node'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the built package', () => {
  it('runs the example of the README', () => {
    writeFileSync(join(folder, 'example.js'), example());
    expect(run('example.js')).toEqual({ status: 0, output: '3 HMAC-SHA256\n' });
  });

  it('types the example of the README and refuses a bad use', () => {
    const strict = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--skipLibCheck',
      'false',
      '--types',
      'node',
    ];
    writeFileSync(join(folder, 'example.ts'), example());
    expect(run(compiler, ...strict, 'example.ts')).toEqual({ status: 0, output: '' });
    writeFileSync(
      join(folder, 'bad.ts'),
      "import { signCardExt } from '@kaquan/sdk/server';\nsignCardExt({ version: 1, cardId: 'c', signingSecret: 's' });\n",
    );
    expect(run(compiler, ...strict, 'bad.ts').output).toContain('bad.ts(2');
  });

  it('shows its public names and nothing else', () => {
    writeFileSync(join(folder, 'names.js'), "console.log(Object.keys(await import('@kaquan/sdk/server')).join());");
    expect(run('names.js').output).toBe('signCardExt,signUserToken\n');
    writeFileSync(join(folder, 'deep.js'), "await import('@kaquan/sdk/dist/server/options.js');");
    expect(run('deep.js').output).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('depends on nothing at run time', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
    expect(Object.keys(Object(manifest))).not.toEqual(expect.arrayContaining(['dependencies']));
    expect(Object.keys(Object(manifest))).not.toEqual(expect.arrayContaining(['peerDependencies']));
  });
});
