import { describe, expect, it } from 'vitest';
import { testDatabaseUrl } from '../../test/kit/database.ts';
import { openNumbering } from './numbering.ts';

const opened = async () => openNumbering({ url: await testDatabaseUrl(), onError: () => undefined });

describe('the connection that numbers events', () => {
  it('runs statements with their values in one transaction, and tells how many rows each changed', async () => {
    const numbering = await opened();
    const counted = await numbering.$transaction(async (tx) => [
      await tx.$executeRaw`CREATE TEMPORARY TABLE "kept" ON COMMIT DROP AS SELECT generate_series(1, ${3}::int) AS "n"`,
      await tx.$executeRaw`DELETE FROM "kept" WHERE "n" > ${1}`,
      await tx.$executeRaw`DELETE FROM "kept" WHERE "n" > ${1}`,
    ]);
    expect(counted).toEqual([3, 2, 0]);
    await numbering.close();
  });

  it('leaves nothing of a transaction that failed, and goes on', async () => {
    const numbering = await opened();
    const failing = numbering.$transaction(async (tx) => {
      await tx.$executeRaw`CREATE TEMPORARY TABLE "kept" ("n" int)`;
      throw new Error('on the way');
    });
    await expect(failing).rejects.toThrow('on the way');
    const again = numbering.$transaction((tx) =>
      Promise.resolve(tx.$executeRaw`CREATE TEMPORARY TABLE "kept" ("n" int)`),
    );
    await expect(again).resolves.toBe(0);
    await numbering.close();
  });
});
