import { describe, expect, it } from 'vitest';
import { testDatabaseUrl } from '../../test/kit/database.ts';
import { openNumbering } from './numbering.ts';

const opened = async () => openNumbering({ url: await testDatabaseUrl(), onError: () => undefined });

describe('the connection that numbers events', () => {
  it('runs a statement with its values, and gives its rows', async () => {
    const numbering = await opened();
    expect(await numbering.$queryRaw`SELECT ${3}::int - ${1}::int AS "left"`).toEqual([{ left: 2 }]);
    await numbering.close();
  });

  it('goes on after a statement that failed', async () => {
    const numbering = await opened();
    await expect(numbering.$queryRaw`SELECT 1 / ${0}::int`).rejects.toThrow('division by zero');
    expect(await numbering.$queryRaw`SELECT ${2}::int AS "n"`).toEqual([{ n: 2 }]);
    await numbering.close();
  });
});
