import type { ShownCodeStatus } from '../../domain/codes/index.ts';
import type { Rows } from '../builder.ts';
import { enumType } from '../kit/enum.ts';

export const CodeStatusEnum = enumType('CodeStatus', 'Where a code stands in its life (K2).', {
  NORMAL: 'Held and unused.',
  CONSUMED: 'Redeemed.',
  EXPIRED: 'Unused, and its validity is over; derived from time, never stored.',
  GIFTING: 'On its way to a friend; can not be redeemed (L7).',
  GIFT_TIMEOUT: 'A gift that nobody took: back with its holder, as good as NORMAL (L7).',
  GIFTED: 'Given away: a friend has another code in its place (L7).',
  DELETED: 'Deleted by its holder or the merchant.',
  UNAVAILABLE: 'Made void by the merchant.',
} satisfies Record<ShownCodeStatus, string>);

export const CodeModeEnum = enumType('CodeMode', 'Where the value of a code comes from (K1).', {
  SYSTEM: 'Made here: 12 digits, unique per merchant.',
  CUSTOM: 'Given by the merchant at the claim.',
  DEPOSITED: 'Imported by the merchant beforehand.',
} satisfies Record<Rows.CodeMode, string>);
