import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readEventArchives } from '../domain/events/index.ts';
import type { Root } from '../domain/access/index.ts';
import type { Output } from './output.ts';
import { withDomain } from './with-domain.ts';

export type ExportOptions = { to: string };

type Exported = { files: string[]; missing: string[] };

/** Writes the archives of events into a folder, each under its key. Ends with 1 when one is missing. */
export async function exportEvents(output: Output, { to }: ExportOptions): Promise<void> {
  const folder = resolve(to);
  const { files, missing } = await withDomain(output, ({ root }) => writeArchives(root, folder), { migrates: false });
  output.answer({ folder, files, missing }, [
    `${files.length} files in ${folder}`,
    ...missing.map((key) => `${key} is missing, or is not what was written`),
  ]);
  if (missing.length > 0) process.exitCode = 1;
}

async function writeArchives(root: Root, folder: string): Promise<Exported> {
  const exported: Exported = { files: [], missing: [] };
  for await (const { archive, bytes } of readEventArchives(root)) {
    if (bytes === null) exported.missing.push(archive.key);
    else {
      await writeWhole(join(folder, archive.key), bytes);
      exported.files.push(archive.key);
    }
  }
  return exported;
}

/** Under its name a file is whole. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  if (existsSync(path)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}
