import type { Code } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { clearTextOf, codeIdIn, type Encrypted, isMadeOf } from './encrypt-code.rules.ts';

const MAX_LENGTH = 128;

/** `encrypt_code` of a code (K4): authenticated encryption, URL-safe, at most 128 characters. Each call makes another text. */
export const encryptCodeOf = ({ secrets }: Pick<DomainContext, 'secrets'>, code: Encrypted): string =>
  secrets.seal('encrypt-code', clearTextOf(code));

/**
 * The code of an `encrypt_code`. Throws InvalidInputError (40075) when it was forged, cut off or made before the code
 * was replaced or changed hands; NotAllowedError.
 */
export async function decryptCode(ctx: DomainContext, { encryptCode }: { encryptCode: string }): Promise<Code> {
  assertMay(ctx, 'codes:read');
  const text = encryptCode.length <= MAX_LENGTH ? ctx.secrets.open('encrypt-code', encryptCode) : null;
  const where = { id: codeIdIn(text ?? ''), merchantId: merchantIdOf(ctx) };
  const code = text === null ? null : await clientOf(ctx).code.findFirst({ where });
  if (text === null || code === null || code.status === 'GIFTED' || !isMadeOf(text, code))
    throw new InvalidInputError(
      ['encryptCode'],
      'Forged, cut off, or of a code that has changed since',
      'ENCRYPT_CODE',
    );
  return code;
}
