import type { StaffDevice } from '../../generated/prisma/client.ts';
import { UnauthenticatedError } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { Actor } from '../kit/actor.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError, NotAllowedError } from '../kit/errors.ts';
import { isPlainText } from '../kit/text.ts';
import { inTransaction } from '../kit/transaction.ts';
import { hashOfKey, parseDeviceKey } from './device-key.rules.ts';

const NAME_LENGTH = 64;
/** A phone that forgets its key makes another one; nobody needs many. */
const MOST_OF_A_SESSION = 20;

/**
 * Binds the public key of a device to the session that asks: what the key signs without a network can be redeemed later,
 * by that person. The same key again is the same device, at each merchant another. Whoever ends the session ends it; a session that ran out lets it
 * send what still waits.
 *
 * Throws InvalidInputError; NotAllowedError for keys and users; UnauthenticatedError when the session has just ended.
 */
export async function registerDevice(
  ctx: DomainContext,
  input: { /** JWK as JSON: EC, P-256, public. */ publicKey: string; name?: string | null | undefined },
): Promise<StaffDevice> {
  assertMay(ctx, 'redemptions:write');
  const actor = personOf(ctx.actor);
  const publicJwk = parseDeviceKey(input.publicKey);
  const name = nameOf(input.name);
  const { id: personId, merchantId, sessionId } = actor;
  const keyHash = hashOfKey(publicJwk);
  return inTransaction(ctx, async (tx) => {
    await lockSession(tx, ctx, sessionId);
    const known = await tx.staffDevice.findUnique({
      where: { sessionId_merchantId_keyHash: { sessionId, merchantId, keyHash } },
    });
    if (known) return known;
    if ((await tx.staffDevice.count({ where: { sessionId } })) >= MOST_OF_A_SESSION)
      throw new NotAllowedError('This session has too many keys: sign in again');
    const place = { merchantId, personId, sessionId };
    const made = { id: ctx.newId('dev'), ...place, name, publicJwk, keyHash, createdAt: ctx.now() };
    const device = await tx.staffDevice.create({ data: made });
    await announce(tx, ctx, { type: 'device.registered', data: { deviceId: device.id, personId, sessionId } });
    return device;
  });
}

function personOf(actor: Actor): Extract<Actor, { kind: 'person' }> {
  if (actor.kind !== 'person') throw new NotAllowedError('Only people who signed in have devices');
  return actor;
}

function nameOf(given: string | null | undefined): string | null {
  const name = given?.trim() ?? '';
  if (name === '') return null;
  if (!isPlainText(name, 'one-line')) throw new InvalidInputError(['name'], 'A name is one line of text');
  if (name.length > NAME_LENGTH) throw new InvalidInputError(['name'], `At most ${NAME_LENGTH} characters`, 'TOO_LONG');
  return name;
}

/** Held until the commit, so that no key is bound to a session that is ending. */
async function lockSession(tx: Tx, ctx: DomainContext, id: string): Promise<void> {
  const live = await tx.$queryRaw<unknown[]>`
    SELECT "id" FROM "Session" WHERE "id" = ${id} AND "revokedAt" IS NULL AND "expiresAt" > ${ctx.now()} FOR UPDATE`;
  if (live.length === 0) throw new UnauthenticatedError('SESSION_ENDED');
}
