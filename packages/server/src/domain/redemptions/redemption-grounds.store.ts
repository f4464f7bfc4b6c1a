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

// Fields one by one: objects by spread and rest are slow to make, and these are made for every redemption.

const groundsIn = (row: Row): RedemptionGrounds => ({
  code: codeIn(row),
  codeRow: row.codeRow,
  cardRow: row.cardRow,
  card: {
    useLimit: row.useLimit,
    usesAllStores: row.usesAllStores,
    enforcesTimeLimits: row.enforcesTimeLimits,
    needsRotatingCode: row.needsRotatingCode,
    timeLimits: row.timeLimits,
  },
  timeZone: row.timeZone,
  storeIds: row.storeIds,
  useCount: row.useCount,
  redeemed: row.redeemedAt && { redeemedAt: row.redeemedAt, storeId: row.redeemedIn },
  storeState: row.storeState,
  staff: row.staffRole && {
    role: row.staffRole,
    staffRoles: row.staffRoles ?? [],
    storeIds: row.staffStoreIds ?? [],
    disabledAt: row.staffDisabledAt,
  },
});

const codeIn = (row: Row): Code => ({
  id: row.id,
  merchantId: row.merchantId,
  cardId: row.cardId,
  mode: row.mode,
  value: row.value,
  openid: row.openid,
  status: row.status,
  outerStr: row.outerStr,
  validFrom: row.validFrom,
  validUntil: row.validUntil,
  claimedAt: row.claimedAt,
  expiryToldAt: row.expiryToldAt,
  updatedAt: row.updatedAt,
  giftExpiresAt: row.giftExpiresAt,
  giftedAt: row.giftedAt,
});
