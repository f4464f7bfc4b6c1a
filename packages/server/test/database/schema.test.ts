import { expect, it } from 'vitest';
import { findMissingSql } from '../../src/adapters/database/schema-drift.ts';
import { emptyDatabaseUrl } from '../kit/database.ts';

it('says the same in the migrations as in the Prisma schema', async () => {
  const [url, shadowUrl] = [await emptyDatabaseUrl(), await emptyDatabaseUrl()];
  expect(await findMissingSql({ url, shadowUrl })).toBe('');
});
