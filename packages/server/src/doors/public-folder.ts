import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder `public/` of this package, from `src/` as well as from the bundle in `dist/`. */
export function publicFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'public/home.css'))) {
    if (dirname(folder) === folder) throw new Error('The folder public is missing from this installation.');
    folder = dirname(folder);
  }
  return join(folder, 'public');
}
