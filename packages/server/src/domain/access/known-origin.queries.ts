import type { Root } from './identity.rules.ts';
import { lookUp } from './lookups.ts';

const LOOPBACK = /^http:\/\/(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;
const MOST_LABELS = 10;

/** `shop.a.example:8443` may be named as itself or as `*.a.example:8443`, `*.example:8443`. */
function namesOf(host: string): string[] {
  const labels = host.split('.').slice(-MOST_LABELS);
  return [host, ...labels.slice(1).map((_label, place) => `*.${labels.slice(place + 1).join('.')}`)];
}

/**
 * Whether pages of this origin may belong to some merchant: its safe domain, our own origin, or a loopback page that a
 * `_test_` key may be used on. A browser asks this before it shows us the key; whether that key may be used there is
 * decided by {@link identify}.
 */
// house: no access check, because the question comes before any credential and its answer tells no tenant.
export async function isKnownOrigin(root: Root, origin: string): Promise<boolean> {
  const url = origin.length <= 300 && URL.canParse(origin) ? new URL(origin) : null;
  if (url === null || url.origin !== origin) return false;
  if (origin === new URL(root.publicUrl).origin || LOOPBACK.test(origin)) return true;
  if (url.protocol !== 'https:') return false;
  const found = await lookUp(root, `known-origin:${url.host}`, () =>
    root.prisma.safeDomain.findFirst({
      where: { kind: 'DOMAIN', value: { in: namesOf(url.host) } },
      select: { id: true },
    }),
  );
  return found !== null;
}
