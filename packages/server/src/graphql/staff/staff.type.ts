import { type StaffHere, type StaffSession, lastSeen, staffHere, staffSessions } from '../../domain/staff/index.ts';
import { storesByIds } from '../../domain/stores/index.ts';
import { StaffRoleEnum } from '../access/person.type.ts';
import type { DomainContext } from '../../domain/kit/context.ts';
import { builder, type Rows } from '../builder.ts';
import { batched } from '../kit/batch.ts';
import { StoreType } from '../stores/store.type.ts';

const hereOf = batched<StaffHere>(staffHere);
const sessionsOf = batched<StaffSession[]>(staffSessions);
const lastSeenOf = batched<Date>(lastSeen);
const storeOf = batched<Rows.Store>(storesByIds);

async function storesOf(domain: DomainContext, personId: string): Promise<Rows.Store[]> {
  const ids = (await hereOf(domain, personId))?.storeIds ?? [];
  const stores = await Promise.all(ids.map((id) => storeOf(domain, id)));
  return stores.filter((store) => store !== undefined);
}

const StaffSessionType = builder.objectRef<StaffSession>('StaffSession').implement({
  description: 'Where somebody of the staff is signed in (W4).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the session: `ses_…`.' }),
    device: t.exposeString('device', {
      nullable: true,
      description: 'The device in a few words, as it named itself: `iPhone, Safari`; null: it did not.',
    }),
    isPhone: t.exposeBoolean('isPhone', {
      description: 'Whether an invitation opened it: it lives 30 days, others 12 hours.',
    }),
    signedInAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was opened.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was used last, to a few minutes; null: it is not known.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it ends by itself.' }),
    isCurrent: t.boolean({
      description: 'Whether it is the one that asks.',
      resolve: ({ id }, _args, { domain: { actor } }) => actor.kind === 'person' && actor.sessionId === id,
    }),
    hasDeviceKey: t.exposeBoolean('hasDeviceKey', {
      description: 'Whether its device has a key, and can confirm redemptions without a network.',
    }),
  }),
});

/** A person as one of the staff of the merchant that is asked for. */
export const StaffMemberType = builder.prismaObject('Person', {
  name: 'StaffMember',
  description: 'Somebody of the merchant’s staff (W4).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the person: `per_…`; `staffId` elsewhere.' }),
    name: t.exposeString('name', { description: 'What they are called.' }),
    login: t.exposeString('login', { description: 'What they sign in with, where they have a password.' }),
    roles: t.field({
      type: [StaffRoleEnum],
      description: 'What they do.',
      resolve: async ({ id }, _args, { domain }) => (await hereOf(domain, id))?.roles ?? [],
    }),
    stores: t.field({
      type: [StoreType],
      description:
        'The stores that bind them, at most 100, deleted ones included; empty: none does. Needs `stores:read`.',
      authScopes: { scope: 'stores:read' },
      resolve: ({ id }, _args, { domain }) => storesOf(domain, id),
    }),
    isEveryStore: t.boolean({
      description: 'Whether they act in every store.',
      resolve: async ({ id }, _args, { domain }) => (await hereOf(domain, id))?.storeIds.length === 0,
    }),
    addedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when they work here; null: they have just left.',
      resolve: async ({ id }, _args, { domain }) => (await hereOf(domain, id))?.addedAt ?? null,
    }),
    lastSeenAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When they were here last, to a few minutes; null: never yet, or long ago.',
      resolve: async ({ id }, _args, { domain }) => (await lastSeenOf(domain, id)) ?? null,
    }),
    disabledAt: t.expose('disabledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When their account was disabled; null: it is not.',
    }),
    sessions: t.field({
      type: [StaffSessionType],
      description: 'Where they are signed in, used last first; empty for somebody who also works elsewhere.',
      resolve: async ({ id }, _args, { domain }) => (await sessionsOf(domain, id)) ?? [],
    }),
  }),
});
