import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signUserToken } from '@kaquan/sdk/server';
import { OPERATION_REGISTER } from '../src/first-claim/documents.ts';
import { Answer, createSender, made, type Send } from '../src/first-claim/graphql.ts';
import { uploadLogo } from '../src/first-claim/upload-logo.ts';
import type { Sandbox } from '../src/first-claim/sandbox-file.ts';
import type { RunningServer } from './server.ts';

/** The merchant behind a test, by the secret key: what a test needs to be there before it begins. */
export type Desk = {
  /** A card that can be claimed; its id. */
  aCard: (fields?: object) => Promise<string>;
  aStore: (branchName: string) => Promise<string>;
  /** Claims as a user; the number of the code. */
  aCode: (cardId: string, openid: string) => Promise<string>;
  redeem: (value: string, storeId?: string) => Promise<void>;
  /** From now on people at the till redeem the card only by the QR code that changes. */
  demandRotatingCode: (cardId: string) => Promise<void>;
  /** What the QR code of a code says now, as its holder sees it. */
  rotatingText: (code: { value: string; openid: string }) => Promise<string>;
  /** A one-time link for somebody new. */
  aSignInLink: (person?: { role?: string; storeIds?: readonly string[] }) => Promise<string>;
  /** Somebody of the staff; their id. */
  aStaffMember: (storeIds: readonly string[]) => Promise<string>;
  /** For somebody who works at both sandbox merchants, with the names of these. */
  aSignInLinkForTwo: () => Promise<{ link: string; names: readonly string[] }>;
  anOperatorsLink: () => Promise<string>;
  statusOf: (value: string) => Promise<string>;
  /** A way to bring cards to people: the branch of its kind with its fields. Its id and its token. */
  aPlacement: (branch: object) => Promise<{ id: string; token: string }>;
  /** Claims through a placement, as a user who came by it. */
  claimThrough: (token: string, claim: { cardId: string; openid: string; outerStr?: string }) => Promise<void>;
  /** Brings a card to users as messages (L5). */
  aBroadcast: (broadcast: { cardId: string; openids: readonly string[] }) => Promise<void>;
  /** Asks for a change of a store. */
  changeStore: (storeId: string, fields: object) => Promise<void>;
  /** The api_ticket that signs `cardExt`, as the merchant's own server asks for it. */
  anApiTicket: () => Promise<string>;
  /** A card that gives out codes which are put in beforehand (K1); its id. */
  aPool: (fields?: object) => Promise<string>;
  /** Puts a file of codes in a pool; the id of the import, which may still be running. */
  anImport: (cardId: string, file: string) => Promise<string>;
  /** Opens or closes the FAST channel of the first sandbox merchant (M4): closed, an operator decides. */
  fastReview: (channel: 'open' | 'closed') => Promise<void>;
  deleteCard: (cardId: string) => Promise<void>;
  /** A change by another door, while somebody has the form open. */
  change: (cardId: string, fields: object) => Promise<void>;
};

const refusals = 'userErrors { code message field }';
const CARD = `mutation ($card: CashCreateInput!) { cardCreate(input: { cash: $card }) { card { id } ${refusals} } }`;
const STORE = `mutation ($input: StoreCreateInput!) { storeCreate(input: $input) { store { id } ${refusals} } }`;
const CLAIM = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { code { value } } ${refusals} } }`;
const REDEEM = `mutation ($input: CodeRedeemInput!) { codeRedeem(input: $input) { redemption { id } ${refusals} } }`;
const INVITE = `mutation ($input: PersonInviteInput!) { personInvite(input: $input) { signInToken ${refusals} } }`;
const STAFF = `mutation ($input: StaffAddInput!) { staffAdd(input: $input) { staffMember { id } ${refusals} } }`;
const ROTATE = `mutation ($input: CardRotatingCodeSetInput!) { cardRotatingCodeSet(input: $input) { card { id } ${refusals} } }`;
const STEPS =
  'query RotatingText($value: String!) { me { code(value: $value) { rotating(count: 1) { steps { text } } } } }';
const FAST = `mutation ($input: MerchantFastReviewSetInput!) { merchantFastReviewSet(input: $input) { merchant { id } ${refusals} } }`;
const CHANGE = `mutation ($input: CardUpdateInput!) { cardUpdate(input: $input) { card { id } ${refusals} } }`;
const PLACEMENT = `mutation ($input: PlacementCreateInput!) { placementCreate(input: $input) { placement { id token } ${refusals} } }`;
const STORE_CHANGE = `mutation ($input: StoreUpdateInput!) { storeUpdate(input: $input) { store { id } ${refusals} } }`;
const DELETE = `mutation ($input: CardDeleteInput!) { cardDelete(input: $input) { card { id } ${refusals} } }`;
const BROADCAST = `mutation ($input: BroadcastSendInput!) { broadcastSend(input: $input) { broadcast { id } ${refusals} } }`;
const STATUS = 'query ($value: String!) { code(value: $value) { status } }';

export async function deskOf(server: RunningServer): Promise<Desk> {
  const { sandbox } = server;
  const send = createSender(sandbox.url, { Authorization: `Bearer ${sandbox.secretKey}` });
  const logoUrl = await uploadLogo(sandbox);
  return {
    aCard: (fields) => aCard(send, { logoUrl, ...fields }),
    aStore: async (branchName) => {
      const input = { ...place, branchName };
      return made(await send({ query: STORE }, { input }), 'storeCreate').text('store', 'id');
    },
    aCode: async (cardId, openid) => {
      const input = { cardId, openid, idempotencyKey: randomUUID() };
      return made(await send({ query: CLAIM }, { input }), 'cardClaim').text('claim', 'code', 'value');
    },
    redeem: async (value, storeId) => {
      made(await send({ query: REDEEM }, { input: { value, storeId, idempotencyKey: randomUUID() } }), 'codeRedeem');
    },
    aSignInLink: async ({ role = 'OWNER', storeIds } = {}) => {
      const input = { login: `person-${randomUUID()}`, name: '店长', role, storeIds };
      const token = made(await send({ query: INVITE }, { input }), 'personInvite').text('signInToken');
      return `${sandbox.url}/session/${token}`;
    },
    aStaffMember: async (storeIds) => {
      const input = { name: '小王', roles: ['REDEEMER'], storeIds };
      return made(await send({ query: STAFF }, { input }), 'staffAdd').text('staffMember', 'id');
    },
    aSignInLinkForTwo: () => aLinkForTwo(server),
    anOperatorsLink: async () => {
      const operator = createSender(sandbox.url, { Authorization: `Bearer ${othersOf(server).operatorKey}` });
      const input = { login: `operator-${randomUUID()}`, name: '运营', isOperator: true };
      const token = made(await operator({ query: INVITE }, { input }), 'personInvite').text('signInToken');
      return `${sandbox.url}/session/${token}`;
    },
    demandRotatingCode: async (cardId) => {
      made(await send({ query: ROTATE }, { input: { cardId, isRequired: true } }), 'cardRotatingCodeSet');
    },
    rotatingText: async (code) => {
      // Pages run registered documents only.
      const registered = made(await send({ query: OPERATION_REGISTER }, { text: STEPS }), 'operationRegister');
      return rotatingText(sandbox, { ...code, documentId: registered.text('operations', 0, 'hash') });
    },
    aPool: (fields) => aCard(send, { logoUrl, title: '商超礼券', ...POOL, ...fields }),
    anImport: (cardId, file) => anImport(sandbox, cardId, file),
    fastReview: async (channel) => {
      const operator = createSender(sandbox.url, { Authorization: `Bearer ${othersOf(server).operatorKey}` });
      const closedUntil = channel === 'open' ? null : '2037-01-01T00:00:00Z';
      made(await operator({ query: FAST }, { input: { appId: sandbox.appId, closedUntil } }), 'merchantFastReviewSet');
    },
    change: async (cardId, fields) => {
      made(await send({ query: CHANGE }, { input: { id: cardId, ...fields } }), 'cardUpdate');
    },
    deleteCard: async (id) => {
      made(await send({ query: DELETE }, { input: { id } }), 'cardDelete');
    },
    aPlacement: async (input) => {
      const placed = made(await send({ query: PLACEMENT }, { input }), 'placementCreate');
      return { id: placed.text('placement', 'id'), token: placed.text('placement', 'token') };
    },
    claimThrough: async (placementToken, claim) => {
      const input = { ...claim, placementToken, idempotencyKey: randomUUID() };
      made(await send({ query: CLAIM }, { input }), 'cardClaim');
    },
    aBroadcast: async ({ cardId, openids }) => {
      const input = { cardId, audience: { openids }, idempotencyKey: randomUUID() };
      made(await send({ query: BROADCAST }, { input }), 'broadcastSend');
    },
    changeStore: async (id, fields) => {
      made(await send({ query: STORE_CHANGE }, { input: { id, ...fields } }), 'storeUpdate');
    },
    anApiTicket: () => anApiTicket(server),
    statusOf: async (value) => (await send({ query: STATUS }, { value })).text('code', 'status'),
  };
}

/** What `sandbox.json` holds beside the first merchant. */
function othersOf({ dataDir }: RunningServer): { operatorKey: string; appId: string; appSecret: string } {
  const file = new Answer(JSON.parse(readFileSync(join(dataDir, 'sandbox.json'), 'utf8')));
  return {
    operatorKey: file.text('operatorKey'),
    appId: file.text('other', 'appId'),
    appSecret: file.text('appSecret'),
  };
}

async function anApiTicket(server: RunningServer): Promise<string> {
  const { url, appId } = server.sandbox;
  const get = async (path: string, query: Record<string, string>): Promise<Answer> =>
    new Answer(await (await fetch(`${url}${path}?${new URLSearchParams(query)}`)).json());
  const asked = { grant_type: 'client_credential', appid: appId, secret: othersOf(server).appSecret };
  const token = (await get('/cgi-bin/token', asked)).text('access_token');
  return (await get('/cgi-bin/ticket/getticket', { access_token: token, type: 'wx_card' })).text('ticket');
}

/** An operator invites to both; whoever gets a second place comes in anew, so the last link is the good one. */
async function aLinkForTwo(server: RunningServer): Promise<{ link: string; names: readonly string[] }> {
  const { url, appId } = server.sandbox;
  const { operatorKey, appId: otherAppId } = othersOf(server);
  const input = { login: `person-${randomUUID()}`, name: '店长', role: 'OWNER' };
  const names: string[] = [];
  let link = '';
  for (const merchant of [appId, otherAppId]) {
    const send = createSender(url, { Authorization: `Bearer ${operatorKey}`, 'X-Kaquan-Merchant': merchant });
    link = `${url}/session/${made(await send({ query: INVITE }, { input }), 'personInvite').text('signInToken')}`;
    names.push((await send({ query: '{ merchant { name } }' }, {})).text('merchant', 'name'));
  }
  return { link, names };
}

async function rotatingText(
  sandbox: Sandbox,
  { documentId, value, openid }: { documentId: string; value: string; openid: string },
): Promise<string> {
  const { url, appId, signingSecret, publishableKey } = sandbox;
  const userToken = await signUserToken({ appId, signingSecret, openid });
  const headers = {
    Authorization: `Bearer ${publishableKey}`,
    'X-Kaquan-User': userToken,
    Origin: new URL(url).origin,
  };
  const holder = createSender(url, headers);
  return (await holder({ documentId }, { value })).text('me', 'code', 'rotating', 'steps', 0, 'text');
}

const POOL = { useCustomCode: true, getCustomCodeMode: 'GET_CUSTOM_CODE_MODE_DEPOSIT', quantity: 0 };

async function anImport({ url, secretKey }: Sandbox, cardId: string, file: string): Promise<string> {
  const response = await fetch(`${url}/imports?cardId=${cardId}&fileName=codes.csv`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${secretKey}`, 'Content-Type': 'text/csv' },
    body: file,
  });
  return new Answer(await response.json()).text('id');
}

async function aCard(send: Send, fields: object): Promise<string> {
  const card = {
    title: '满100减10元',
    brandName: '山城老火锅',
    color: 'Color100',
    notice: '结账时出示',
    description: '每单限用一张',
    codeType: 'CODE_TYPE_QRCODE',
    validity: { type: 'FIX_TERM', termDays: 30, termStartDays: 0 },
    quantity: 1_000,
    claimLimit: 50,
    leastCostFen: 10_000,
    reduceCostFen: 1_000,
    usesAllStores: true,
    idempotencyKey: randomUUID(),
    ...fields,
  };
  return made(await send({ query: CARD }, { card }), 'cardCreate').text('card', 'id');
}

const place = {
  businessName: '山城老火锅',
  province: '上海市',
  city: '上海市',
  address: '南京西路 1 号',
  telephone: '021-55550101',
  categories: ['美食,火锅'],
  longitude: 121.4551,
  latitude: 31.2289,
};
