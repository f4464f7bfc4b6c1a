const LOOPBACK = /^(127\.|::1$)/;
const NETWORK_GROUPS = 4;

/**
 * What is counted as one address: an IPv4 address, or the /64 that one household or phone has of IPv6. Null for this
 * machine itself: behind a proxy that does not say who calls, everybody would share one bucket.
 */
export function addressBlockOf(ip: string): string | null {
  if (ip === '' || LOOPBACK.test(ip)) return null;
  if (!ip.includes(':')) return ip;
  const [head = '', tail = ''] = ip.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === '' ? [] : tail.split(':');
  const zeros = ip.includes('::')
    ? Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0')
    : [];
  const whole = [...groups, ...zeros, ...rest].slice(0, NETWORK_GROUPS);
  return `${whole.map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
