import { createLanes } from '../kit/lanes.ts';
import { isOfPart } from '../kit/postgres-errors.ts';
import type { RunStatement } from '../kit/statement.ts';
import { createKnownCards } from './known-cards.ts';
import { commitClaims, namesOf } from './commit-claims.store.ts';
import type { DomainPorts } from '../kit/ports.ts';
import './claim.ports.ts';

/** Lanes of claims, one a card: claims that arrive while their card commits go into its next commit together. */
export const createClaimLanes = (runStatement: RunStatement): Pick<DomainPorts['claims'], 'lanes' | 'cards'> => ({
  cards: createKnownCards(),
  lanes: createLanes({
    run: (orders) => commitClaims({ runStatement }, orders, { isAlone: false }),
    laneOf: ({ cardId }) => cardId,
    // Nobody knows what became of a commit whose connection was lost: done again, it would claim twice.
    isOfOne: isOfPart,
    // What the commit would tell to wait.
    apartBy: namesOf,
  }),
});
