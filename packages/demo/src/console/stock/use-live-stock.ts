import { useEffect, useState } from 'react';
import { StockFeed, type StockFeedData } from '../../generated/console.ts';
import { useLive } from '../data/use-live.ts';

export type Stock = StockFeedData['stock']['stock'];

/** The stock of a card as it is now: what was read, then every newer figure. */
export function useLiveStock(cardId: string, read: Stock): Stock {
  const [stock, setStock] = useState(read);
  const { left, quantity } = read;
  useEffect(() => setStock({ left, quantity }), [left, quantity]);
  useLive({
    document: StockFeed,
    variables: { cardIds: [cardId] },
    onEvent: ({ stock: event }) => {
      setStock(event.stock);
      return event.cursor;
    },
  });
  return stock;
}
