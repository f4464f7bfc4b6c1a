type Address = { bits: 32 | 128; value: bigint };

const GROUP = /^[0-9a-f]{1,4}$/i;
const OCTET = /^(0|[1-9]\d{0,2})$/;
/** IPv4 inside IPv6: `::ffff:1.2.3.4`, as dual-stack sockets report IPv4 callers. */
const MAPPED = 0xffffn << 32n;

function parseIpv4(text: string): bigint | null {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => OCTET.test(octet) && Number(octet) <= 255)) return null;
  return octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

/** `1.2.3.4` at the end becomes two groups. */
function groupsOf(text: string): string[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  const last = groups.at(-1) ?? '';
  if (!last.includes('.')) return groups;
  const embedded = parseIpv4(last);
  if (embedded === null) return null;
  return [...groups.slice(0, -1), (embedded >> 16n).toString(16), (embedded & 0xffffn).toString(16)];
}

function parseIpv6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = [groupsOf(halves[0] ?? ''), groupsOf(halves[1] ?? '')];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every((group) => GROUP.test(group))) return null;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

function parseAddress(text: string): Address | null {
  if (!text.includes(':')) {
    const value = parseIpv4(text);
    return value === null ? null : { bits: 32, value };
  }
  const value = parseIpv6(text);
  if (value === null) return null;
  return value >> 32n === MAPPED >> 32n ? { bits: 32, value: value & 0xffffffffn } : { bits: 128, value };
}

function parseRange(entry: string): { network: Address; prefix: number } | null {
  const [ip = '', prefix, more] = entry.split('/');
  const network = parseAddress(ip);
  if (network === null || more !== undefined) return null;
  if (prefix === undefined) return { network, prefix: network.bits };
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= network.bits ? { network, prefix: Number(prefix) } : null;
}

/** Whether an entry of an IP list is an address or a CIDR range. */
export const isIpRange = (entry: string): boolean => parseRange(entry) !== null;

type Range = NonNullable<ReturnType<typeof parseRange>>;

const contains = ({ network, prefix }: Range, { bits, value }: Address): boolean => {
  const shift = BigInt(network.bits - prefix);
  return network.bits === bits && network.value >> shift === value >> shift;
};

/** Whether the list lets an address through; an empty list lets everyone. */
export function allowsIp(list: readonly string[], ip: string): boolean {
  if (list.length === 0) return true;
  const address = parseAddress(ip);
  if (address === null) return false;
  return list.some((entry) => {
    const range = parseRange(entry);
    return range !== null && contains(range, address);
  });
}

/** Whether a list lets nobody through whom the other one stops; neither may be empty. */
export const isWithinIpList = (list: readonly string[], outer: readonly string[]): boolean =>
  list.length > 0 && list.every((entry) => outer.some((wider) => isWithin(parseRange(entry), parseRange(wider))));

const isWithin = (inner: Range | null, outer: Range | null): boolean =>
  inner !== null && outer !== null && inner.prefix >= outer.prefix && contains(outer, inner.network);
