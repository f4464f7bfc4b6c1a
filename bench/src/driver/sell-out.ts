import { percentile } from '../figures/statistics.ts';
import { graphqlCaller, type GraphqlCaller } from './graphql-caller.ts';
import type { Figures, Job, Work } from './job.ts';
import { cardInput } from './kaquan-card.ts';

const CREATE = `mutation ($input: CardCreateInput!) { cardCreate(input: $input) { card { id } userErrors { code message } } }`;
const CLAIM = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id code { value } } userErrors { code } } }`;

type Created = { cardCreate: { card: { id: string } | null } };
type Claimed = { cardClaim: { claim: { code: { value: string } } | null; userErrors: { code: string }[] } };

/** What a request may hear when it has not won: nothing is left, or come again later. */
const REFUSALS: ReadonlySet<string> = new Set(['OUT_OF_STOCK', 'THROTTLED']);

type Sale = { codes: Set<string>; won: number[]; lost: number[]; throttled: number };

/**
 * Far more requests than there are pieces, from all clients at once. Latencies are of those who got nothing: they are
 * the many, and a server that is busy refusing them serves nobody else. Any other refusal, or more winners than
 * pieces, ends the bench.
 */
export async function sellOut(
  job: Job,
  { requests, pieces }: Extract<Work, { kind: 'sellOut' }>,
  onBegin: () => void,
): Promise<Figures> {
  const { url, key } = job.endpoint;
  const caller = graphqlCaller({ url, key, connections: job.clients });
  try {
    const cardId = await createCard(caller, job.name, pieces);
    const sale: Sale = { codes: new Set(), won: [], lost: [], throttled: 0 };
    let next = 0;
    const client = async (): Promise<void> => {
      for (let nth = next++; nth < requests; nth = next++)
        await request(caller, sale, { cardId, openid: `${job.name}-${nth}` });
    };
    const beganAt = performance.now();
    onBegin();
    await Promise.all(Array.from({ length: job.clients }, client));
    return figuresOf(sale, pieces, (performance.now() - beganAt) / 1000);
  } finally {
    caller.close();
  }
}

async function createCard({ ask }: GraphqlCaller, title: string, pieces: number): Promise<string> {
  const { cardCreate } = await ask<Created>(CREATE, { input: { cash: cardInput(title, pieces) } });
  if (cardCreate.card === null) throw new Error(`Kaquan refused: ${JSON.stringify(cardCreate)}`);
  return cardCreate.card.id;
}

async function request({ ask }: GraphqlCaller, sale: Sale, about: { cardId: string; openid: string }): Promise<void> {
  const sentAt = performance.now();
  const { cardClaim } = await ask<Claimed>(CLAIM, { input: { ...about, idempotencyKey: `claim-${about.openid}` } });
  const took = performance.now() - sentAt;
  if (cardClaim.claim !== null) {
    sale.won.push(took);
    sale.codes.add(cardClaim.claim.code.value);
    return;
  }
  const code = cardClaim.userErrors[0]?.code ?? 'nothing';
  if (!REFUSALS.has(code)) throw new Error(`Kaquan refused with ${code}`);
  if (code === 'THROTTLED') sale.throttled += 1;
  sale.lost.push(took);
}

function figuresOf({ codes, won, lost, throttled }: Sale, pieces: number, seconds: number): Figures {
  if (won.length !== codes.size || won.length > pieces)
    throw new Error(`${won.length} winners with ${codes.size} codes for ${pieces} pieces`);
  const [winners, others] = [won, lost].map((latencies) => latencies.sort((a, b) => a - b));
  const at = (sorted: readonly number[] | undefined, share: number): number | null =>
    sorted === undefined || sorted.length === 0 ? null : percentile(sorted, share);
  return {
    operations: won.length + lost.length,
    seconds,
    p50Ms: at(others, 0.5),
    p99Ms: at(others, 0.99),
    extras: { winners: won.length, throttled, 'p99 ms of winners': at(winners, 0.99) ?? Number.NaN },
  };
}
