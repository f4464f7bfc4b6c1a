// Stands for a whole server in tests that kill it: holds the database of the folder in its first argument.
import { startEmbeddedDatabase } from '../../src/adapters/database/embedded-postgres.ts';

const database = await startEmbeddedDatabase({
  dataDir: String(process.argv[2]),
  say: () => undefined,
  durability: 'THROW_AWAY',
});
process.stdout.write(`${database.url}\n`);
process.once('SIGTERM', () => void database.stop().then(() => process.exit(0)));
setInterval(() => undefined, 60_000);
