import { createLanes } from '../kit/lanes.ts';
import { isOfPart } from '../kit/postgres-errors.ts';
import type { RunStatement } from '../kit/statement.ts';
import { createKnownCards, type KnownCards } from './known-cards.ts';
import { type ClaimOrder, type ClaimVerdict, commitClaims, namesOf } from './commit-claims.store.ts';
import type { DomainPorts } from '../kit/ports.ts';
import './claim.ports.ts';

/** Over many cards the clients that fill a machine make one or two batches of this size (decision 0022). */
const BESIDE_FROM = 32;

/** Lanes of claims, one a card: claims that arrive while their card commits go into its next commit together. */
export const createClaimLanes = (runStatement: RunStatement): Pick<DomainPorts['claims'], 'lanes' | 'cards'> => {
  const cards = createKnownCards();
  const lanes = createLanes({
    run: (orders: readonly ClaimOrder[]) => commitKnown({ runStatement, cards }, orders),
    laneOf: ({ cardId }) => cardId,
    // Nobody knows what became of a commit whose connection was lost: done again, it would claim twice.
    isOfOne: isOfPart,
    // What the commit would tell to wait.
    apartBy: namesOf,
    besideFrom: BESIDE_FROM,
  });
  return { cards, lanes };
};

type Committing = { runStatement: RunStatement; cards: KnownCards };

/** Before the next batch of its cards it is known which of them this one has put into circulation: who waits is judged by that. */
async function commitKnown(
  { runStatement, cards }: Committing,
  orders: readonly ClaimOrder[],
): Promise<ClaimVerdict[]> {
  const followed = orders.map((order) => afterCirculation(cards, order));
  const verdicts = await commitClaims({ runStatement }, followed, { isAlone: false });
  for (const [place, { cardRow }] of verdicts.entries()) {
    const order = followed[place];
    if (cardRow !== null && order !== undefined) cards.circulate(order.cardId, { from: order.cardRow, to: cardRow });
  }
  return verdicts;
}

/** An order that was made before its card was put into circulation here; nothing that it was judged by has changed by that. */
function afterCirculation(cards: KnownCards, order: ClaimOrder): ClaimOrder {
  const cardRow = order.distributedEventId === null ? null : cards.rowAfter(order.cardId, order.cardRow);
  return cardRow === null ? order : { ...order, cardRow, distributedEventId: null };
}
