import {
  addSafeDomain,
  createSignInLink,
  enablePerson,
  ensureDerivedKey,
  findOwner,
  invitePerson,
  signingSecretOf,
  type Root,
} from '../domain/access/index.ts';
import type { DomainContext } from '../domain/kit/context.ts';
import { inTransaction } from '../domain/kit/transaction.ts';
import { createMerchant, findSeededMerchant, PERMISSIONS, replaceAppSecret } from '../domain/merchants/index.ts';
import { ensureDemoCards } from './demo-cards.ts';
import type { SandboxFile, SandboxMerchant } from './sandbox-file.ts';

/** Advisory lock of the seeding: two servers that start at once on one database make two merchants, not four. */
const SEED_LOCK = 7_021_002;
const SIGN_IN_LINK_SECONDS = 86_400;
const APP_SECRET_BYTES = 16;
const SAFE_HOSTS = ['localhost', '127.0.0.1'];

const SANDBOX_MERCHANTS = {
  first: { seedName: 'sandbox', name: '卡券沙箱', owner: { login: 'sandbox-owner', name: '沙箱店主' } },
  other: { seedName: 'sandbox-2', name: '卡券沙箱二', owner: { login: 'sandbox-owner-2', name: '沙箱店主二' } },
} as const;
type Seed = (typeof SANDBOX_MERCHANTS)[keyof typeof SANDBOX_MERCHANTS];

/** What both merchants share: address of the server, without a slash at its end, and operator key. */
export type SandboxSettings = Pick<SandboxMerchant, 'url' | 'operatorKey'>;

/**
 * Makes the two sandbox merchants (W8): approved, with all permissions, test keys and an owner who can sign in; the first
 * has the stores and cards of the demo shop. At the next start they are found again. Secret and keys come from the
 * master key, so that every instance on the database prints the same; the sign-in links are new each time.
 */
export async function seedSandbox(root: Root, settings: SandboxSettings): Promise<SandboxFile> {
  const { first, other } = await oneAtATime(root, async (inside) => ({
    first: await seedMerchant(inside, SANDBOX_MERCHANTS.first, settings),
    other: await seedMerchant(inside, SANDBOX_MERCHANTS.other, settings),
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

type Seeded = { merchantId: string; merchant: SandboxMerchant };

async function seedMerchant(root: Root, seed: Seed, settings: SandboxSettings): Promise<Seeded> {
  const appSecret = root.secrets.derive('sandbox', `app-secret/${seed.seedName}`, APP_SECRET_BYTES).toString('hex');
  const { id: merchantId, appId } =
    (await findSeededMerchant(root, seed.seedName)) ?? (await createSeeded(root, seed, appSecret));
  const ctx = actingIn(root, merchantId);
  await replaceAppSecret(ctx, { appSecret });
  const { secret: signingSecret } = await signingSecretOf(ctx);
  const personId = await ownerWhoMaySignIn(ctx, seed);
  const { token } = await createSignInLink(ctx, { personId, lifeSeconds: SIGN_IN_LINK_SECONDS });
  const merchant = {
    ...settings,
    appId,
    appSecret,
    secretKey: await ensureDerivedKey(ctx, { kind: 'SECRET', name: 'Sandbox secret key' }),
    publishableKey: await ensureDerivedKey(ctx, { kind: 'PUBLISHABLE', name: 'Sandbox publishable key' }),
    reportKey: await ensureDerivedKey(ctx, { kind: 'REPORT', name: 'Sandbox report key' }),
    signingSecret,
    signInUrl: `${settings.url}/session/${token}`,
  };
  return { merchantId, merchant };
}

async function createSeeded(
  root: Root,
  { seedName, name }: Seed,
  appSecret: string,
): Promise<{ id: string; appId: string }> {
  const system: DomainContext = { ...root, actor: { kind: 'system' } };
  const draft = { name, seedName, appSecret, isSandbox: true, permissions: PERMISSIONS };
  const { merchant } = await createMerchant(system, draft);
  for (const value of SAFE_HOSTS) await addSafeDomain(actingIn(root, merchant.id), { kind: 'DOMAIN', value });
  return merchant;
}

/** Whoever owns the merchant by now; a sandbox that nobody can enter would be none. */
async function ownerWhoMaySignIn(ctx: DomainContext, { owner }: Seed): Promise<string> {
  const known = await findOwner(ctx);
  if (known === null) return (await invitePerson(ctx, { ...owner, role: 'OWNER' })).person.id;
  if (known.isDisabled) await enablePerson(ctx, { personId: known.personId });
  return known.personId;
}

/** The sandbox acts as an operator would. */
const actingIn = (root: Root, merchantId: string): DomainContext => ({
  ...root,
  actor: { kind: 'operator', id: 'sandbox', merchantId },
});
