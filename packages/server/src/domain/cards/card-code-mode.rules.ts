import type { CodeMode } from '../../generated/prisma/enums.ts';
import { InvalidInputError } from '../kit/errors.ts';
import type { CardDraft } from './card-draft.ts';

/** The one value of `getCustomCodeMode` (contract §2.1). */
export const DEPOSIT_MODE = 'GET_CUSTOM_CODE_MODE_DEPOSIT';

/** Where the codes of a drafted card are to come from (K1). Throws {@link InvalidInputError} for what is no mode. */
export function parseCodeMode({ useCustomCode, getCustomCodeMode, quantity }: Partial<CardDraft>): CodeMode {
  if (!getCustomCodeMode) return useCustomCode ? 'CUSTOM' : 'SYSTEM';
  if (getCustomCodeMode !== DEPOSIT_MODE) throw new InvalidInputError(['getCustomCodeMode'], `Must be ${DEPOSIT_MODE}`);
  if (!useCustomCode) throw new InvalidInputError(['getCustomCodeMode'], 'Goes together with useCustomCode');
  if (quantity)
    throw new InvalidInputError(['quantity'], 'Begins with 0: pieces are added as codes are deposited', 'QUANTITY');
  return 'DEPOSITED';
}
