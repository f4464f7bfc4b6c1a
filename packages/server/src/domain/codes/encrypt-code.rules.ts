import { createHash } from 'node:crypto';
import type { Code } from '../../generated/prisma/client.ts';

/** What of a code an `encrypt_code` is made of. */
export type Encrypted = Pick<Code, 'id' | 'cardId' | 'openid' | 'value'>;

const ULID_LENGTH = 26;
const DIGEST_BYTES = 16;

/** Ties the value to the code, its card, its holder and its number; as short as the 128 characters of K4 ask for. */
const digestOf = ({ id, cardId, openid, value }: Encrypted): string =>
  createHash('sha256')
    .update(JSON.stringify([id, cardId, openid, value]))
    .digest()
    .subarray(0, DIGEST_BYTES)
    .toString('base64url');

const idPartOf = (id: string): string => id.slice(-ULID_LENGTH);

/** The text that is sealed. */
export const clearTextOf = (code: Encrypted): string => idPartOf(code.id) + digestOf(code);

/** Id of the code that an opened text names. */
export const codeIdIn = (text: string): string => `code_${text.slice(0, ULID_LENGTH)}`;

/** Whether the text was made of the code as it is now: a new number or a new holder makes old ones void. */
export const isMadeOf = (text: string, code: Encrypted): boolean => text === clearTextOf(code);
