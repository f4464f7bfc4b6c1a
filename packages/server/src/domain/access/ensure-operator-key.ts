import type { ApiKey } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { hashToken } from '../kit/secrets.ts';
import { inTransaction } from '../kit/transaction.ts';
import type { Root } from './identity.rules.ts';
import { INSTALLATION } from './installation.rules.ts';

const SHORTEST = 24;

/**
 * Makes the operator key of the configuration work; at the second start it is there already.
 * A key that was revoked stays so: `revokedAt` of the answer tells.
 * @throws InvalidInputError when the key is too short to be unguessable
 */
// house: no access check, because the configuration itself is the authority and no actor exists yet.
export async function ensureOperatorKey(root: Root, secret: string): Promise<ApiKey> {
  if (secret.length < SHORTEST) {
    throw new InvalidInputError(
      ['operatorKey'],
      `An operator key has at least ${SHORTEST} characters, such as op_ and 40 random ones`,
    );
  }
  const ctx = { ...root, actor: { kind: 'system' } as const };
  const hash = hashToken(secret);
  return inTransaction(ctx, async (tx) => {
    const row = {
      id: ctx.newId('key'),
      kind: 'OPERATOR',
      hash,
      hint: secret.slice(-4),
      name: 'From the configuration',
      isTest: false,
      createdAt: ctx.now(),
    } as const;
    const { count } = await tx.apiKey.createMany({ data: [row], skipDuplicates: true });
    if (count === 1) {
      await announce(tx, ctx, {
        type: 'key.created',
        merchantId: INSTALLATION,
        data: { keyId: row.id, kind: row.kind },
      });
    }
    return tx.apiKey.findUniqueOrThrow({ where: { hash } });
  });
}
