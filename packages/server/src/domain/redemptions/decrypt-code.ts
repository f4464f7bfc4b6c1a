import type { Code } from '../../generated/prisma/client.ts';
import { decryptCode } from '../codes/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { onRecord } from './record-attempt.ts';
import { wayOnRecord } from './redemption.rules.ts';

/**
 * The code of an `encrypt_code` (K4), which is the first step of redeeming online: a forged one stays on record as any
 * refused redemption does. Throws InvalidInputError (40075), NotAllowedError.
 */
export async function decryptCodeOnRecord(ctx: DomainContext, input: { encryptCode: string }): Promise<Code> {
  assertMay(ctx, 'codes:read');
  const attempt = { way: wayOnRecord(ctx.actor, null), value: input.encryptCode };
  return onRecord(ctx, attempt, () => decryptCode(ctx, input));
}
