import { useEffect, useMemo } from 'react';
import { useQuery } from 'urql';
import { BoardCounts, type BoardCountsData } from '../../generated/console.ts';
import { startOfDay } from '../format/time.ts';
import { useDesk } from '../session/desk.tsx';
import { useDay } from '../ui/use-day.ts';

/** Counting after each row of a rush would be a query for each row. */
const GATHER_MS = 250;

/** How many claims and redemptions there are today, in the merchant's zone. Counted anew when a row has come. */
export function useToday(cardId: string | null, newest: string | undefined): BoardCountsData | undefined {
  const { merchant } = useDesk();
  const day = useDay(merchant.timeZone);
  const variables = useMemo(() => {
    const since = startOfDay(day, merchant.timeZone);
    const card = cardId === null ? {} : { cardId: { eq: cardId } };
    return { claims: { ...card, claimedAt: { gte: since } }, redemptions: { ...card, redeemedAt: { gte: since } } };
  }, [day, merchant.timeZone, cardId]);
  const [{ data }, ask] = useQuery({ query: BoardCounts, variables });
  useEffect(() => {
    if (newest === undefined) return undefined;
    const timer = setTimeout(() => ask({ requestPolicy: 'network-only' }), GATHER_MS);
    return () => clearTimeout(timer);
  }, [newest, ask]);
  return data;
}
