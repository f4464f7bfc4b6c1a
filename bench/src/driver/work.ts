import { coalescedOperations } from '../../references/coalesced/coalesced-operations.ts';
import { sqlOperations } from '../../references/sql/sql-operations.ts';
import { closedLoop } from './closed-loop.ts';
import { follow } from './follow.ts';
import { importCodes } from './import-codes.ts';
import type { Endpoint, Job, Outcome, Work } from './job.ts';
import { kaquanOperations } from './kaquan-operations.ts';
import type { Operations } from './operations.ts';
import { postgraphileOperations } from './postgraphile-operations.ts';
import { referenceOperations } from './reference-operations.ts';
import { seededChoice } from './seeded-choice.ts';
import { sellOut } from './sell-out.ts';

function operationsAt({ dialect, url, key }: Endpoint, connections: number): Operations {
  const options = { url, key, connections };
  const speak = {
    kaquan: () => kaquanOperations(options),
    reference: () => referenceOperations(options),
    postgraphile: () => postgraphileOperations(options),
    sql: () => sqlOperations(url),
    coalesced: () => coalescedOperations(url),
  } satisfies Record<Endpoint['dialect'], () => Operations>;
  return speak[dialect]();
}

/** Does one job to its end. Fails as soon as anything is not answered as it should be. */
export async function work(job: Job, onBegin: () => void): Promise<Outcome> {
  if (job.work.kind === 'import') return importCodes(job, job.work.rows, onBegin);
  if (job.work.kind === 'sellOut') return { figures: await sellOut(job, job.work, onBegin), codes: [] };
  const operations = operationsAt(job.endpoint, job.clients);
  try {
    if (job.work.kind === 'follow') return { figures: await follow(job, job.work, { operations, onBegin }), codes: [] };
    const codes: string[] = [];
    const { most, operate } = closedWork(job.work, { job, operations, codes });
    const isUntimed = job.work.kind === 'makeCodes';
    const seconds = isUntimed ? Number.MAX_SAFE_INTEGER : job.seconds;
    return { figures: await closedLoop({ clients: job.clients, seconds, most, onBegin }, operate), codes };
  } finally {
    await operations.close();
  }
}

type Closed = { most: number; operate: (nth: number) => Promise<unknown> };
type Around = { job: Job; operations: Operations; codes: string[] };

function closedWork(
  what: Exclude<Work, { kind: 'follow' | 'import' | 'sellOut' }>,
  { job, operations, codes }: Around,
): Closed {
  const openidOf = (nth: number): string => `${job.name}-${nth}`;
  switch (what.kind) {
    case 'claim': {
      const choose = seededChoice(what.cardIds, job.seed);
      return { most: Infinity, operate: (nth) => operations.claim(choose(), openidOf(nth)) };
    }
    case 'makeCodes': {
      const choose = seededChoice(what.cardIds, job.seed);
      const claim = async (nth: number): Promise<void> =>
        void codes.push(await operations.claim(choose(), openidOf(nth)));
      return { most: what.count, operate: claim };
    }
    case 'readCard': {
      const choose = seededChoice(what.cardIds, job.seed);
      return { most: Infinity, operate: () => operations.readCard(choose()) };
    }
    case 'redeem':
      return { most: what.values.length, operate: (nth) => operations.redeem(what.values[nth] ?? '') };
    case 'listCodes':
      return { most: Infinity, operate: () => operations.listCodes() };
    case 'empty':
      return { most: Infinity, operate: () => operations.askNothing() };
    default:
      return what satisfies never;
  }
}
