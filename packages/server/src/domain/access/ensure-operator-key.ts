import type { ApiKey } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { hashToken } from '../kit/secrets.ts';
import { inTransaction } from '../kit/transaction.ts';
import type { Root } from './identity.rules.ts';
import { INSTALLATION } from './installation.rules.ts';
import { isStanding } from './key.rules.ts';
import { dropLookups } from './lookups.ts';

const SHORTEST = 24;
/** The mark of keys that came this way. */
const NAME = 'From the configuration';

/**
 * Makes the operator key of the configuration work; at the second start it is there already. Keys that the
 * configuration named before end: whoever changes it there wants the old one gone.
 * A key that was revoked stays so, and then ends no other: `revokedAt` of the answer tells.
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
  const key = await inTransaction(ctx, async (tx) => {
    const current = await findOrInsert(tx, ctx, secret);
    // A key that was rotated has a successor of the same name, which must outlive it.
    if (isStanding(current, ctx.now())) await endFormer(tx, ctx, current);
    return current;
  });
  dropLookups(ctx);
  return key;
}

async function findOrInsert(tx: Tx, ctx: DomainContext, secret: string): Promise<ApiKey> {
  const hash = hashToken(secret);
  const row = {
    id: ctx.newId('key'),
    kind: 'OPERATOR',
    hash,
    hint: secret.slice(-4),
    name: NAME,
    isTest: false,
    createdAt: ctx.now(),
  } as const;
  const { count } = await tx.apiKey.createMany({ data: [row], skipDuplicates: true });
  if (count === 1) await tell(tx, ctx, { type: 'key.created', data: { keyId: row.id, kind: row.kind } });
  return tx.apiKey.findUniqueOrThrow({ where: { hash } });
}

async function endFormer(tx: Tx, ctx: DomainContext, { id }: ApiKey): Promise<void> {
  const former = await tx.apiKey.updateManyAndReturn({
    where: { kind: 'OPERATOR', name: NAME, revokedAt: null, id: { not: id } },
    data: { revokedAt: ctx.now() },
  });
  for (const key of former) await tell(tx, ctx, { type: 'key.revoked', data: { keyId: key.id } });
}

type KeyEvent =
  | { type: 'key.created'; data: { keyId: string; kind: string } }
  | { type: 'key.revoked'; data: { keyId: string } };
const tell = (tx: Tx, ctx: DomainContext, event: KeyEvent): Promise<void> =>
  announce(tx, ctx, { ...event, merchantId: INSTALLATION });
