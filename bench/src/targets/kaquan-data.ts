import { graphqlCaller } from '../driver/graphql-caller.ts';
import { STORES_OF_A_CARD } from '../driver/operations.ts';
import type { KaquanProcess } from '../processes/kaquan.ts';
import { cardInput } from '../driver/kaquan-card.ts';
import { CARDS } from './target.ts';

export type KaquanData = { key: string; listeningKeys: string[]; cards: { hot: string; many: string[] } };

/** The most that a key can be given: the budget is asked at every call and is never the limit. */
const COST_PER_SECOND = 1_000_000;
const AT_ONCE = 16;
/** A key has at most 5,000 subscriptions open. */
const LISTENING_KEYS = 3;

const CREATE_KEY = `mutation ($input: KeyCreateInput!) { keyCreate(input: $input) { secret userErrors { message } } }`;
const CREATE_STORE = `mutation ($input: StoreCreateInput!) { storeCreate(input: $input) { store { id } userErrors { field message } } }`;
const CREATE_CARD = `mutation ($input: CardCreateInput!) { cardCreate(input: $input) { card { id } userErrors { field message } } }`;

type KeyMade = { keyCreate: { secret: string | null } };
type StoreMade = { storeCreate: { store: { id: string } | null } };
type CardMade = { cardCreate: { card: { id: string } | null } };

function made<T>(what: T | null, answer: unknown): T {
  if (what === null) throw new Error(`Kaquan refused: ${JSON.stringify(answer)}`);
  return what;
}

/** All that the scenarios need, made through the API as a merchant's back end would. */
export async function prepareKaquan(kaquan: KaquanProcess): Promise<KaquanData> {
  const key = await createKey(kaquan);
  const listeningKeys = await inTurns(LISTENING_KEYS, () => createKey(kaquan));
  const caller = graphqlCaller({ url: kaquan.url, key, connections: AT_ONCE });
  try {
    const storeIds = await inTurns(STORES_OF_A_CARD, async (nth) => {
      const { storeCreate } = await caller.ask<StoreMade>(CREATE_STORE, { input: storeInput(nth) });
      return made(storeCreate.store, storeCreate).id;
    });
    const [hot, ...many] = await inTurns(CARDS + 1, async (nth) => {
      const { cardCreate } = await caller.ask<CardMade>(CREATE_CARD, {
        input: { cash: { ...cardInput(`券 ${nth}`), storeIds } },
      });
      return made(cardCreate.card, cardCreate).id;
    });
    return { key, listeningKeys, cards: { hot: hot ?? '', many } };
  } finally {
    caller.close();
  }
}

/** Only operators raise the budget of a key. */
async function createKey({ url, appId, operatorKey }: KaquanProcess): Promise<string> {
  const headers = { 'X-Kaquan-Merchant': appId };
  const caller = graphqlCaller({ url, key: operatorKey, connections: 1, headers });
  try {
    const input = { kind: 'SECRET', name: 'bench', isTest: true, costPerSecond: COST_PER_SECOND };
    const { keyCreate } = await caller.ask<KeyMade>(CREATE_KEY, { input });
    return made(keyCreate.secret, keyCreate);
  } finally {
    caller.close();
  }
}

/** Runs `make` for 0, 1, 2 …, some at once; the results in order. */
async function inTurns<T>(count: number, make: (nth: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const nth = next;
      next += 1;
      results[nth] = await make(nth);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

const storeInput = (nth: number) => ({
  businessName: '海底捞',
  branchName: `第 ${nth} 店`,
  province: '北京市',
  city: '北京市',
  district: '东城区',
  address: `王府井大街 ${nth} 号`,
  telephone: '010-12345678',
  categories: ['美食,火锅'],
  longitude: 116.41,
  latitude: 39.91,
});
