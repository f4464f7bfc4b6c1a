import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { RunStatement, Statement } from '../domain/kit/statement.ts';
import { PrismaClient } from '../generated/prisma/client.ts';

/** One pool of connections and the client that works through it. */
export type Connections = { pool: pg.Pool; prisma: PrismaClient; close(): Promise<void> };

/** Connections that run statements without a client of Prisma, which takes 12 MB. */
export type HotConnections = { runStatement: RunStatement; close(): Promise<void> };

/** Set on every connection: no statement, lock or forgotten transaction holds others up for long. */
const SESSION_LIMITS = '-c lock_timeout=5s -c statement_timeout=15s -c idle_in_transaction_session_timeout=30s';
const PATIENCE_MS = 10_000;
const PARTING_MS = 1_000;
const PARTING_STEP_MS = 5;

const NAMED_STATEMENTS = 1_000;

/** Prepared statements live as long as their connection, so only the first texts get names; lists of many lengths don't. */
function statementNames(): (query: { sql: string }) => string {
  const known = new Map<string, string>();
  return ({ sql }) => {
    const found = known.get(sql);
    if (found !== undefined || known.size >= NAMED_STATEMENTS) return found ?? '';
    const name = `kq_${createHash('sha1').update(sql).digest('base64url')}`;
    known.set(sql, name);
    return name;
  };
}

type Options = { url: string; size: number; onError: (error: Error) => void };

function openPool(options: Options): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.size,
    connectionTimeoutMillis: PATIENCE_MS,
    idleTimeoutMillis: 60_000,
    application_name: 'kaquan',
    options: SESSION_LIMITS,
    // The server lives from its listening socket; an idle pool must not keep a command from ending.
    allowExitOnIdle: true,
  });
  pool.on('error', options.onError);
  // Between the pool, which listens to idle connections, and the adapter, which listens in transactions, a connection
  // has nobody: PostgreSQL's last word in that moment would end the process. Whoever uses it gets a failed query.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Opens connections for hot statements. Nothing connects before the first one. */
export function openHotConnections(options: Options): HotConnections {
  const pool = openPool(options);
  const open = openIn(pool);
  return {
    runStatement: async <Row>({ name, text, values }: Statement): Promise<Row[]> =>
      rowsIn<Row>(await pool.query({ name, text, values: [...values] })),
    close: async () => {
      await pool.end();
      await allParted(open);
    },
  };
}

// The statement's own author states what its rows are.
const rowsIn = <Row>({ rows }: pg.QueryResult): Row[] => rows as Row[];

/**
 * Opens a pool of at most `size` connections. Nothing connects before the first query.
 * @param onError takes the errors of idle connections, such as a database that went away
 */
export function openConnections(options: Options): Connections {
  const pool = openPool(options);
  const open = openIn(pool);
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementNames() });
  const prisma = new PrismaClient({ adapter });
  return {
    pool,
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
      await allParted(open);
    },
  };
}

/** The connections that PostgreSQL has not closed yet: the pool itself forgets one as soon as it has said goodbye. */
function openIn(pool: pg.Pool): ReadonlySet<pg.PoolClient> {
  const open = new Set<pg.PoolClient>();
  pool.on('connect', (client) => {
    open.add(client);
    client.once('end', () => open.delete(client));
  });
  return open;
}

/** A database that is stopped next would cut off who has not parted, and say so in its log and in ours. */
async function allParted(open: ReadonlySet<pg.PoolClient>): Promise<void> {
  const deadline = performance.now() + PARTING_MS;
  while (open.size > 0 && performance.now() < deadline) await sleep(PARTING_STEP_MS);
}
