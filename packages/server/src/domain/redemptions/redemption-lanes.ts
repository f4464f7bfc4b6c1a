import { createLanes } from '../kit/lanes.ts';
import { isOfPart } from '../kit/postgres-errors.ts';
import type { DomainPorts } from '../kit/ports.ts';
import type { RunStatement } from '../kit/statement.ts';
import { commitRedemptions } from './commit-redemptions.store.ts';
import { findGrounds } from './redemption-grounds.store.ts';
import './redemption.ports.ts';

/** So many statements are under way at once. More lanes would make smaller batches, which cost more for each of theirs. */
const LANES = 2;

/** The lane of a text: ids and numbers end at random. */
const laneOf = (text: string): string => String(text.charCodeAt(text.length - 1) % LANES);

/** Lanes of redemptions. Unrelated codes share one, and those of a user always do: their count is one row. */
export const createRedemptionLanes = (runStatement: RunStatement): DomainPorts['redemptions'] => ({
  grounds: createLanes({
    run: (searches) => findGrounds({ runStatement }, searches),
    laneOf: ({ codeId, numbers }) => laneOf(codeId ?? numbers[0] ?? ''),
    apartBy: () => [],
    isOfOne: isOfPart,
    besideFrom: 16,
  }),
  lanes: createLanes({
    run: (ready) => commitRedemptions({ runStatement }, ready),
    laneOf: ({ openid }) => laneOf(openid),
    // What is in a batch twice gets a verdict of its own: kept apart, one code at many tills would hold up all others.
    apartBy: () => [],
    isOfOne: isOfPart,
    besideFrom: 16,
  }),
});
