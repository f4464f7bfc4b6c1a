import { lookup as lookupAddress } from 'node:dns';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { type BlockList, isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { SendAnswer, SenderPort, SendFault, Sending } from '../domain/webhooks/index.ts';

/** As much of an answer's body is kept. */
const MOST_HEAD_BYTES = 1_024;
/** A receiver that says more than this is not listened to. */
const MOST_SOCKETS_PER_HOST = 64;

export type SenderOptions = {
  /** Private addresses that may be reached all the same. */
  allowed: BlockList;
  /** Finds the addresses of names; the system's unless given. */
  lookup?: LookupFunction;
};

export type Sender = SenderPort & { stop: () => void };

class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
}

/**
 * POSTs to addresses of merchants. The address that a name leads to is checked where the connection is made, so a name
 * that changes its mind gains nothing; redirects are answers like others.
 */
export function createSender({ allowed, lookup = lookupAddress }: SenderOptions): Sender {
  const isAllowed = (address: string): boolean => isPublic(address) || allowed.check(address, familyOf(address));
  const checkedLookup = checking(lookup, isAllowed);
  const agents = {
    http: new HttpAgent({ keepAlive: false, maxSockets: MOST_SOCKETS_PER_HOST, lookup: checkedLookup }),
    https: new HttpsAgent({ keepAlive: false, maxSockets: MOST_SOCKETS_PER_HOST, lookup: checkedLookup }),
  };
  // An address needs no look-up, so the check of look-ups never sees it.
  const isForbidden = (url: string): boolean => {
    const host = hostOf(url);
    return isIP(host) !== 0 && !isAllowed(host);
  };
  return {
    isForbidden,
    send: (sending) =>
      isForbidden(sending.url)
        ? Promise.resolve({ statusCode: null, fault: 'ADDRESS_FORBIDDEN' as const })
        : call(sending, agents),
    stop: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether it is an address of the public internet; an IPv4 address inside an IPv6 one is judged as what it is. */
function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

function checking(lookup: LookupFunction, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const forbidden = error === null ? addresses.find((address) => !isAllowed(address)) : undefined;
      if (forbidden === undefined) callback(error, found, family);
      else callback(new ForbiddenAddressError(`${hostname} is ${forbidden}`), found, family);
    });
  };
}

type Agents = { http: HttpAgent; https: HttpsAgent };

/** A GET has no body of which a length could be told. */
const lengthOf = (method: string, body: string): Record<string, string> =>
  method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body)) };

function call(
  { url, method = 'POST', headers, body, timeoutMs, signal }: Sending,
  agents: Agents,
): Promise<SendAnswer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const isHttps = new URL(url).protocol === 'https:';
  const options = {
    method,
    agent: isHttps ? agents.https : agents.http,
    signal: AbortSignal.any([signal, timeout]),
    headers: { 'user-agent': 'Kaquan-Webhooks/1', ...lengthOf(method, body), ...headers },
  };
  return new Promise((resolve) => {
    const fail = (error: Error): void => resolve({ statusCode: null, fault: faultOf(error, { signal, timeout }) });
    const outgoing = isHttps ? requestHttps(url, options) : requestHttp(url, options);
    let isAnswered = false;
    outgoing.on('error', fail);
    // A receiver that switches protocols is hung up on without an error: nobody may wait for it for ever.
    outgoing.on('close', () => isAnswered || resolve({ statusCode: null, fault: 'CONNECTION_LOST' }));
    outgoing.on('response', (incoming) => {
      isAnswered = true;
      readHead(incoming).then((head) => resolve({ statusCode: incoming.statusCode ?? 0, head, fault: null }), fail);
    });
    outgoing.end(body);
  });
}

// Without an encoding a message is read in buffers.
const bytesOf = (incoming: IncomingMessage) => incoming as AsyncIterable<Buffer>;

/** Reads no more than it keeps: nobody may hold us with an endless body. */
async function readHead(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytesOf(incoming)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MOST_HEAD_BYTES) break;
  }
  // PostgreSQL keeps no NUL in a text.
  return Buffer.concat(chunks).subarray(0, MOST_HEAD_BYTES).toString('utf8').replaceAll('\0', '');
}

const FAULTS: Readonly<Record<string, SendFault>> = {
  ENOTFOUND: 'NAME_UNKNOWN',
  EAI_AGAIN: 'NAME_UNKNOWN',
  EAI_FAIL: 'NAME_UNKNOWN',
  ECONNRESET: 'CONNECTION_LOST',
  EPIPE: 'CONNECTION_LOST',
  HPE_INVALID_CONSTANT: 'CONNECTION_LOST',
  ETIMEDOUT: 'TIMEOUT',
};

function faultOf(error: Error, ended: { signal: AbortSignal; timeout: AbortSignal }): SendFault {
  if (error instanceof ForbiddenAddressError) return 'ADDRESS_FORBIDDEN';
  if (ended.signal.aborted) return 'ABORTED';
  if (ended.timeout.aborted) return 'TIMEOUT';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('HPE_')) return 'CONNECTION_LOST';
  if (/^(ERR_TLS|CERT_|DEPTH_|UNABLE_|SELF_SIGNED|ERR_SSL|EPROTO)/.test(code)) return 'TLS_FAILED';
  return FAULTS[code] ?? 'CONNECTION_FAILED';
}
