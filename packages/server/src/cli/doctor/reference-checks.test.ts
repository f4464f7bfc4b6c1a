import { expect, it } from 'vitest';
import { aCode } from '../../../test/kit/factories.ts';
import { rolledBack } from '../../../test/kit/rolled-back.ts';
import { findOrphans, UNENFORCED } from './reference-checks.ts';

it('looks for what the database is not asked, and for nothing else', (test) =>
  rolledBack(async ({ tx }) => {
    const [version] = await tx.$queryRaw<
      { number: number }[]
    >`SELECT current_setting('server_version_num')::int AS "number"`;
    test.skip((version?.number ?? 0) < 180_000, 'PostgreSQL can leave keys unasked from 18 on');
    const keys = await tx.$queryRaw<{ name: string }[]>`
      SELECT conname AS "name" FROM pg_constraint WHERE contype = 'f' AND NOT conenforced`;
    const looked = UNENFORCED.map(({ of, column }) => `${of}_${column}_fkey`);
    expect(keys.map(({ name }) => name).toSorted()).toEqual(looked.toSorted());
  }));

it('tells of rows whose code is not there', () =>
  rolledBack(async (ctx) => {
    const { code } = await aCode(ctx);
    expect(await findOrphans(ctx.tx)).toEqual([]);
    await ctx.tx.codeHistory.updateMany({ where: { codeId: code.id }, data: { codeId: 'code_gone' } });
    expect(await findOrphans(ctx.tx)).toEqual(['CodeHistory.codeId: 1 rows name a Code that is not there']);
  }));
