import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { runStatements } from '../../scripts/throw-away-database.ts';
import {
  joinEmbeddedDatabase,
  type RunningDatabase,
  startEmbeddedDatabase,
} from '../../src/adapters/database/embedded-postgres.ts';
import { DataFolderInUseError } from '../../src/adapters/database/errors.ts';
import { placeDatabase } from '../../src/adapters/database/placement.ts';
import { isAlive } from '../../src/adapters/database/processes.ts';
import { type Child, endChild, runChild } from './child.ts';

const isRoot = process.getuid?.() === 0;
const cleanUps: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

function aFolder(mode = 0o711): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-database-test-'));
  chmodSync(folder, mode);
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function started(dataDir: string, lines: string[] = []): Promise<RunningDatabase> {
  const say = (line: string): void => void lines.push(line);
  const database = await startEmbeddedDatabase({ dataDir, say, durability: 'THROW_AWAY' });
  cleanUps.push(() => database.stop());
  return database;
}

async function startedElsewhere(dataDir: string): Promise<Child> {
  const child = await runChild('server-process.ts', dataDir);
  cleanUps.push(() => void child.process.kill('SIGKILL'));
  return child;
}

const pidFile = (folder: string): string => join(folder, 'database/cluster/postmaster.pid');

function postmasterOf(folder: string): number {
  return Number.parseInt(readFileSync(pidFile(folder), 'utf8'), 10);
}

async function rowsOf(url: string): Promise<unknown[]> {
  return runStatements(url, ['SELECT n FROM note ORDER BY n']);
}

async function writeNote(url: string): Promise<void> {
  await runStatements(url, ['CREATE TABLE note (n integer)', 'INSERT INTO note VALUES (7)']);
}

async function answersAgain(url: string): Promise<unknown[]> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const rows = await rowsOf(url).catch(() => null);
    if (rows !== null) return rows;
    await sleep(50);
  }
  throw new Error('The database did not come back.');
}

describe('a data folder', () => {
  it('refuses a second server and names the folder and the process that holds it', async () => {
    const folder = aFolder();
    const first = await startedElsewhere(folder);
    const second = startEmbeddedDatabase({ dataDir: folder, say: () => undefined });
    await expect(second).rejects.toThrow(DataFolderInUseError);
    await expect(second).rejects.toMatchObject({ folder, pid: first.process.pid });
    await endChild(first, 'SIGTERM');
  });

  it('lends its running database to a second process', async () => {
    const folder = aFolder();
    expect(await joinEmbeddedDatabase(folder)).toBeNull();
    const { url } = await started(folder);
    const joined = await joinEmbeddedDatabase(folder);
    expect(joined?.url).toBe(url);
    await joined?.stop();
    expect(await runStatements(url, ['SELECT 1 AS one'])).toEqual([{ one: 1 }]);
  });

  it('keeps port, password and rows from one start to the next', async () => {
    const folder = aFolder();
    const first = await started(folder);
    await writeNote(first.url);
    await first.stop();
    const second = await started(folder);
    expect(second.url).toBe(first.url);
    expect(await rowsOf(second.url)).toEqual([{ n: 7 }]);
  });

  it('lets nobody else read the password', async () => {
    const folder = aFolder();
    await started(folder);
    expect(statSync(join(folder, 'database/password')).mode & 0o777).toBe(0o600);
  });

  it.runIf(isRoot)('that is closed to the database gets its database elsewhere', async () => {
    const closed = join(aFolder(0o700), 'data');
    mkdirSync(closed);
    const first = await started(closed);
    await writeNote(first.url);
    const { folder } = await placeDatabase(closed);
    cleanUps.unshift(() => rmSync(folder, { recursive: true, force: true }));
    expect(folder).toMatch(/^\/var\/lib\/kaquan\/[0-9a-f]{16}$/);
    expect(existsSync(join(closed, 'database/cluster'))).toBe(false);
    await first.stop();
    expect(await rowsOf((await started(closed)).url)).toEqual([{ n: 7 }]);
  });

  it.runIf(isRoot)('that is closed to the database and was moved keeps its database', async () => {
    const parent = aFolder(0o700);
    const [closed, moved] = [join(parent, 'data'), join(parent, 'moved')];
    mkdirSync(closed);
    const first = await started(closed);
    const { folder } = await placeDatabase(closed);
    cleanUps.unshift(() => rmSync(folder, { recursive: true, force: true }));
    await writeNote(first.url);
    await first.stop();
    renameSync(closed, moved);
    expect(await rowsOf((await started(moved)).url)).toEqual([{ n: 7 }]);
  });

  it.runIf(isRoot)('that was deleted leaves nothing to the next one at its path', async () => {
    const closed = join(aFolder(0o700), 'data');
    const folders: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      mkdirSync(closed);
      const { folder } = await placeDatabase(closed);
      cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
      folders.push(folder);
      rmSync(closed, { recursive: true });
    }
    expect(folders[0]).not.toBe(folders[1]);
  });
});

describe('the embedded database', () => {
  it('listens on this machine only, sorts by bytes and speaks UTF-8', async () => {
    const { url } = await started(aFolder());
    const sql = `SELECT current_setting('listen_addresses') AS hosts, current_setting('unix_socket_directories') AS sockets,
      pg_encoding_to_char(encoding) AS encoding, datlocale AS locale FROM pg_database WHERE datname = current_database()`;
    expect(await runStatements(url, [sql])).toEqual([
      { hosts: '127.0.0.1', sockets: '', encoding: 'UTF8', locale: 'C.UTF-8' },
    ]);
  });

  it('stops and leaves no process', async () => {
    const folder = aFolder();
    const database = await started(folder);
    const pid = postmasterOf(folder);
    await database.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('runs again at the same address after it was killed', async () => {
    const folder = aFolder();
    const lines: string[] = [];
    const { url } = await started(folder, lines);
    await writeNote(url);
    process.kill(postmasterOf(folder), 'SIGKILL');
    expect(await answersAgain(url)).toEqual([{ n: 7 }]);
    expect(lines.at(-1)).toMatch(/^PostgreSQL runs again/);
  });

  it('of a killed server goes on under the next one', async () => {
    const folder = aFolder();
    const killed = await startedElsewhere(folder);
    await writeNote(killed.firstLine);
    const pid = postmasterOf(folder);
    await endChild(killed, 'SIGKILL');
    expect(isAlive(pid)).toBe(true);
    const { url } = await started(folder);
    expect(postmasterOf(folder)).toBe(pid);
    expect(await rowsOf(url)).toEqual([{ n: 7 }]);
  });

  it('that was adopted runs again after it was killed', async () => {
    const folder = aFolder();
    const killed = await startedElsewhere(folder);
    await writeNote(killed.firstLine);
    await endChild(killed, 'SIGKILL');
    const { url } = await started(folder);
    process.kill(postmasterOf(folder), 'SIGKILL');
    expect(await answersAgain(url)).toEqual([{ n: 7 }]);
  });

  it('starts when its old process id belongs to another program', async () => {
    const folder = aFolder();
    const killed = await startedElsewhere(folder);
    await writeNote(killed.firstLine);
    const note = readFileSync(pidFile(folder), 'utf8');
    await endChild(killed, 'SIGKILL');
    process.kill(postmasterOf(folder), 'SIGKILL');
    writeFileSync(pidFile(folder), note.replace(/^\d+/, String(process.pid)));
    expect(await rowsOf((await started(folder)).url)).toEqual([{ n: 7 }]);
  });

  it('does not hear the signal that ends its server', async () => {
    const folder = aFolder();
    const server = await startedElsewhere(folder);
    const stat = readFileSync(`/proc/${postmasterOf(folder)}/stat`, 'utf8');
    const session = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
    expect(session).toBe(postmasterOf(folder));
    await endChild(server, 'SIGTERM');
  });
});
