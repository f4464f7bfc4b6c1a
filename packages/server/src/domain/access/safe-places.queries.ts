import { clientOf } from '../kit/context.ts';
import type { Root } from './identity.rules.ts';
import { lookUp } from './lookups.ts';
import type { SafeDomainEntry, SafePlaces } from './safe-domain.rules.ts';

/** Where pages of a merchant may be: its safe domains, and our own origin (for `isTest` loopback pages too). */
export async function safePlacesOf(
  root: Root,
  { merchant, isTest }: { merchant: { id: string }; isTest: boolean },
): Promise<SafePlaces> {
  return { domains: await safeDomains(root, merchant.id), ownOrigin: new URL(root.publicUrl).origin, isTest };
}

async function safeDomains(root: Root, merchantId: string): Promise<SafeDomainEntry[]> {
  const found = await lookUp(root, `safe-domains:${merchantId}`, async () => {
    const rows = await clientOf(root).safeDomain.findMany({
      where: { merchantId },
      select: { kind: true, value: true },
    });
    return rows.length > 0 ? rows : null;
  });
  return found ?? [];
}
