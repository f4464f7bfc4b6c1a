import { createHash } from 'node:crypto';
import { InvalidInputError } from '../kit/errors.ts';
import { byteLength, isPlainText, isStorableText } from '../kit/text.ts';

export type OperationDraft = {
  /** Shown in lists and logs; the document's own name unless given. */
  name?: string | undefined;
  text: string;
};

const MOST_OPERATIONS = 200;
const MOST_BYTES = 64 * 1024;
const NAME_LENGTH = 128;
const OPERATION_NAME = /(?:^|[\s}])(?:query|mutation|subscription)\s+([A-Za-z_]\w*)/;

/** How clients name a document (`documentId`): SHA-256 in hex of the exact text. */
export const hashOfOperation = (text: string): string => createHash('sha256').update(text).digest('hex');

export const nameOfOperation = ({ name, text }: OperationDraft): string =>
  name?.trim() || (OPERATION_NAME.exec(text)?.[1] ?? 'anonymous');

/** Throws InvalidInputError with the operation that is at fault. `validate` says what is wrong with a document, or null. */
export function assertOperations(
  operations: readonly OperationDraft[],
  validate: (text: string) => string | null,
): void {
  if (operations.length === 0) throw new InvalidInputError(['operations'], 'Send at least one operation', 'MISSING');
  if (operations.length > MOST_OPERATIONS) {
    throw new InvalidInputError(['operations'], `At most ${MOST_OPERATIONS} at a time`, 'TOO_LONG');
  }
  operations.forEach((operation, index) => {
    if (byteLength(operation.text) > MOST_BYTES)
      throw new InvalidInputError(['operations', index, 'text'], `At most ${MOST_BYTES} bytes`, 'TOO_LONG');
    if (!isStorableText(operation.text))
      throw new InvalidInputError(['operations', index, 'text'], 'Holds a character that is no text');
    if (!isPlainText(nameOfOperation(operation), 'one-line'))
      throw new InvalidInputError(['operations', index, 'name'], 'A name is one line of text');
    if (nameOfOperation(operation).length > NAME_LENGTH) {
      throw new InvalidInputError(['operations', index, 'name'], `At most ${NAME_LENGTH} characters`, 'TOO_LONG');
    }
    const fault = validate(operation.text);
    if (fault !== null) throw new InvalidInputError(['operations', index, 'text'], fault);
  });
}
