import type { KeyKind } from '../../generated/prisma/enums.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import { createKey } from './create-key.ts';
import { ensureOperatorKey } from './ensure-operator-key.ts';
import type { Root } from './identity.rules.ts';
import { isStanding, newKeyText } from './key.rules.ts';

/** Chance that every instance of an installation draws alike: it comes from the master key. */
function derivedChance({ secrets }: Pick<Root, 'secrets'>, name: string): (byteCount: number) => Buffer {
  let round = 0;
  return (byteCount) => secrets.derive('sandbox', `${name}/${(round += 1)}`, byteCount);
}

type DerivedKey = { kind: Exclude<KeyKind, 'OPERATOR'>; name: string };

/**
 * A test key of the actor's sandbox merchant that every instance can tell, also when another one made it. A key that
 * was revoked or replaced is followed by the next version.
 * @throws NotAllowedError
 */
// house: no event, because createKey announces the key that it makes.
export async function ensureDerivedKey(ctx: DomainContext, { kind, name }: DerivedKey): Promise<string> {
  assertMay(ctx, 'keys:write');
  for (let version = 1; ; version += 1) {
    const chance = () => derivedChance(ctx, `${merchantIdOf(ctx)}/${kind}/${version}`);
    const secret = newKeyText(kind, true, chance());
    const row = await clientOf(ctx).apiKey.findUnique({ where: { hash: hashToken(secret) } });
    if (row === null) return (await createKey({ ...ctx, random: chance() }, { kind, name, isTest: true })).secret;
    if (isStanding(row, ctx.now())) return secret;
  }
}

/** The installation's operator key, where the configuration names none: the same for every instance. */
// house: no event, because ensureOperatorKey announces the key that it makes.
export async function ensureDerivedOperatorKey(root: Root): Promise<string> {
  for (let version = 1; ; version += 1) {
    const secret = newKeyText('OPERATOR', false, derivedChance(root, `operator/${version}`));
    if (isStanding(await ensureOperatorKey(root, secret), root.now())) return secret;
  }
}
