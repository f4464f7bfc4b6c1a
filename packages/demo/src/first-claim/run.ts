import { randomUUID } from 'node:crypto';
import { signUserToken } from '@kaquan/sdk/server';
import { CARD_CLAIM, CARD_CREATE, CLAIM_CONTEXT, CODE_REDEEM, OPERATION_REGISTER } from './documents.ts';
import { createSender, made, type Send } from './graphql.ts';
import type { Sandbox } from './sandbox-file.ts';
import { uploadLogo } from './upload-logo.ts';

type Say = (line: string) => void;

/** From nothing to a redeemed coupon, as a merchant's developer would write it. Throws at the first thing that is refused. */
export async function runFirstClaim(sandbox: Sandbox, say: Say): Promise<void> {
  const backEnd = createSender(sandbox.url, { Authorization: `Bearer ${sandbox.secretKey}` });
  const cardId = await createCashCard(backEnd, { logoUrl: await uploadLogo(sandbox), say });
  const documents = await registerDocuments(backEnd, say);
  const page = await pageOf(sandbox, { openid: 'ann', say });
  const value = await claim(page, { ...documents, cardId, say });
  await redeem(backEnd, { cardId, value, say });
}

async function createCashCard(backEnd: Send, { logoUrl, say }: { logoUrl: string; say: Say }): Promise<string> {
  const card = {
    title: '满100减10元',
    brandName: '示例商户',
    logoUrl,
    color: 'Color010',
    notice: '结账时出示',
    description: '每单限用一张',
    codeType: 'CODE_TYPE_QRCODE',
    validity: { type: 'FIX_TERM', termDays: 30, termStartDays: 0 },
    quantity: 100,
    leastCostFen: 10_000,
    reduceCostFen: 1_000,
    idempotencyKey: randomUUID(),
  };
  const created = made(await backEnd({ query: CARD_CREATE }, { card }), 'cardCreate').at('card');
  say(
    `created    ${created.text('id')} ${created.text('title')} (${created.text('status')}, ${created.whole('stock', 'left')} left)`,
  );
  return created.text('id');
}

/** Hashes of what the merchant's page runs. */
type Documents = { context: string; claim: string };

const registerDocuments = async (backEnd: Send, say: Say): Promise<Documents> => ({
  context: await register(backEnd, CLAIM_CONTEXT, say),
  claim: await register(backEnd, CARD_CLAIM, say),
});

async function register(backEnd: Send, text: string, say: Say): Promise<string> {
  const registered = made(await backEnd({ query: OPERATION_REGISTER }, { text }), 'operationRegister');
  const hash = registered.text('operations', 0, 'hash');
  say(`registered ${hash}`);
  return hash;
}

/** What the merchant's page can send. It holds the publishable key and the token that the back end signed for its user. */
async function pageOf(sandbox: Sandbox, { openid, say }: { openid: string; say: Say }): Promise<Send> {
  const { url, appId, signingSecret, publishableKey } = sandbox;
  const userToken = await signUserToken({ appId, signingSecret, openid });
  say(`signed     a user token for ${openid}`);
  // A browser sends Origin by itself; it must be one of the merchant's safe domains, or Kaquan's own.
  const headers = {
    Authorization: `Bearer ${publishableKey}`,
    'X-Kaquan-User': userToken,
    Origin: new URL(url).origin,
  };
  return createSender(url, headers);
}

async function claim(page: Send, documents: Documents & { cardId: string; say: Say }): Promise<string> {
  const { cardId, say } = documents;
  const pageTicket = (await page({ documentId: documents.context }, { cardId })).text('claimContext', 'pageTicket');
  const variables = { cardId, pageTicket, idempotencyKey: randomUUID() };
  const documentId = documents.claim;
  const claimed = made(await page({ documentId }, variables), 'cardClaim').at('claim');
  // As if the first answer had been lost on its way: the same key gives the same code.
  const again = made(await page({ documentId }, variables), 'cardClaim').at('claim');
  if (again.text('id') !== claimed.text('id')) throw new Error('A repeat with the same key made a second claim');
  say(`claimed    ${claimed.text('id')}: code ${claimed.text('code', 'value')} (${claimed.text('code', 'status')})`);
  return claimed.text('code', 'value');
}

async function redeem(
  backEnd: Send,
  { cardId, value, say }: { cardId: string; value: string; say: Say },
): Promise<void> {
  const variables = { cardId, value, idempotencyKey: randomUUID() };
  const redemption = made(await backEnd({ query: CODE_REDEEM }, variables), 'codeRedeem').at('redemption');
  say(`redeemed   ${redemption.text('id')}: code ${value} (${redemption.text('code', 'status')})`);
}
