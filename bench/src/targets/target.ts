import type { Figures, Work, WorkKind } from '../driver/job.ts';

export const TARGET_NAMES = [
  'kaquan',
  'fast',
  'coalesced',
  'pg',
  'pgbench',
  'mercurius',
  'postgraphile',
  'yoga-raw',
  'yoga-prisma',
] as const;
export type TargetName = (typeof TARGET_NAMES)[number];

/** How one run is done. */
export type Manner = { name: string; clients: number; seconds: number; seed: number };

/** What is measured: Kaquan or a reference, with its data. */
export type Target = {
  name: TargetName;
  title: string;
  /** Process whose CPU time and memory count as the server's; null: none can be told. */
  serverPid: number | null;
  /** Process that sends the load; null: the server does it itself, or it can't be told apart. */
  driverPid: number | null;
  /** `pool`: the card of the last import; absent while there was none. */
  cards: { hot: string; many: readonly string[]; pool?: string };
  can: (kind: WorkKind) => boolean;
  /** Fresh codes to be redeemed. Not measured. */
  makeCodes: (count: number, name: string) => Promise<readonly string[]>;
  run: (work: Work, manner: Manner, onBegin: () => void) => Promise<Figures>;
};

export const CARDS = 1_000;
