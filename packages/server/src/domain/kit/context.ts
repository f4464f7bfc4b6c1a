import type { Prisma, PrismaClient } from '../../generated/prisma/client.ts';
import type { Actor } from './actor.ts';
import type { IdPrefix } from './ids.ts';
import type { DomainPorts } from './ports.ts';
import type { Secrets } from './secrets.ts';
import type { RunStatement } from './statement.ts';

export type Tx = Prisma.TransactionClient;

/** Where a call comes from, as its door knows it. */
export type CallSource = {
  /** Address of the caller, past trusted proxies. */
  ip: string | null;
  /** What the app says of the device it runs on (`X-Kaquan-Device`): its own word, so it only ever narrows. */
  device: string | null;
};

/** All that a verb may know of the outside. Time, ids and chance come in through it, so tests can name them. */
export type DomainContext = {
  prisma: PrismaClient;
  /** Present when a caller has opened the transaction that this verb joins. */
  tx?: Tx;
  /** For hot paths, on connections of their own; see `rowsOf`. */
  runStatement: RunStatement;
  actor: Actor;
  /** Where the call comes from; absent: it did not come through a door that tells. */
  caller?: CallSource;
  now: () => Date;
  newId: (prefix: IdPrefix) => string;
  /** Unguessable bytes. */
  random: (byteCount: number) => Buffer;
  secrets: Secrets;
  ports: DomainPorts;
  /** Address under which the outside reaches this installation, without a slash at its end. */
  publicUrl: string;
  /** Called after the commit of an outermost transaction: wakes the sequencer. Never throws. */
  onCommitted: () => void;
};

/** The client to read with: the open transaction, else the pool. */
export const clientOf = (ctx: Pick<DomainContext, 'prisma' | 'tx'>): Tx => ctx.tx ?? ctx.prisma;

/** The same world, whose clock stands: what is judged and what is put on record are of one moment. Made once the row is locked. */
export function atThisMoment<C extends Pick<DomainContext, 'now'>>(ctx: C): C {
  const at = ctx.now();
  return { ...ctx, now: () => at };
}
