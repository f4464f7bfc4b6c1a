import pg from 'pg';
import type { FlakyReceiver, Heard } from './flaky-receiver.ts';
import type { Verdict } from './judge.ts';

/** Events that the endpoint hears of, in their order: of each code first its claim, then its redemption. */
export const TYPES = ['card.claimed', 'code.redeemed'] as const;

/** Ids of the events of one merchant that the endpoint is to hear of. */
export async function idsOfTable(databaseUrl: string, cardId: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM "Event" WHERE "cardId" = $1 AND type = ANY($2) AND sequence IS NOT NULL ORDER BY sequence',
      [cardId, TYPES],
    );
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}

export const acceptedIds = ({ heard }: FlakyReceiver): Set<string> =>
  new Set(heard.filter(({ isAccepted }) => isAccepted).map(({ id }) => id));

/** Compares what the receiver heard with the events of the table. */
export function judgeWebhooks({ heard, deeds }: FlakyReceiver, ids: readonly string[]): Verdict {
  const known = new Set(ids);
  const accepted = new Set(heard.filter(({ isAccepted }) => isAccepted).map(({ id }) => id));
  return {
    figures: { events: ids.length, calls: heard.length, ...deeds },
    faults: {
      eventsThatNeverArrived: ids.filter((id) => !accepted.has(id)).length,
      idsThatAreNoEvents: heard.filter(({ id }) => !known.has(id)).length,
      idsWithTwoBodies: idsWithTwoBodies(heard),
      callsThatAreNotVerified: heard.filter((call) => !call.isVerified).length,
      codesOutOfOrder: codesOutOfOrder(heard),
    },
  };
}

function idsWithTwoBodies(heard: readonly Heard[]): number {
  const bodies = new Map(heard.map(({ id, text }) => [id, text]));
  return new Set(heard.filter(({ id, text }) => bodies.get(id) !== text).map(({ id }) => id)).size;
}

/** Codes of which a later event came in before an earlier one was accepted. */
function codesOutOfOrder(heard: readonly Heard[]): number {
  const claimed = new Set<string>();
  const broken = new Set<string>();
  for (const { type, codeId, isAccepted } of heard) {
    if (type === 'card.claimed' && isAccepted) claimed.add(codeId);
    if (type === 'code.redeemed' && !claimed.has(codeId)) broken.add(codeId);
  }
  return broken.size;
}
