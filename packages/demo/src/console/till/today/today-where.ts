import type { RedemptionWhere } from '../../../generated/console.ts';

/** Whose redemptions a till lists. */
export type Whose = 'store' | 'mine' | 'all';

type Choice = { whose: Whose; since: string; storeId: string | null; personId: string | null };

/** What can be chosen from: a store where the till stands in one, oneself where one is a person. */
export function choicesOf({ storeId, personId }: Pick<Choice, 'storeId' | 'personId'>): Whose[] {
  const own: Whose[] = personId === null ? [] : ['mine'];
  return storeId === null ? [...own, 'all'] : ['store', ...own];
}

/** The redemptions of a day, narrowed as chosen; a choice that is no longer there gives the first that is. */
export function todayWhereOf({ whose, since, storeId, personId }: Choice): RedemptionWhere {
  const today: RedemptionWhere = { redeemedAt: { gte: since } };
  if (whose === 'store' && storeId !== null) return { ...today, storeId: { eq: storeId } };
  if (whose === 'mine' && personId !== null) return { ...today, staffId: { eq: personId } };
  return today;
}
