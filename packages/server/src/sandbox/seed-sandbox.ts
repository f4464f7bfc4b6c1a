import {
  createSignInLink,
  findOwnership,
  invitePerson,
  addSafeDomain,
  signingSecretOf,
  type Root,
} from '../domain/access/index.ts';
import type { DomainContext } from '../domain/kit/context.ts';
import { inTransaction } from '../domain/kit/transaction.ts';
import { createMerchant, merchantOf, PERMISSIONS } from '../domain/merchants/index.ts';
import { ensureDemoCards } from './demo-cards.ts';
import { appSecretThatWorks, keyThatWorks } from './sandbox-keys.ts';
import type { KeptSandbox, SandboxFile, SandboxMerchant } from './sandbox-file.ts';

/** Advisory lock of the seeding: two servers that start at once on one database make two merchants, not four. */
const SEED_LOCK = 7_021_002;
const SIGN_IN_LINK_SECONDS = 86_400;
const SAFE_HOSTS = ['localhost', '127.0.0.1'];

/** The owner's login is the mark by which a merchant of the sandbox is found again. */
const SANDBOX_MERCHANTS = {
  first: { name: '卡券沙箱', owner: { login: 'sandbox-owner', name: '沙箱店主' } },
  other: { name: '卡券沙箱二', owner: { login: 'sandbox-owner-2', name: '沙箱店主二' } },
} as const;
type Seed = (typeof SANDBOX_MERCHANTS)[keyof typeof SANDBOX_MERCHANTS];

export type SandboxSettings = {
  /** Address of the server, without a slash at its end. */
  url: string;
  /** What the start before has written; null on the first start, or when the file is gone. */
  previous: KeptSandbox | null;
  /** The installation's operator key, as it is. */
  operatorKey: string;
};

/**
 * Makes the two sandbox merchants (W8): approved, with all permissions, test keys and an owner who can sign in; the first
 * has the stores and cards of the demo shop. At the next start they are found again; keys of `previous` that still work
 * stay, others are made anew. The sign-in links are new each time.
 */
export async function seedSandbox(root: Root, { url, previous, operatorKey }: SandboxSettings): Promise<SandboxFile> {
  const installation = { url, operatorKey };
  const second = { seed: SANDBOX_MERCHANTS.other, previous: previous?.other ?? null };
  const { first, other } = await oneAtATime(root, async (inside) => ({
    first: await seedMerchant(inside, { installation, seed: SANDBOX_MERCHANTS.first, previous }),
    other: await seedMerchant(inside, { installation, ...second }),
  }));
  // Apart from the merchants: on a slow machine all of it together would be a long transaction.
  const cards = await oneAtATime(root, (inside) => ensureDemoCards(actingIn(inside, first.merchantId)));
  return { ...first.merchant, cards, other: other.merchant };
}

function oneAtATime<T>(root: Root, work: (inside: Root) => Promise<T>): Promise<T> {
  return inTransaction({ ...root, actor: { kind: 'system' } }, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SEED_LOCK})`;
    return work({ ...root, tx });
  });
}

type MerchantSettings = {
  installation: Pick<SandboxMerchant, 'url' | 'operatorKey'>;
  seed: Seed;
  previous: SandboxMerchant | null;
};

type Seeded = { merchantId: string; merchant: SandboxMerchant };

async function seedMerchant(root: Root, { installation, seed, previous }: MerchantSettings): Promise<Seeded> {
  const { ctx, personId, appSecret } = await findOrCreate(root, seed);
  const { id: merchantId, appId } = await merchantOf(ctx);
  const kept = previous?.appId === appId ? previous : null;
  const { secret: signingSecret } = await signingSecretOf(ctx);
  const { token } = await createSignInLink(ctx, { personId, lifeSeconds: SIGN_IN_LINK_SECONDS });
  const merchant = {
    ...installation,
    appId,
    appSecret: appSecret ?? (await appSecretThatWorks(ctx, { appId, known: kept?.appSecret ?? null })),
    secretKey: await keyThatWorks(ctx, { kind: 'SECRET', known: kept?.secretKey ?? null }),
    publishableKey: await keyThatWorks(ctx, { kind: 'PUBLISHABLE', known: kept?.publishableKey ?? null }),
    reportKey: await keyThatWorks(ctx, { kind: 'REPORT', known: kept?.reportKey ?? null }),
    signingSecret,
    signInUrl: `${installation.url}/session/${token}`,
  };
  return { merchantId, merchant };
}

type Found = {
  ctx: DomainContext;
  personId: string;
  /** Known only when the merchant was made just now. */
  appSecret: string | null;
};

async function findOrCreate(root: Root, { name, owner }: Seed): Promise<Found> {
  const known = await findOwnership(root, owner.login);
  if (known) return { ctx: actingIn(root, known.merchantId), personId: known.personId, appSecret: null };
  const system: DomainContext = { ...root, actor: { kind: 'system' } };
  const { merchant, appSecret } = await createMerchant(system, { name, isSandbox: true, permissions: PERMISSIONS });
  const ctx = actingIn(root, merchant.id);
  for (const value of SAFE_HOSTS) await addSafeDomain(ctx, { kind: 'DOMAIN', value });
  const { person } = await invitePerson(ctx, { ...owner, role: 'OWNER' });
  return { ctx, personId: person.id, appSecret };
}

/** The sandbox acts as an operator would. */
const actingIn = (root: Root, merchantId: string): DomainContext => ({
  ...root,
  actor: { kind: 'operator', id: 'sandbox', merchantId },
});
