import { type Field, InvalidInputError } from '../kit/errors.ts';
import { fitsWidth, isBlank, isPlainText } from '../kit/text.ts';
import { isTimeZone } from '../kit/time.ts';

const NAME_WIDTH = 32;
const ADDRESS_LENGTH = 1024;
const LOOPBACK = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const MOST_IMAGE_HOSTS = 20;
const HOST_LENGTH = 255;
const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^${LABEL}(\\.${LABEL})*(:\\d{1,5})?$`);

export type MerchantDraft = {
  name: string;
  /** Sandbox merchants alone may have `_test_` keys. */
  isSandbox: boolean;
  permissions?: readonly PermissionName[] | undefined;
  /** IANA name; Asia/Shanghai unless given (C4). */
  timeZone?: string | undefined;
  /** Where a browser is sent to find out who the user is (W8). */
  loginUrl?: string | undefined;
  /** Name under which a seeding finds it again; one merchant each. */
  seedName?: string | undefined;
  /** Whether users' claims bring a fresh ticket of their page; true unless given. */
  requiresPageTicket?: boolean | undefined;
  /** Drawn unless given. */
  appSecret?: string | undefined;
};

export const PERMISSIONS = ['STORED_VALUE', 'JSAPI', 'CUSTOM_CODE', 'CHECKOUT'] as const;
export type PermissionName = (typeof PERMISSIONS)[number];

/** Throws {@link InvalidInputError} with the field that is at fault. */
export function assertMerchantDraft(draft: MerchantDraft): void {
  const name = draft.name.trim();
  if (isBlank(name)) throw new InvalidInputError(['name'], 'A merchant has a name', 'MISSING');
  if (!isPlainText(name, 'one-line')) throw new InvalidInputError(['name'], 'A name is one line of text');
  if (!fitsWidth(name, NAME_WIDTH)) {
    throw new InvalidInputError(['name'], `At most ${NAME_WIDTH} wide characters`, 'TOO_LONG');
  }
  if (draft.timeZone !== undefined && !isTimeZone(draft.timeZone)) {
    throw new InvalidInputError(['timeZone'], 'No such time zone; write a name such as Asia/Shanghai');
  }
  if (draft.loginUrl !== undefined) assertLoginUrl(draft.loginUrl, draft);
}

/** Users and their tokens travel over it: HTTPS, but for a developer's own machine. Throws {@link InvalidInputError}. */
export function assertLoginUrl(text: string, { isSandbox }: Pick<MerchantDraft, 'isSandbox'>): void {
  const url = text.length <= ADDRESS_LENGTH && URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new InvalidInputError(['loginUrl'], 'Write an address such as https://shop.example/login');
  if (url.protocol === 'https:' || (isSandbox && LOOPBACK.test(url.hostname))) return;
  throw new InvalidInputError(
    ['loginUrl'],
    'A login address begins with https://; http is only for loopback addresses of sandbox merchants',
  );
}

/**
 * Hosts in the form in which image addresses are compared with them (C11), each once. They also stand in the policy of
 * pages, so nothing but a host may pass. Throws {@link InvalidInputError} with the one at fault.
 */
export function normalizeImageHosts(hosts: readonly string[]): string[] {
  if (hosts.length > MOST_IMAGE_HOSTS)
    throw new InvalidInputError(['imageHosts'], `At most ${MOST_IMAGE_HOSTS} hosts`, 'TOO_LONG');
  return [...new Set(hosts.map((host, index) => normalizeHost(host.trim().toLowerCase(), ['imageHosts', index])))];
}

function normalizeHost(text: string, field: Field): string {
  const isPlain = text.length <= HOST_LENGTH && HOST.test(text) && URL.canParse(`https://${text}`);
  if (!isPlain) throw new InvalidInputError(field, 'Write a host such as mmbiz.qpic.cn or img.shop.example:8443');
  return new URL(`https://${text}`).host;
}
