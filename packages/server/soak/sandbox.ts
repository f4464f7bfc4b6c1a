import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from './ask.ts';

type Sandbox = { secretKey: string };
// Written by the server that we have just started.
export const sandboxOf = (dataDir: string): Sandbox =>
  JSON.parse(readFileSync(join(dataDir, 'sandbox.json'), 'utf8')) as Sandbox;

const documentFor = (
  quantity: number,
  claimLimit: number,
): string => `mutation { cardCreate(input: { cash: { title: "SOAK", brandName: "SOAK", logoUrl: "http://mmbiz.qpic.cn/logo/0", color: "Color010",
  notice: "soak", description: "soak", codeType: CODE_TYPE_QRCODE, validity: { type: FIX_TERM, termDays: 30, termStartDays: 0 }, quantity: ${quantity}, claimLimit: ${claimLimit},
  leastCostFen: 0, reduceCostFen: 100 } }) { card { id } userErrors { code field message } } }`;

/** As many codes of a card as one user can claim when nobody says otherwise. */
const CLAIM_LIMIT = 50;

/** A card that everybody can claim; answers with its id. */
export async function createCard(
  { url, secretKey }: Target,
  quantity: number,
  claimLimit = CLAIM_LIMIT,
): Promise<string> {
  const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: documentFor(quantity, claimLimit) }),
  });
  const text = await response.text();
  const id = /"id":"(card_[^"]+)"/.exec(text)?.[1];
  if (!id) throw new Error(`No card: ${text}`);
  return id;
}
