import type { Merchant, Person } from '../../generated/prisma/client.ts';
import {
  boundStoresOf,
  scopesOf,
  type Actor,
  type PersonRoleName,
  type Scope,
  type StaffRoleName,
  staffRolesOf,
} from '../kit/actor.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { prefixOf } from '../kit/ids.ts';

/** Who the caller is, told to the caller. Null where a credential has no such thing. */
export type Viewer = {
  kind: Actor['kind'];
  merchant: Pick<Merchant, 'id' | 'appId' | 'name' | 'isSandbox' | 'timeZone'> | null;
  person: Pick<Person, 'id' | 'login' | 'name'> | null;
  role: PersonRoleName | null;
  /** What a person who is STAFF does (W4); empty for others. */
  staffRoles: readonly StaffRoleName[];
  /** Of the person who signed in. */
  sessionId: string | null;
  openid: string | null;
  scopes: readonly Scope[];
  /** Empty: every store. */
  storeIds: readonly string[];
};

export async function viewerOf(ctx: DomainContext): Promise<Viewer> {
  const { actor } = ctx;
  return {
    kind: actor.kind,
    merchant: await merchantOfViewer(ctx),
    person: await personOfViewer(ctx),
    role: actor.kind === 'person' ? actor.role : null,
    staffRoles: actor.kind === 'person' ? staffRolesOf(actor) : [],
    sessionId: sessionIdOf(actor),
    openid: actor.kind === 'user' ? actor.openid : null,
    scopes: scopesOf(actor),
    storeIds: boundStoresOf(actor) ?? [],
  };
}

const sessionIdOf = (actor: Actor): string | null =>
  actor.kind === 'person' || actor.kind === 'operator' ? (actor.sessionId ?? null) : null;

async function merchantOfViewer(ctx: DomainContext): Promise<Viewer['merchant']> {
  const id = ctx.actor.kind === 'system' ? null : ctx.actor.merchantId;
  if (id === null) return null;
  const select = { id: true, appId: true, name: true, isSandbox: true, timeZone: true } as const;
  return clientOf(ctx).merchant.findUnique({ where: { id }, select });
}

async function personOfViewer(ctx: DomainContext): Promise<Viewer['person']> {
  const { actor } = ctx;
  const isPerson = actor.kind === 'person' || (actor.kind === 'operator' && prefixOf(actor.id) === 'per');
  if (!isPerson) return null;
  return clientOf(ctx).person.findUnique({ where: { id: actor.id }, select: { id: true, login: true, name: true } });
}
