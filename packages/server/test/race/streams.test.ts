import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { aCard } from '../kit/factories.ts';
import { type Api, type ServedMerchant, server } from '../kit/server.ts';
import { answersOf, socketClient } from '../kit/sockets.ts';
import { keyStream } from '../kit/streams.ts';

const CLAIMS = `subscription ($after: String) { claims(after: $after) { id cursor claim { id } } }`;
const START = Buffer.from(JSON.stringify(['SEQUENCE ASC', '0', 'evt'])).toString('base64url');
const COUNT = 1_000;
const AT_ONCE = 20;

let api: Api;
let merchant: ServedMerchant;
beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
});
afterAll(() => api.stop());

type Seen = { ids: string[]; cursor: string };

/** Reads on after the cursor until it has as many more as it may, then hangs up. */
type ReadSome = (seen: Seen, most: number) => Promise<void>;

const overSse: ReadSome = async (seen, most) => {
  const stream = await keyStream(api, merchant.secretKey, CLAIMS, { headers: { 'Last-Event-ID': seen.cursor } });
  for (let n = 0; n < most; n += 1) {
    const frame = await stream.next();
    seen.ids.push(frame?.data.data.claims.id);
    seen.cursor = frame?.id ?? '';
  }
  stream.close();
};

const overWebSocket: ReadSome = async (seen, most) => {
  const client = socketClient(api, { authorization: `Bearer ${merchant.secretKey}` });
  let count = 0;
  for await (const { data } of answersOf(client, { query: CLAIMS, variables: { after: seen.cursor } })) {
    seen.ids.push(data.claims.id);
    seen.cursor = data.claims.cursor;
    count += 1;
    if (count === most) break;
  }
  client.terminate();
};

/** A subscriber that is cut again and again and resumes each time, until it has everything. */
async function followed(readSome: ReadSome, steps: readonly number[]): Promise<string[]> {
  const seen: Seen = { ids: [], cursor: START };
  for (let turn = 0; seen.ids.length < COUNT; turn += 1) {
    const step = steps[turn % steps.length] ?? 1;
    await readSome(seen, Math.min(step, COUNT - seen.ids.length));
    await sleep(step % 7);
  }
  return seen.ids;
}

it('subscribers that are cut and resume during 1,000 claims hold exactly the list of the event table', async () => {
  const card = await aCard(merchant.ctx, { quantity: COUNT });
  const steps = [
    [1, 97, 13],
    [250, 3],
    [40, 41, 2],
  ];
  const followers = [
    ...steps.map((some) => followed(overSse, some)),
    ...steps.map((some) => followed(overWebSocket, some)),
  ];
  for (let made = 0; made < COUNT; made += AT_ONCE)
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, n) =>
        claimCard(merchant.ctx, { cardId: card.id, openid: `user-${made + n}` }),
      ),
    );
  const lists = await Promise.all(followers);
  const table = await api.root.prisma.event.findMany({
    where: { merchantId: merchant.id, type: 'card.claimed' },
    orderBy: { sequence: 'asc' },
    select: { id: true },
  });
  const ids = table.map(({ id }) => id);
  expect(ids).toHaveLength(COUNT);
  for (const list of lists) expect(list).toEqual(ids);
}, 120_000);
