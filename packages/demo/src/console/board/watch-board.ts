import { stringifyDocument } from '@urql/core';
import { ClaimFeed, type ClaimFeedData, RedemptionFeed, type RedemptionFeedData } from '../../generated/console.ts';
import { follow, type Follower, type Subscribe } from '../data/follow.ts';
import { type FeedRow, rowOfClaim, rowOfRedemption } from './feed.ts';

type Watching = {
  subscribe: Subscribe;
  /** Where the streams begin: the cursor of an event some way back, so that the board is not empty at first. */
  start: string | null;
  /** Only this card; null: all. */
  cardId: string | null;
  onRow: (row: FeedRow) => void;
  onRefused: (code: string) => void;
};

/** Listens to claims and redemptions. Both begin at one place, and each resumes at its own. */
export function watchBoard({ subscribe, start, cardId, onRow, onRefused }: Watching): Follower {
  const line = { subscribe, variables: { cardId }, after: start, onRefused };
  const claims = follow({
    ...line,
    query: stringifyDocument(ClaimFeed),
    onEvent: (data) => {
      const { claims: event } = claimFeedOf(data);
      onRow(rowOfClaim(event));
      return event.cursor;
    },
  });
  const redemptions = follow({
    ...line,
    query: stringifyDocument(RedemptionFeed),
    onEvent: (data) => {
      const { redemptions: event } = redemptionFeedOf(data);
      onRow(rowOfRedemption(event));
      return event.cursor;
    },
  });
  const both = [claims, redemptions];
  return {
    stop: () => both.forEach((one) => one.stop()),
    hurry: () => both.forEach((one) => one.hurry()),
  };
}

// The server answers what the document asks; the document was checked against its schema.
const claimFeedOf = (data: unknown): ClaimFeedData => data as ClaimFeedData;
// See above.
const redemptionFeedOf = (data: unknown): RedemptionFeedData => data as RedemptionFeedData;
