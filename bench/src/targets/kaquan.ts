import type { Endpoint } from '../driver/job.ts';
import type { Driver } from '../processes/driver.ts';
import type { KaquanProcess } from '../processes/kaquan.ts';
import { prepareKaquan } from './kaquan-data.ts';
import type { Target } from './target.ts';

/** For the list. */
const FIRST_CODES = 200;
const SEED = 1;

/** The product as it is served: authentication, idempotency, limits, history, events, log. */
export async function kaquanTarget(kaquan: KaquanProcess, driver: Driver): Promise<Target> {
  const { key, listeningKeys, cards: made } = await prepareKaquan(kaquan);
  const cards: Target['cards'] = { ...made };
  const endpoint: Endpoint = { dialect: 'kaquan', url: kaquan.url, key, listeningKeys, stream: 'sse' };
  const makeCodes = async (count: number, name: string): Promise<readonly string[]> => {
    const work = { kind: 'makeCodes', cardIds: cards.many, count } as const;
    const job = { name, endpoint, work, clients: 64, seconds: 0, seed: SEED };
    return (await driver.run(job, () => undefined)).codes;
  };
  await makeCodes(FIRST_CODES, 'first');
  return {
    name: 'kaquan',
    title: 'Kaquan',
    serverPid: kaquan.pid,
    driverPid: driver.pid,
    cards,
    can: () => true,
    makeCodes,
    run: async (work, manner, onBegin) => {
      kaquan.shortenLog();
      const { figures, codes } = await driver.run({ ...manner, endpoint, work }, onBegin);
      if (work.kind === 'import') cards.pool = codes[0] ?? '';
      return figures;
    },
  };
}
