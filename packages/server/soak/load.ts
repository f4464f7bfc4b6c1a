/** Claimers that never give up on a key: each asks again with the same key until it has a definite answer. */
export type Answered = { key: string; openid: string; claimId: string; codeId: string };
export type Load = { answered: Answered[]; refused: string[]; stop: () => Promise<void> };
type Target = { url: string; secretKey: string; cardId: string };

const CLAIM = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id replayed code { id } } userErrors { code } } }`;

/** Starts `claimers` loops against the server. */
export function startClaimers(target: Target, claimers: number): Load {
  const state = { isOn: true };
  const answered: Answered[] = [];
  const refused: string[] = [];
  const loops = Array.from({ length: claimers }, (_, nth) => claimInTurn(target, state, { nth, answered, refused }));
  return {
    answered,
    refused,
    stop: async () => {
      state.isOn = false;
      await Promise.all(loops);
    },
  };
}

type Notes = { nth: number; answered: Answered[]; refused: string[] };

async function claimInTurn(target: Target, state: { isOn: boolean }, { nth, answered, refused }: Notes): Promise<void> {
  for (let turn = 0; state.isOn; turn += 1) {
    const key = `soak-${nth}-${turn}-key`;
    const openid = `soaker-${nth}-${turn}`;
    const outcome = await claimUntilAnswered(target, key, openid);
    if (outcome.claimId) answered.push({ key, openid, claimId: outcome.claimId, codeId: outcome.codeId });
    else refused.push(outcome.code);
  }
}

type Outcome = { claimId: string; codeId: string; code: '' } | { claimId: ''; codeId: ''; code: string };

async function claimUntilAnswered(target: Target, key: string, openid: string): Promise<Outcome> {
  for (let tries = 0; tries < 600; tries += 1) {
    const outcome = await claimOnce(target, key, openid).catch(() => null);
    if (outcome) return outcome;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('No answer within a minute: the server did not come back');
}

/** Null while there is no definite answer: a cut connection, a 5xx, a top-level error. */
async function claimOnce(
  { url, secretKey, cardId }: Target,
  idempotencyKey: string,
  openid: string,
): Promise<Outcome | null> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: CLAIM, variables: { input: { cardId, openid, idempotencyKey } } }),
    signal: AbortSignal.timeout(10_000),
  });
  const body = claimAnswerOf(await response.json());
  const payload = body.data?.cardClaim;
  if (!payload) return null;
  if (payload.claim) return { claimId: payload.claim.id, codeId: payload.claim.code.id, code: '' };
  return { claimId: '', codeId: '', code: payload.userErrors[0]?.code ?? 'UNKNOWN' };
}

type ClaimAnswer = {
  data?: {
    cardClaim?: { claim: { id: string; code: { id: string } } | null; userErrors: { code: string }[] } | null;
  } | null;
};
// The document above asks for exactly this.
const claimAnswerOf = (json: unknown): ClaimAnswer => json as ClaimAnswer;
