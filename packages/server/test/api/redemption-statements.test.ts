import { afterAll, beforeAll, expect, it } from 'vitest';
import { aCode } from '../kit/factories.ts';
import { type Api, server } from '../kit/server.ts';
import { countStatements } from '../kit/statements.ts';

const REDEEM = `mutation ($input: CodeRedeemInput!) {
  codeRedeem(input: $input) { redemption { id way redeemedAt replayed } userErrors { code } }
}`;

/** Of the sequencer and the sender of webhooks, which the commit wakes; and who asks, known for two seconds. */
const BESIDE = /number_events|"(Webhook\w+|EventCounter|ApiKey)"|^(BEGIN|COMMIT|ROLLBACK)$/;

let api: Api;
beforeAll(async () => void (api = await server()));
afterAll(() => api.stop());

it('asks PostgreSQL twice for a redemption by a key that is known', async () => {
  const { ctx, secretKey } = await api.aMerchant();
  const redeem = async (nth: number) => {
    const { code } = await aCode(ctx);
    const input = { value: code.value, idempotencyKey: `statements-${nth}` };
    return countStatements(() => api.gql(REDEEM, { input }, secretKey));
  };
  await redeem(1);
  const { result, statements } = await redeem(2);
  expect(result.json.data.codeRedeem).toMatchObject({ redemption: { way: 'API', replayed: false }, userErrors: [] });
  expect(statements.filter((text) => !BESIDE.test(text))).toEqual([
    'SELECT * FROM "redemption_grounds"($1::json)',
    'SELECT * FROM "redeem_codes"($1::json, $2::json)',
  ]);
});
