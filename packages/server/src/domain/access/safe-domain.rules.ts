import type { SafeDomainKind } from '../../generated/prisma/enums.ts';
import { InvalidInputError } from '../kit/errors.ts';
import type { ForbiddenReason } from './access.errors.ts';

export type SafeDomainEntry = { kind: SafeDomainKind; value: string };

/** What a request tells about where it comes from. */
export type RequestSource = { origin: string | null; referer: string | null; appBundle: string | null };

/** The key's side of the question: what it trusts. */
export type SafePlaces = { domains: readonly SafeDomainEntry[]; ownOrigin: string; isTest: boolean };

const MINI_PROGRAM_HOST = 'servicewechat.com';
const APP_ID = /^wx[0-9a-z]{16}$/;
const BUNDLE = /^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+$/;
const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

/**
 * The form in which a safe place is kept and compared.
 * A domain is an exact host or `*.host` with at least two labels, with its port where that is not 443.
 * @throws InvalidInputError
 */
export function normalizeSafeDomain({ kind, value }: SafeDomainEntry): string {
  const text = value.trim();
  if (kind === 'DOMAIN') return normalizeHost(text.toLowerCase());
  const isValid = kind === 'MINI_PROGRAM' ? APP_ID.test(text) : BUNDLE.test(text) && text.length <= 155;
  if (isValid) return text;
  const example =
    kind === 'MINI_PROGRAM'
      ? 'a mini-program appid such as wx0123456789abcdef'
      : 'a bundle id such as com.example.shop';
  throw new InvalidInputError(['value'], `Write ${example}`);
}

function normalizeHost(text: string): string {
  const isWildcard = text.startsWith('*.');
  const rest = isWildcard ? text.slice(2) : text;
  const url = /^[^\s/?#@\\]+$/.test(rest) && URL.canParse(`https://${rest}`) ? new URL(`https://${rest}`) : null;
  const isHost = url !== null && (HOST.test(url.hostname) || url.hostname.startsWith('['));
  if (!isHost)
    throw new InvalidInputError(['value'], 'Write a host such as shop.example, *.shop.example or shop.example:8443');
  if (isWildcard && !isWideEnough(url.hostname)) {
    throw new InvalidInputError(['value'], 'After "*." stands a domain of your own, of at least two labels');
  }
  return (isWildcard ? '*.' : '') + url.host;
}

// `*.example` would open the key to everybody's pages, and an address has no subdomains.
const isWideEnough = (host: string): boolean => host.includes('.') && !/^[\d.]+$/.test(host);

/**
 * The reason why a request comes from no safe place, or null when it does. An Origin decides wherever it is sent:
 * browsers write it themselves, while any page may name an app. Apps send none; Referer counts last.
 */
export function refusalOfSource(source: RequestSource, places: SafePlaces): ForbiddenReason | null {
  if (source.origin === null && source.appBundle !== null)
    return holds(places, 'APP_BUNDLE', source.appBundle) ? null : 'ORIGIN_NOT_SAFE';
  const page = parsePage(source.origin ?? source.referer);
  if (page === null) return source.origin === null && source.referer === null ? 'ORIGIN_MISSING' : 'ORIGIN_NOT_SAFE';
  if (page.origin === places.ownOrigin) return null;
  if (page.hostname === MINI_PROGRAM_HOST) return refusalOfMiniProgram(source, places);
  if (page.protocol === 'https:') return matchesDomain(page.host, places) ? null : 'ORIGIN_NOT_SAFE';
  const isLoopbackHttp = page.protocol === 'http:' && isLoopback(page.hostname);
  return isLoopbackHttp && places.isTest ? null : 'ORIGIN_NOT_HTTPS';
}

/** A mini program's requests carry `Referer: https://servicewechat.com/<appid>/<version>/page-frame.html`. */
function refusalOfMiniProgram(source: RequestSource, places: SafePlaces): ForbiddenReason | null {
  const referer = parsePage(source.referer);
  if (referer?.protocol !== 'https:' || referer.hostname !== MINI_PROGRAM_HOST) return 'ORIGIN_NOT_SAFE';
  const appId = referer.pathname.split('/')[1] ?? '';
  return holds(places, 'MINI_PROGRAM', appId) ? null : 'ORIGIN_NOT_SAFE';
}

/** The origin of the page that a request comes from; null for apps, mini programs and programs. */
export function originOf(source: RequestSource): string | null {
  const page = parsePage(source.origin ?? source.referer);
  return page === null || page.hostname === MINI_PROGRAM_HOST ? null : page.origin;
}

function parsePage(address: string | null): URL | null {
  const url = address !== null && URL.canParse(address) ? new URL(address) : null;
  return url !== null && /^https?:$/.test(url.protocol) ? url : null;
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname === '[::1]' ||
  /^127(\.\d{1,3}){3}$/.test(hostname) ||
  hostname.endsWith('.localhost');

const holds = (places: SafePlaces, kind: SafeDomainKind, value: string): boolean =>
  places.domains.some((domain) => domain.kind === kind && domain.value === value);

const matchesDomain = (host: string, places: SafePlaces): boolean =>
  places.domains.some(({ kind, value }) => {
    if (kind !== 'DOMAIN') return false;
    return value.startsWith('*.') ? host.endsWith(value.slice(1)) && host.length > value.length - 1 : host === value;
  });
