import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ConfigError, masterKeyOf, parseConfig } from './config.ts';

const HEX = 'ab'.repeat(32);
const DATABASE = { KAQUAN_DATABASE_URL: 'postgresql://a:b@127.0.0.1/kaquan', KAQUAN_MASTER_KEY: HEX };
const THIS_FILE = fileURLToPath(import.meta.url);

describe('settings', () => {
  it('have defaults for a fresh clone', () => {
    const config = parseConfig({});
    expect(config).toMatchObject({
      port: 4000,
      databaseUrl: null,
      masterKeys: null,
      publicUrl: null,
      isSandbox: false,
      showsGraphiql: false,
      logLevel: 'info',
    });
    expect(config.dataDir).toBe(join(THIS_FILE, '../../../../.kaquan'));
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('take an empty variable as absent', () => {
    expect(parseConfig({ KAQUAN_PORT: '', KAQUAN_DATABASE_URL: '' }).port).toBe(4000);
  });

  it('drop the slash at the end of the public address', () => {
    expect(parseConfig({ KAQUAN_PUBLIC_URL: 'https://cards.example/' }).publicUrl).toBe('https://cards.example');
  });

  it('show GraphiQL in development, and where it is asked for', () => {
    expect(parseConfig({ NODE_ENV: 'development' }).showsGraphiql).toBe(true);
    expect(parseConfig({ NODE_ENV: 'development', KAQUAN_GRAPHIQL: '0' }).showsGraphiql).toBe(false);
    expect(parseConfig({ KAQUAN_GRAPHIQL: '1' }).showsGraphiql).toBe(true);
  });

  it('compile documents unless told otherwise', () => {
    expect(parseConfig({}).compilesDocuments).toBe(true);
    expect(parseConfig({ KAQUAN_COMPILE_DOCUMENTS: '0' }).compilesDocuments).toBe(false);
  });

  it('take master keys as hex or base64, the current one first', () => {
    const base64 = Buffer.alloc(32, 3).toString('base64');
    const { masterKeys } = parseConfig({ ...DATABASE, KAQUAN_MASTER_KEY: `${HEX},${base64}` });
    expect(masterKeys?.map((key) => key.length)).toEqual([32, 32]);
    expect(masterKeys?.[1]?.[0]).toBe(3);
  });

  it('know trusted proxies by address and network', () => {
    const { trustedProxies } = parseConfig({ KAQUAN_TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.1, 2001:db8::/32' });
    expect(trustedProxies.check('10.9.9.9')).toBe(true);
    expect(trustedProxies.check('192.0.2.2')).toBe(false);
    expect(trustedProxies.check('2001:db8::7', 'ipv6')).toBe(true);
  });

  it.each<[object, string, boolean]>([
    [{}, '127.0.0.1', false],
    [{ KAQUAN_SANDBOX: '1' }, '127.0.0.1', true],
    [{ KAQUAN_SANDBOX: '1' }, '10.0.0.1', false],
    [{ KAQUAN_SANDBOX: '1', KAQUAN_WEBHOOK_ALLOW: '10.0.0.0/8' }, '127.0.0.1', false],
    [{ KAQUAN_WEBHOOK_ALLOW: '10.0.0.0/8' }, '10.0.0.1', true],
  ])('%j allows webhooks to %s: %s', (env, address, isAllowed) =>
    expect(parseConfig({ ...env }).webhookAllowed.check(address)).toBe(isAllowed),
  );

  it.each([
    [{ KAQUAN_PORT: 'http' }, 'KAQUAN_PORT'],
    [{ KAQUAN_PORT: '65536' }, 'KAQUAN_PORT'],
    [{ KAQUAN_DATABASE_URL: 'mysql://x', KAQUAN_MASTER_KEY: HEX }, 'KAQUAN_DATABASE_URL'],
    [{ KAQUAN_DATABASE_URL: DATABASE.KAQUAN_DATABASE_URL }, 'KAQUAN_MASTER_KEY'],
    [{ KAQUAN_MASTER_KEY: 'short' }, 'KAQUAN_MASTER_KEY'],
    [{ KAQUAN_MASTER_KEY: `${HEX},short` }, 'KAQUAN_MASTER_KEY'],
    [{ KAQUAN_PUBLIC_URL: 'cards.example' }, 'KAQUAN_PUBLIC_URL'],
    [{ KAQUAN_LOG_LEVEL: 'loud' }, 'KAQUAN_LOG_LEVEL'],
    [{ KAQUAN_SANDBOX: 'maybe' }, 'KAQUAN_SANDBOX'],
    [{ KAQUAN_OPERATOR_KEY: 'op_short' }, 'KAQUAN_OPERATOR_KEY'],
    [{ KAQUAN_TRUSTED_PROXIES: '10.0.0.0/33' }, 'KAQUAN_TRUSTED_PROXIES'],
    [{ KAQUAN_TRUSTED_PROXIES: 'proxy' }, 'KAQUAN_TRUSTED_PROXIES'],
    [{ KAQUAN_TLS_CERT: THIS_FILE }, 'KAQUAN_TLS_KEY'],
    [{ KAQUAN_TLS_CERT: '/nowhere', KAQUAN_TLS_KEY: THIS_FILE }, 'KAQUAN_TLS_CERT'],
    [{ KAQUAN_REDIS_URL: 'http://x' }, 'KAQUAN_REDIS_URL'],
    [{ KAQUAN_EVENT_RETENTION_DAYS: '6' }, 'KAQUAN_EVENT_RETENTION_DAYS'],
    [{ KAQUAN_EVENT_RETENTION_DAYS: 'a year' }, 'KAQUAN_EVENT_RETENTION_DAYS'],
  ])('that are wrong name their variable: %j', (env, variable) => {
    expect(() => parseConfig(env)).toThrow(ConfigError);
    expect(() => parseConfig(env)).toThrow(new RegExp(`^${variable}: `, 'm'));
  });
});

it.each([
  '',
  'zz'.repeat(32),
  'ab'.repeat(31),
  Buffer.alloc(31).toString('base64'),
  Buffer.alloc(33).toString('base64'),
])('takes no master key that is not 32 bytes: %j', (text) => expect(masterKeyOf(text)).toBeNull());
