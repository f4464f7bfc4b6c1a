import { assertMay, merchantIdOf } from '../kit/access.ts';
import { scopesOfRole, type Actor, type PersonRoleName, type StaffRoleName } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { INSTALLATION } from './installation.rules.ts';
import { assertScopesWithin, assertStoresWithin } from './key.rules.ts';
import { worksNowhere } from './person.rules.ts';

/** People that the actor may see: those of its merchant; an operator who names no merchant sees all. */
export function visiblePeople(ctx: Pick<DomainContext, 'actor'>): { roles?: { some: { merchantId: string } } } {
  assertMay(ctx, 'people:write');
  if (isOperator(ctx.actor) && ctx.actor.merchantId === null) return {};
  return { roles: { some: { merchantId: merchantIdOf(ctx) } } };
}

export const isOperator = (actor: Actor): actor is Extract<Actor, { kind: 'operator' }> => actor.kind === 'operator';

/** Whether the actor speaks for the installation: an operator, or the system itself. */
export const isInstallation = (actor: Actor): boolean => isOperator(actor) || actor.kind === 'system';

export type RoleGrant = {
  role: PersonRoleName;
  /** Of STAFF; empty or absent: REDEEMER. */
  staffRoles?: readonly StaffRoleName[];
  storeIds: readonly string[];
};

/** Nobody gives a role that may more than they may themselves. Throws NotAllowedError. */
export function assertMayGrantRole(actor: Actor, { role, staffRoles, storeIds }: RoleGrant): void {
  if (isInstallation(actor)) return;
  assertScopesWithin(actor, scopesOfRole(role, staffRoles));
  assertStoresWithin(actor, storeIds);
}

/**
 * A login is one person in the whole installation, made by whoever named it first. So a merchant invites its own
 * people and logins that nobody uses; somebody who works elsewhere, or is an operator, is invited by an operator.
 * Throws NotAllowedError.
 */
export function assertMayInvite(
  actor: Actor,
  person: { isOperator: boolean; disabledAt: Date | null; roles: readonly { merchantId: string }[] },
): void {
  if (person.disabledAt !== null) throw new NotAllowedError('This account is disabled', { field: ['login'] });
  if (isInstallation(actor) || worksNowhere(person)) return;
  const own = merchantIdOf({ actor });
  if (person.roles.some(({ merchantId }) => merchantId === own)) return;
  throw new NotAllowedError('Somebody with this login works elsewhere: only an operator invites them', {
    field: ['login'],
  });
}

/**
 * A sign-in link is the person. Only an operator makes one for somebody who also works elsewhere:
 * otherwise one merchant could walk into another as its owner.
 */
export function mayMakeSignInLink(
  actor: Actor,
  person: { isOperator: boolean; roles: readonly { merchantId: string }[] },
): boolean {
  if (isInstallation(actor)) return true;
  if (actor.kind === 'user' || actor.kind === 'publishableKey' || actor.kind === 'reportKey') return false;
  return !person.isOperator && person.roles.every(({ merchantId }) => merchantId === merchantIdOf({ actor }));
}

/** Whether the actor is that person. An openid may look like any id, so users are never asked. */
export const isSelf = (actor: Actor, personId: string): boolean =>
  (actor.kind === 'person' || isOperator(actor)) && actor.id === personId;

/** Throws NotAllowedError: nobody locks themselves out, and a merchant keeps the owner who asks. */
export function assertNotSelf(actor: Actor, personId: string): void {
  if (isSelf(actor, personId)) throw new NotAllowedError('This is you: ask somebody else', { field: ['personId'] });
}

type Managed = { id: string; isOperator: boolean; roles: readonly (RoleGrant & { merchantId: string })[] };

/**
 * Shutting a person out or signing them out counts wherever they work, so it is for operators, and for a merchant whose
 * person they are alone. Throws NotAllowedError.
 */
export function assertMayManage(actor: Actor, person: Managed): void {
  assertNotSelf(actor, person.id);
  if (!mayMakeSignInLink(actor, person)) {
    throw new NotAllowedError('This person also works elsewhere: only an operator may do this', {
      field: ['personId'],
    });
  }
  for (const role of person.roles) assertMayGrantRole(actor, role);
}

/** The merchant among whose events a change of a person is told. */
export const placeOfEvent = (actor: Actor, { roles }: Pick<Managed, 'roles'>): string =>
  (actor.kind === 'system' ? null : actor.merchantId) ?? roles[0]?.merchantId ?? INSTALLATION;

/** Throws NotAllowedError unless the actor is an operator or the system. */
export function assertMayMakeOperators(actor: Actor): void {
  if (!isInstallation(actor)) throw new NotAllowedError('Only operators invite operators', { field: ['isOperator'] });
}
