import type { Attempts } from '../core/attempts.ts';
import type { Clock } from '../core/clock.ts';
import type { Host } from '../core/host.ts';
import type { Graphql } from '../transport/create-urql.ts';
import type { Client } from '../types.ts';
import { createCodeNews } from './code-news.ts';
import { createCoupons } from './coupons.ts';
import { createGifts } from './gifts.ts';
import { createSelfRedemption } from './self-redemption.ts';
import { createWallet } from './wallet.ts';
import type { HoldingCalls } from '../holding-types.ts';

/** What users do with codes in hand. */
export const createHolding = (
  graphql: Graphql,
  attempts: Attempts,
  clock: Clock,
  host: Host,
): HoldingCalls & Pick<Client, 'wallet' | 'code' | 'deleteCode'> => ({
  ...createWallet(graphql, clock),
  ...createGifts(graphql, attempts),
  ...createSelfRedemption(graphql, attempts),
  ...createCoupons(graphql),
  ...createCodeNews(graphql, host),
});
