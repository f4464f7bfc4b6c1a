import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signUserToken } from '../../src/server/sign-user-token.ts';
import type { Sandbox } from './kaquan-server.ts';

const DOCUMENTS = join(import.meta.dirname, '../../src/generated/documents.json');
const LOGO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg==',
  'base64',
);

export type CardWish = { quantity?: number; claimLimit?: number; startsInMs?: number };

/** What a merchant's back end does in the stories. */
export type Merchant = {
  readonly sandbox: Sandbox;
  createCard: (wish?: CardWish) => Promise<string>;
  /** A token of this user, as the merchant signs it. */
  tokenOf: (openid: string, ttlSeconds?: number) => Promise<string>;
  /** How many codes of the card this user was given. */
  issuedTo: (openid: string, cardId: string) => Promise<number>;
  redeem: (cardId: string, value: string) => Promise<void>;
  /** As back ends hand out codes; gives the number. */
  claimFor: (openid: string, cardId: string) => Promise<string>;
};

/** Answers of the server, whose form the documents below ask for. */
type Json = ReturnType<typeof JSON.parse>;

export async function createMerchant(sandbox: Sandbox): Promise<Merchant> {
  const headers = { Authorization: `Bearer ${sandbox.secretKey}` };
  async function run(query: string, variables: object): Promise<Json> {
    const response = await fetch(`${sandbox.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors }: Json = await response.json();
    const refusals = Object.values<Json>(data ?? {}).flatMap((payload) => payload?.['userErrors'] ?? []);
    if (errors || refusals.length > 0) throw new Error(JSON.stringify(errors ?? refusals));
    return data;
  }
  const documents: { name: string; text: string }[] = JSON.parse(readFileSync(DOCUMENTS, 'utf8'));
  await run(
    'mutation ($operations: [OperationInput!]!) { operationRegister(input: { operations: $operations }) { userErrors { code message } } }',
    { operations: documents.map(({ name, text }) => ({ name, text })) },
  );
  const uploaded = await fetch(`${sandbox.url}/media`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'image/png' },
    body: LOGO,
  });
  const { url: logoUrl }: Json = await uploaded.json();

  return {
    sandbox,
    async createCard({ quantity = 100, claimLimit = 1, startsInMs } = {}) {
      const now = Date.now();
      const validity =
        startsInMs === undefined
          ? { type: 'FIX_TERM', termDays: 30, termStartDays: 0 }
          : {
              type: 'FIX_TIME_RANGE',
              from: new Date(now + startsInMs).toISOString(),
              until: new Date(now + startsInMs + 864e6).toISOString(),
            };
      const card = {
        title: '满100减10元',
        brandName: '示例商户',
        logoUrl,
        color: 'Color010',
        notice: '结账时出示',
        description: '每单限用一张',
        codeType: 'CODE_TYPE_QRCODE',
        validity,
        quantity,
        claimLimit,
        leastCostFen: 10_000,
        reduceCostFen: 1_000,
        idempotencyKey: randomUUID(),
      };
      const data = await run(
        'mutation ($card: CashCreateInput!) { cardCreate(input: { cash: $card }) { card { id } userErrors { code message field } } }',
        { card },
      );
      return data['cardCreate'].card.id;
    },
    tokenOf: (openid, ttlSeconds = 900) =>
      signUserToken({ appId: sandbox.appId, signingSecret: sandbox.signingSecret, openid, ttlSeconds }),
    async issuedTo(openid, cardId) {
      const data = await run('query ($where: ClaimWhere!) { claims(where: $where) { count { value } } }', {
        where: { openid: { eq: openid }, cardId: { eq: cardId } },
      });
      return data['claims'].count.value;
    },
    async claimFor(openid, cardId) {
      const data = await run(
        'mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { code { value } } userErrors { code message } } }',
        { input: { cardId, openid, idempotencyKey: randomUUID() } },
      );
      return data['cardClaim'].claim.code.value;
    },
    async redeem(cardId, value) {
      await run('mutation ($input: CodeRedeemInput!) { codeRedeem(input: $input) { userErrors { code message } } }', {
        input: { cardId, value, idempotencyKey: randomUUID() },
      });
    },
  };
}
