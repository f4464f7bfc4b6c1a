import type { IncomingMessage } from 'node:http';
import { type BlockList, isIP } from 'node:net';
import { headerOf } from './exchange.ts';

/** IPv4 inside IPv6 is written as IPv4, so that lists of addresses match it. */
const plain = (ip: string): string => (ip.startsWith('::ffff:') && isIP(ip.slice(7)) === 4 ? ip.slice(7) : ip);

const familyOf = (ip: string): 'ipv4' | 'ipv6' => (isIP(ip) === 6 ? 'ipv6' : 'ipv4');

const isLoopback = (ip: string): boolean => ip === '::1' || ip.startsWith('127.');

/**
 * Who calls. `X-Forwarded-For` counts only behind a trusted proxy, read from its end: the first address that is no
 * trusted proxy is the caller's; what stands before it is the caller's own word.
 */
export function callerAddress(req: IncomingMessage, trustedProxies: BlockList): { ip: string; isLocal: boolean } {
  const peer = plain(req.socket.remoteAddress ?? '');
  const forwarded = headerOf(req, 'x-forwarded-for');
  const isTrusted = (ip: string): boolean => isIP(ip) !== 0 && trustedProxies.check(ip, familyOf(ip));
  if (forwarded === null) return { ip: peer, isLocal: isLoopback(peer) };
  if (!isTrusted(peer)) return { ip: peer, isLocal: false };
  const hops = forwarded.split(',').map((hop) => plain(hop.trim()));
  const caller = hops.findLast((hop) => !isTrusted(hop));
  return { ip: caller !== undefined && isIP(caller) !== 0 ? caller : peer, isLocal: false };
}
