import type { PersonRoleName } from '../kit/actor.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { isBlank, isPlainText } from '../kit/text.ts';

const LOGIN = /^[^\s\p{C}@/]{1,64}(@[a-z0-9.-]{1,189})?$/u;
const NAME_LENGTH = 64;
const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 200;

export const isLogin = (normalized: string): boolean => LOGIN.test(normalized);

/** Logins are compared without case and outer space. */
export const normalizeLogin = (login: string): string => login.trim().toLowerCase();

/** A person as others see them. */
export type KnownPerson = { id: string; login: string; disabledAt: Date | null };

type Places = { isOperator: boolean; roles: readonly { merchantId: string }[] };

/** Nobody has a claim on this login any more. */
export const worksNowhere = ({ isOperator, roles }: Places): boolean => !isOperator && roles.length === 0;

/** Whether a role is the whole of a merchant: its owner, bound to no store. */
export const isOwnership = ({ role, storeIds }: { role: PersonRoleName; storeIds: readonly string[] }): boolean =>
  role === 'OWNER' && storeIds.length === 0;

/** Whether an invitation brings a known person to a place where they were not: a merchant, or the operators. */
export const isWidened = (
  person: Places,
  to: { /** Null: no role at any merchant. */ merchantId: string | null; isOperator: boolean },
): boolean =>
  (to.isOperator && !person.isOperator) ||
  (to.merchantId !== null && person.roles.every(({ merchantId }) => merchantId !== to.merchantId));

type HeldRole = { merchantId: string; role: PersonRoleName };

/**
 * Whether an invitation makes somebody more than the staff that they were at a merchant. Whoever manages staff has made
 * their links (W4), and could be signed in as them still.
 */
export const isRaisedFromStaff = (
  { roles }: { roles: readonly HeldRole[] },
  to: { merchantId: string | null; role: PersonRoleName | undefined },
): boolean =>
  to.role !== undefined &&
  to.role !== 'STAFF' &&
  roles.some(({ merchantId, role }) => merchantId === to.merchantId && role === 'STAFF');

/** Throws InvalidInputError: a login is a name or an e-mail address, a name has 1 to 64 characters. */
export function assertPerson({ login, name }: { login: string; name: string }): void {
  if (!isLogin(normalizeLogin(login)))
    throw new InvalidInputError(['login'], 'Write a name without spaces or an e-mail address');
  if (isBlank(name)) throw new InvalidInputError(['name'], 'A person has a name', 'MISSING');
  if (!isPlainText(name.trim(), 'one-line')) throw new InvalidInputError(['name'], 'A name is one line of text');
  if (name.trim().length > NAME_LENGTH)
    throw new InvalidInputError(['name'], `At most ${NAME_LENGTH} characters`, 'TOO_LONG');
}

/** Throws InvalidInputError. Length is what counts; nothing else is asked of a password. */
export function assertPassword(password: string): void {
  if (password.length < SHORTEST_PASSWORD) {
    throw new InvalidInputError(['password'], `At least ${SHORTEST_PASSWORD} characters`);
  }
  if (password.length > LONGEST_PASSWORD) {
    throw new InvalidInputError(['password'], `At most ${LONGEST_PASSWORD} characters`, 'TOO_LONG');
  }
}
