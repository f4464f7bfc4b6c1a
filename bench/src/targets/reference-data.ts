import { readFileSync } from 'node:fs';
import { STORES_OF_A_CARD } from '../driver/operations.ts';
import { REFERENCE_SQL } from '../paths.ts';
import type { DatabaseServer } from '../processes/database.ts';
import { QUANTITY } from '../driver/kaquan-card.ts';
import { CARDS } from './target.ts';

const TEMPLATE = 'reference';
const FIRST_CODES = 1_000;

/** Card 0 is the hot one. */
export const REFERENCE_CARDS = {
  hot: 'card-0',
  many: Array.from({ length: CARDS }, (_, nth) => `card-${nth + 1}`),
} as const;

const FILL = `
  INSERT INTO "Card" SELECT 'card-' || nth, '券 ' || nth, 1, ${QUANTITY} FROM generate_series(0, ${CARDS}) nth;
  INSERT INTO "Store" SELECT 'store-' || nth, '海底捞 第 ' || nth || ' 店', '北京市', '王府井大街 ' || nth || ' 号'
    FROM generate_series(1, ${STORES_OF_A_CARD}) nth;
  INSERT INTO "_CardToStore" SELECT c."id", s."id" FROM "Card" c, "Store" s;
  ${insertCodes(0, FIRST_CODES)}`;

/** Codes with the numbers R<from> … R<to - 1>. */
function insertCodes(from: number, to: number): string {
  return `INSERT INTO "Code" ("id", "cardId", "value", "openid", "status", "claimedAt")
    SELECT gen_random_uuid(), 'card-' || 1 + nth % ${CARDS}, 'R' || nth, 'holder-' || nth, 'NORMAL', now()
    FROM generate_series(${from}, ${to - 1}) nth;`;
}

/** One reference's own database. */
export type ReferenceDatabase = { url: string; makeCodes: (count: number) => Promise<readonly string[]> };

/** Makes databases that are alike, one for each reference. */
export async function referenceDatabases(
  server: DatabaseServer,
): Promise<(name: string) => Promise<ReferenceDatabase>> {
  await server.create(TEMPLATE, { script: readFileSync(REFERENCE_SQL, 'utf8') });
  await server.run(TEMPLATE, FILL);
  await server.run(TEMPLATE, 'VACUUM ANALYZE');
  return async (name) => {
    const database = `reference_${name.replace(/\W/g, '_')}`;
    await server.create(database, { copyOf: TEMPLATE });
    let next = FIRST_CODES;
    return {
      url: server.urlOf(database),
      makeCodes: async (count) => {
        const from = next;
        next += count;
        await server.run(database, insertCodes(from, next));
        return Array.from({ length: count }, (_, nth) => `R${from + nth}`);
      },
    };
  };
}
