import type { PersonRole, Session } from '../../generated/prisma/client.ts';
import { merchantIdOf } from '../kit/access.ts';
import { staffRolesOf, type StaffRoleName } from '../kit/actor.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import type { StaffPlace } from './staff.rules.ts';

// house: no access check, because the doors ask only about people whom `visibleStaff` has let through.

/** What somebody does here, where, and since when. */
export type StaffHere = StaffPlace & { addedAt: Date; roles: StaffRoleName[] };

/** By the id of the person; who has left meanwhile is not there. */
export async function staffHere(ctx: DomainContext, ids: readonly string[]): Promise<Map<string, StaffHere>> {
  const held = await clientOf(ctx).personRole.findMany({
    where: { merchantId: merchantIdOf(ctx), role: 'STAFF', personId: { in: [...ids] } },
  });
  return new Map(held.map((role) => [role.personId, hereOf(role)]));
}

const hereOf = (held: PersonRole): StaffHere => ({
  roles: staffRolesOf(held),
  storeIds: held.storeIds,
  addedAt: held.createdAt,
});

export type StaffSession = Pick<
  Session,
  'id' | 'personId' | 'device' | 'isPhone' | 'createdAt' | 'lastUsedAt' | 'expiresAt'
> & { hasDeviceKey: boolean };

const MOST_SESSIONS = 100;

/** The open sessions of people, used last first. Of somebody who also works elsewhere none: they are not this merchant's. */
export async function staffSessions(ctx: DomainContext, ids: readonly string[]): Promise<Map<string, StaffSession[]>> {
  const merchantId = merchantIdOf(ctx);
  const bound = await clientOf(ctx).session.findMany({
    where: { personId: { in: await onlyHere(ctx, ids) }, revokedAt: null, expiresAt: { gt: ctx.now() } },
    include: { devices: { where: { merchantId }, select: { id: true }, take: 1 } },
    orderBy: [{ lastUsedAt: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
    take: MOST_SESSIONS * ids.length,
  });
  const sessions = bound.map(({ devices, ...session }) => ({ ...session, hasDeviceKey: devices.length > 0 }));
  return new Map(ids.map((id) => [id, sessions.filter(({ personId }) => personId === id)]));
}

/** Those who work nowhere else: what others do with their sessions is not this merchant's to know. */
async function onlyHere(ctx: DomainContext, ids: readonly string[]): Promise<string[]> {
  const people = await clientOf(ctx).person.findMany({
    where: { id: { in: [...ids] }, isOperator: false, roles: { every: { merchantId: merchantIdOf(ctx) } } },
    select: { id: true },
  });
  return people.map(({ id }) => id);
}

/** When people were last here, by any session that is still known; of somebody who also works elsewhere nothing. */
export async function lastSeen(ctx: DomainContext, ids: readonly string[]): Promise<Map<string, Date>> {
  const seen = await clientOf(ctx).session.groupBy({
    by: ['personId'],
    where: { personId: { in: await onlyHere(ctx, ids) } },
    _max: { lastUsedAt: true },
  });
  return new Map(seen.flatMap(({ personId, _max: { lastUsedAt } }) => (lastUsedAt ? [[personId, lastUsedAt]] : [])));
}
