import { InvalidInputError } from '../kit/errors.ts';
import { fitsWidth, hasControlCharacter } from '../kit/text.ts';
import { isTimeZone } from '../kit/time.ts';

const NAME_WIDTH = 32;
const ADDRESS_LENGTH = 1024;

export type MerchantDraft = {
  name: string;
  /** Sandbox merchants alone may have `_test_` keys. */
  isSandbox: boolean;
  permissions?: readonly PermissionName[] | undefined;
  /** IANA name; Asia/Shanghai unless given (C4). */
  timeZone?: string | undefined;
  /** Where a browser is sent to find out who the user is (W8). */
  loginUrl?: string | undefined;
};

export const PERMISSIONS = ['STORED_VALUE', 'JSAPI', 'CUSTOM_CODE', 'CHECKOUT'] as const;
export type PermissionName = (typeof PERMISSIONS)[number];

/** Throws {@link InvalidInputError} with the field that is at fault. */
export function assertMerchantDraft(draft: MerchantDraft): void {
  const name = draft.name.trim();
  if (name === '') throw new InvalidInputError(['name'], 'A merchant has a name', 'MISSING');
  if (hasControlCharacter(name)) throw new InvalidInputError(['name'], 'A name is one line of text');
  if (!fitsWidth(name, NAME_WIDTH)) {
    throw new InvalidInputError(['name'], `At most ${NAME_WIDTH} wide characters`, 'TOO_LONG');
  }
  if (draft.timeZone !== undefined && !isTimeZone(draft.timeZone)) {
    throw new InvalidInputError(['timeZone'], 'No such time zone; write a name such as Asia/Shanghai');
  }
  if (draft.loginUrl !== undefined) assertLoginUrl(draft.loginUrl);
}

function assertLoginUrl(text: string): void {
  const url = text.length <= ADDRESS_LENGTH && URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '') {
    throw new InvalidInputError(['loginUrl'], 'Write an address such as https://shop.example/login');
  }
}
