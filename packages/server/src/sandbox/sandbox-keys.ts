import {
  authenticateApp,
  createKey,
  CredentialRefusedError,
  ForbiddenError,
  identify,
  UnauthenticatedError,
} from '../domain/access/index.ts';
import type { DomainContext } from '../domain/kit/context.ts';
import { replaceAppSecret } from '../domain/merchants/index.ts';

const NAMES = {
  SECRET: 'Sandbox secret key',
  PUBLISHABLE: 'Sandbox publishable key',
  REPORT: 'Sandbox report key',
} as const;
type SandboxKeyKind = keyof typeof NAMES;

/** The known key, if it still is one of this merchant; else a new one. */
export async function keyThatWorks(
  ctx: DomainContext,
  { kind, known }: { kind: SandboxKeyKind; known: string | null },
): Promise<string> {
  if (known !== null && (await isKeyOf(ctx, { kind, known }))) return known;
  const { secret } = await createKey(ctx, { kind, name: NAMES[kind], isTest: true });
  return secret;
}

const ACTOR_KINDS = { SECRET: 'secretKey', PUBLISHABLE: 'publishableKey', REPORT: 'reportKey' } as const;

async function isKeyOf(ctx: DomainContext, { kind, known }: { kind: SandboxKeyKind; known: string }): Promise<boolean> {
  const credentials = { bearer: known, userToken: null, sessionToken: null, csrfToken: null, isWrite: false };
  // As one of our own pages: every publishable key answers there, and no other key is sent by a page.
  const origin = kind === 'PUBLISHABLE' ? new URL(ctx.publicUrl).origin : null;
  const facts = { origin, referer: null, appBundle: null, ip: '127.0.0.1', merchantAppId: null };
  return isAccepted(async () => {
    const { actor } = await identify(ctx, credentials, facts);
    return (
      actor.kind === ACTOR_KINDS[kind] && ctx.actor.kind === 'operator' && actor.merchantId === ctx.actor.merchantId
    );
  });
}

/** The known app secret, if it still is the merchant's; else a new one. */
export async function appSecretThatWorks(
  ctx: DomainContext,
  { appId, known }: { appId: string; known: string | null },
): Promise<string> {
  const works =
    known !== null &&
    (await isAccepted(async () => (await authenticateApp(ctx, { appId, secret: known })).appId === appId));
  return works ? known : (await replaceAppSecret(ctx)).appSecret;
}

/** A refusal is what we ask for here: it means no. */
async function isAccepted(ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await ask();
  } catch (error) {
    const isRefusal =
      error instanceof UnauthenticatedError ||
      error instanceof ForbiddenError ||
      error instanceof CredentialRefusedError;
    if (isRefusal) return false;
    throw error;
  }
}
