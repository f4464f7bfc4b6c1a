// `pnpm db:check`: fails, with the SQL that is missing, when prisma/schema and prisma/migrations disagree.
import { missingSql } from './missing-sql.ts';

const sql = await missingSql();
if (sql === '') {
  process.stdout.write('Schema and migrations agree.\n');
} else {
  process.stdout.write(`${sql}\n\n`);
  process.stderr.write('The migrations lack the SQL above. Write it with: pnpm db:migration <name>\n');
  process.exitCode = 1;
}
