import type { IncomingMessage } from 'node:http';
import { BlockList } from 'node:net';
import { describe, expect, it } from 'vitest';
import { callerAddress } from './caller-address.ts';

const proxies = new BlockList();
proxies.addSubnet('10.0.0.0', 8);
proxies.addAddress('::1', 'ipv6');

// Only these two parts of a request are read.
const from = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

describe('the address of a caller', () => {
  it.each([
    ['the socket without a proxy', '203.0.113.7', undefined, '203.0.113.7'],
    ['IPv4 when it comes inside IPv6', '::ffff:203.0.113.7', undefined, '203.0.113.7'],
    ['the socket when the proxy is not trusted', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['what a trusted proxy tells', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['the last that no trusted proxy made up', '10.0.0.1', '1.1.1.1, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
    ['the proxy when all are trusted', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.1'],
    ['the proxy when the header is no address', '10.0.0.1', 'unknown', '10.0.0.1'],
  ])('is %s', (_title, remoteAddress, forwarded, ip) => {
    expect(callerAddress(from(remoteAddress, forwarded), proxies).ip).toBe(ip);
  });

  it('is of this machine only without any proxy', () => {
    expect(callerAddress(from('127.0.0.1'), proxies).isLocal).toBe(true);
    expect(callerAddress(from('::1'), proxies).isLocal).toBe(true);
    expect(callerAddress(from('::1', '127.0.0.1'), proxies).isLocal).toBe(false);
    expect(callerAddress(from('203.0.113.7'), proxies).isLocal).toBe(false);
  });
});
