// Tries for the lock of a folder, tells how it went, and holds on until its input ends.
import { lockDataFolder } from '../../src/adapters/database/data-folder-lock.ts';
import { DataFolderInUseError } from '../../src/adapters/database/errors.ts';

function attempt(folder: string): string {
  try {
    lockDataFolder(folder);
    return 'locked';
  } catch (error) {
    if (error instanceof DataFolderInUseError) return 'refused';
    throw error;
  }
}

process.stdout.write(`${attempt(String(process.argv[2]))}\n`);
process.stdin.resume().once('end', () => process.exit(0));
