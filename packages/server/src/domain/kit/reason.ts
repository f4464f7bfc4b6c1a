import { InvalidInputError } from './errors.ts';
import { fitsWidth, isBlank, isPlainText } from './text.ts';

const REASON_WIDTH = 64;

/** Why somebody did something, as it is kept; null when nothing was said. Throws {@link InvalidInputError}. */
export function parseReason(reason: string | null | undefined): string | null {
  if (typeof reason !== 'string' || isBlank(reason)) return null;
  if (!isPlainText(reason, 'one-line')) throw new InvalidInputError(['reason'], 'A reason is one line of text');
  if (!fitsWidth(reason, REASON_WIDTH))
    throw new InvalidInputError(['reason'], `At most ${REASON_WIDTH} wide characters`, 'TOO_LONG');
  return reason.trim();
}
