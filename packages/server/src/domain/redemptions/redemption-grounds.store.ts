import type { Card, Code, PersonRole, StoreState } from '../../generated/prisma/client.ts';
import type { DomainContext } from '../kit/context.ts';
import { rowsOf } from '../kit/rows-of.ts';

/** Which code is to be redeemed, where, and by whom. Whatever is no id of the merchant's is found as nothing. */
export type GroundsSearch = {
  merchantId: string;
  /** The code itself; null: it is named by the numbers that were typed, and by its card unless it is a system code (K1). */
  codeId: string | null;
  numbers: readonly string[];
  cardId: string | null;
  storeId: string | null;
  staffId: string | null;
};

/** What the database knows of a redemption, read as one. */
export type RedemptionGrounds = {
  code: Code;
  /** `xmin` of the rows: they change with every write. */
  codeRow: string;
  cardRow: string;
  card: Pick<Card, 'useLimit' | 'usesAllStores' | 'enforcesTimeLimits' | 'needsRotatingCode' | 'timeLimits'>;
  timeZone: string;
  /** Of the card's stores as many as tell whether the named one is among them, and whether there are any. */
  storeIds: readonly string[];
  /** How often the holder has redeemed the card. */
  useCount: number;
  /** What used the code up, and was not taken back. */
  redeemed: { redeemedAt: Date; storeId: string | null } | null;
  /** Of the named store; null: the merchant has none of this id. */
  storeState: StoreState | null;
  /** Of the named person; null: who is nobody at the merchant. */
  staff: (Pick<PersonRole, 'role' | 'staffRoles' | 'storeIds'> & { disabledAt: Date | null }) | null;
};

type Row = Code &
  RedemptionGrounds['card'] &
  Pick<RedemptionGrounds, 'codeRow' | 'cardRow' | 'timeZone' | 'storeIds' | 'useCount' | 'storeState'> & {
    nth: number;
    redeemedAt: Date | null;
    redeemedIn: string | null;
    staffRole: PersonRole['role'] | null;
    staffRoles: PersonRole['staffRoles'] | null;
    staffStoreIds: string[] | null;
    staffDisabledAt: Date | null;
  };

/** The grounds of each search in its place: as many as there are codes that it may mean. */
export async function findGrounds(
  ctx: Pick<DomainContext, 'tx' | 'runStatement'>,
  searches: readonly GroundsSearch[],
): Promise<RedemptionGrounds[][]> {
  const rows = await rowsOf<Row>(ctx, {
    name: 'redemption_grounds',
    text: 'SELECT * FROM "redemption_grounds"($1::json)',
    values: [JSON.stringify(searches.map((search, nth) => ({ ...search, nth })))],
  });
  const found = searches.map((): RedemptionGrounds[] => []);
  for (const row of rows) found[row.nth]?.push(groundsIn(row));
  return found;
}

function groundsIn(row: Row): RedemptionGrounds {
  const {
    nth: _nth,
    codeRow,
    cardRow,
    timeZone,
    storeIds,
    useCount,
    storeState,
    redeemedAt,
    redeemedIn,
    ...others
  } = row;
  const { useLimit, usesAllStores, enforcesTimeLimits, needsRotatingCode, timeLimits, ...named } = others;
  const { staffRole, staffRoles, staffStoreIds, staffDisabledAt, ...code } = named;
  return {
    ...{ code, codeRow, cardRow, timeZone, storeIds, useCount, storeState },
    card: { useLimit, usesAllStores, enforcesTimeLimits, needsRotatingCode, timeLimits },
    redeemed: redeemedAt && { redeemedAt, storeId: redeemedIn },
    staff: staffRole && {
      ...{ role: staffRole, staffRoles: staffRoles ?? [], storeIds: staffStoreIds ?? [] },
      disabledAt: staffDisabledAt,
    },
  };
}
