import { existsSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A setting has a wrong value, or one is missing. The message names the variable and says what to write. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

const MASTER_KEY_BYTES = 32;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const flag = z
  .enum(['0', '1', 'true', 'false'], { error: 'write 1 or 0' })
  .transform((text) => text === '1' || text === 'true');

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'write a port number, 0 for any free one')
  .transform(Number)
  .refine((number) => number <= 65_535, 'write a port number up to 65535');

const address = (protocols: readonly string[], example: string) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `write an address such as ${example}`,
    );

const publicUrl = address(['http:', 'https:'], 'https://cards.example.com').transform((text) =>
  text.replace(/\/+$/, ''),
);

/** 32 bytes as 64 hex digits or as base64; older keys, which only open, follow after commas. */
const masterKeys = z.string().transform((text, issues) => {
  const keys = text.split(',').map(masterKeyOf);
  const [current, ...older] = keys.filter((key) => key !== null);
  if (current === undefined || older.length + 1 !== keys.length) {
    issues.addIssue({
      code: 'custom',
      message: 'write 32 bytes as 64 hex digits or as base64 (`openssl rand -hex 32` makes one)',
    });
    return z.NEVER;
  }
  return [current, ...older] satisfies [Buffer, ...Buffer[]];
});

/** Reads one master key; null when the text is not 32 bytes. */
export function masterKeyOf(text: string): Buffer | null {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex');
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return null;
  const bytes = Buffer.from(trimmed, 'base64');
  return bytes.length === MASTER_KEY_BYTES ? bytes : null;
}

/** Addresses and ranges after commas. */
const addresses = z.string().transform((text, issues) => {
  const list = new BlockList();
  for (const entry of text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)) {
    if (addToList(list, entry)) continue;
    issues.addIssue({ code: 'custom', message: `"${entry}" is no address: write 10.0.0.1,10.1.0.0/16` });
  }
  return list;
});

function addToList(list: BlockList, entry: string): boolean {
  const [ip = '', prefix, more] = entry.split('/');
  const family = isIP(ip) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(ip) === 0 || more !== undefined) return false;
  if (prefix === undefined) list.addAddress(ip, family);
  else if (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 'ipv6' ? 128 : 32))
    list.addSubnet(ip, Number(prefix), family);
  else return false;
  return true;
}

/** This machine: receivers that are tried out beside a sandbox. */
function loopback(): BlockList {
  const list = new BlockList();
  list.addSubnet('127.0.0.0', 8, 'ipv4');
  list.addAddress('::1', 'ipv6');
  return list;
}

/** Less than a week would cut off webhooks that are still being tried, and followers over a holiday. */
const retentionDays = z
  .string()
  .regex(/^\d{1,5}$/, 'write a number of days')
  .transform(Number)
  .refine((days) => days >= 7, 'write 7 days or more');

/** 0: not counted. */
const perSecond = z
  .string()
  .regex(/^\d{1,6}$/, 'write a whole number, 0 for no bound')
  .transform(Number);

const existingFile = z.string().refine((path) => existsSync(path), 'there is no such file');

const environmentSchema = z
  .object({
    NODE_ENV: z.string().optional(),
    KAQUAN_PORT: port.default(4000),
    KAQUAN_HOST: z.string().optional(),
    KAQUAN_DATA_DIR: z.string().optional(),
    KAQUAN_DATABASE_URL: address(
      ['postgres:', 'postgresql:'],
      'postgresql://user:password@host:5432/kaquan',
    ).optional(),
    KAQUAN_REDIS_URL: address(['redis:', 'rediss:'], 'redis://host:6379').optional(),
    KAQUAN_PUBLIC_URL: publicUrl.optional(),
    KAQUAN_MASTER_KEY: masterKeys.optional(),
    KAQUAN_OPERATOR_KEY: z
      .string()
      .regex(/^op_[A-Za-z0-9_]{32,}$/, 'write op_ and at least 32 letters and digits')
      .optional(),
    KAQUAN_LOG_LEVEL: z.enum(LOG_LEVELS, { error: `write one of ${LOG_LEVELS.join(', ')}` }).default('info'),
    KAQUAN_SANDBOX: flag.default(false),
    KAQUAN_TRUSTED_PROXIES: addresses.optional(),
    KAQUAN_WEBHOOK_ALLOW: addresses.optional(),
    KAQUAN_TLS_CERT: existingFile.optional(),
    KAQUAN_TLS_KEY: existingFile.optional(),
    KAQUAN_GRAPHIQL: flag.optional(),
    KAQUAN_COMPILE_DOCUMENTS: flag.default(true),
    KAQUAN_METRICS_PUBLIC: flag.default(false),
    KAQUAN_EVENT_RETENTION_DAYS: retentionDays.default(400),
    KAQUAN_CLAIMS_PER_USER: perSecond.default(2),
    KAQUAN_CLAIMS_PER_ADDRESS: perSecond.default(100),
  })
  .superRefine((settings, issues) => {
    const complain = (variable: string, message: string) =>
      issues.addIssue({ code: 'custom', path: [variable], message });
    if (settings.KAQUAN_DATABASE_URL !== undefined && settings.KAQUAN_MASTER_KEY === undefined)
      complain(
        'KAQUAN_MASTER_KEY',
        'is required beside KAQUAN_DATABASE_URL, the same for all instances (`openssl rand -hex 32` makes one)',
      );
    if ((settings.KAQUAN_TLS_CERT === undefined) !== (settings.KAQUAN_TLS_KEY === undefined))
      complain(
        settings.KAQUAN_TLS_CERT === undefined ? 'KAQUAN_TLS_CERT' : 'KAQUAN_TLS_KEY',
        'certificate and key go together: set both or none',
      );
  });

export type LogLevel = (typeof LOG_LEVELS)[number];

/** The settings of one server, fixed for its life. */
export type Config = {
  readonly isDevelopment: boolean;
  /** 0: any free port. */
  readonly port: number;
  /** Address to listen on; null: every one of this machine. */
  readonly host: string | null;
  /** Absolute. */
  readonly dataDir: string;
  /** The folder that holds `packages/`: where built pages and the SDK are found. */
  readonly installationDir: string;
  /** Null: the embedded database in the data folder. */
  readonly databaseUrl: string | null;
  /** Null: hints between instances travel through the database. */
  readonly redisUrl: string | null;
  /** Null: this machine at the port that was taken. */
  readonly publicUrl: string | null;
  /** Null: kept in the data folder, made there on the first start. */
  readonly masterKeys: readonly [Buffer, ...Buffer[]] | null;
  /** A key that works as an operator key beside those in the database. */
  readonly operatorKey: string | null;
  readonly logLevel: LogLevel;
  readonly isSandbox: boolean;
  /** Whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: BlockList;
  /** Private addresses that webhooks may be sent to. */
  readonly webhookAllowed: BlockList;
  /** Paths of certificate and key in PEM; null: plain HTTP. */
  readonly tls: { readonly certPath: string; readonly keyPath: string } | null;
  readonly showsGraphiql: boolean;
  /** False: no GraphQL document is made into a function of its own; each is read anew when it runs. */
  readonly compilesDocuments: boolean;
  /** True: `/metrics` answers to everybody. */
  readonly hasPublicMetrics: boolean;
  /** Older events are archived. */
  readonly eventRetentionDays: number;
  /** Tries to claim that users (and devices) and addresses have in each second, by each instance; 0: not counted. */
  readonly claimRates: { readonly perUserSecond: number; readonly perAddressSecond: number };
};

/** The repository's root, or the installation's, from `src/` as well as from `dist/`. */
function installationFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder;
  }
  return resolve(start, '../../..');
}

const withoutEmpty = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

function tlsOf(certPath: string | undefined, keyPath: string | undefined): Config['tls'] {
  return certPath !== undefined && keyPath !== undefined ? { certPath, keyPath } : null;
}

/**
 * Reads the settings of one environment. An empty variable counts as absent.
 * @throws {ConfigError} naming every variable that is wrong
 */
export function parseConfig(env: Environment): Config {
  const parsed = environmentSchema.safeParse(withoutEmpty(env));
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const settings = parsed.data;
  const isDevelopment = settings.NODE_ENV === 'development';
  return Object.freeze({
    isDevelopment,
    port: settings.KAQUAN_PORT,
    host: settings.KAQUAN_HOST ?? null,
    dataDir: resolve(settings.KAQUAN_DATA_DIR ?? join(installationFolder(), '.kaquan')),
    installationDir: installationFolder(),
    databaseUrl: settings.KAQUAN_DATABASE_URL ?? null,
    redisUrl: settings.KAQUAN_REDIS_URL ?? null,
    publicUrl: settings.KAQUAN_PUBLIC_URL ?? null,
    masterKeys: settings.KAQUAN_MASTER_KEY ?? null,
    operatorKey: settings.KAQUAN_OPERATOR_KEY ?? null,
    logLevel: settings.KAQUAN_LOG_LEVEL,
    isSandbox: settings.KAQUAN_SANDBOX,
    trustedProxies: settings.KAQUAN_TRUSTED_PROXIES ?? new BlockList(),
    webhookAllowed: settings.KAQUAN_WEBHOOK_ALLOW ?? (settings.KAQUAN_SANDBOX ? loopback() : new BlockList()),
    tls: tlsOf(settings.KAQUAN_TLS_CERT, settings.KAQUAN_TLS_KEY),
    showsGraphiql: settings.KAQUAN_GRAPHIQL ?? isDevelopment,
    compilesDocuments: settings.KAQUAN_COMPILE_DOCUMENTS,
    hasPublicMetrics: settings.KAQUAN_METRICS_PUBLIC,
    eventRetentionDays: settings.KAQUAN_EVENT_RETENTION_DAYS,
    claimRates: {
      perUserSecond: settings.KAQUAN_CLAIMS_PER_USER,
      perAddressSecond: settings.KAQUAN_CLAIMS_PER_ADDRESS,
    },
  });
}

/** The settings of this process. The only place that reads its environment. */
export const readConfig = (): Config => parseConfig(process.env);
