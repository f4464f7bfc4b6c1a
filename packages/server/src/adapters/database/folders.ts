import { realpathSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';

/** Makes a folder of the database; answers with its real path. */
export async function makeFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  // Not left to the umask: the database's user walks through here, and nobody else may list it.
  await chmod(folder, 0o711);
  return realpathSync(folder);
}
