/** What a credential may do. One list for keys, sessions and users; doors and verbs ask for one of these. */
export const SCOPES = [
  'cards:read',
  'cards:write',
  'stores:read',
  'stores:write',
  'media:write',
  'claims:read',
  'claims:write',
  'codes:read',
  'codes:write',
  'redemptions:read',
  'redemptions:write',
  'events:read',
  'placements:read',
  'placements:write',
  'messages:read',
  'messages:write',
  'notices:read',
  'signatures:read',
  'webhooks:read',
  'webhooks:write',
  'keys:write',
  'people:write',
  'staff:write',
  'operations:write',
  'user-tokens:write',
  'merchants:write',
] as const;
export type Scope = (typeof SCOPES)[number];

export type PersonRoleName = 'OWNER' | 'MANAGER' | 'ANALYST' | 'STAFF';
/** What STAFF do (W4): one or several. */
export type StaffRoleName = 'REDEEMER' | 'CASHIER' | 'SUPER';

/** Who acts. Made once at a door from the credential; verbs never look at headers. */
export type Actor =
  | { kind: 'system' }
  | {
      kind: 'operator';
      id: string;
      merchantId: string | null;
      /** Present when it is a person who signed in, and no key. */
      sessionId?: string;
    }
  | {
      kind: 'secretKey';
      id: string;
      merchantId: string;
      isTest: boolean;
      scopes: readonly Scope[];
      storeIds: readonly string[];
    }
  | { kind: 'reportKey'; id: string; merchantId: string; isTest: boolean; scopes: readonly Scope[] }
  | { kind: 'publishableKey'; id: string; merchantId: string; isTest: boolean }
  | { kind: 'user'; id: string; merchantId: string; openid: string; keyId: string }
  | {
      kind: 'person';
      id: string;
      merchantId: string;
      role: PersonRoleName;
      /** Of STAFF; absent or empty: REDEEMER. */
      staffRoles?: readonly StaffRoleName[];
      storeIds: readonly string[];
      sessionId: string;
    };

const READS: readonly Scope[] = [
  'cards:read',
  'stores:read',
  'claims:read',
  'codes:read',
  'redemptions:read',
  'events:read',
  'placements:read',
];

const PERSON_SCOPES = {
  OWNER: SCOPES.filter((scope) => scope !== 'merchants:write'),
  MANAGER: [
    ...READS,
    'cards:write',
    'stores:write',
    'media:write',
    'claims:write',
    'codes:write',
    'redemptions:write',
    'placements:write',
    'messages:read',
    'messages:write',
    'notices:read',
    'signatures:read',
    'webhooks:read',
    'staff:write',
  ],
  ANALYST: [...READS, 'notices:read'],
} satisfies Record<Exclude<PersonRoleName, 'STAFF'>, readonly Scope[]>;

const CASHIER: readonly Scope[] = ['cards:read', 'stores:read', 'notices:read'];
const REDEEMER: readonly Scope[] = [...CASHIER, 'codes:read', 'redemptions:read', 'redemptions:write'];
const STAFF_SCOPES = {
  CASHIER,
  REDEEMER,
  SUPER: [...REDEEMER, 'staff:write'],
} satisfies Record<StaffRoleName, readonly Scope[]>;

/** What somebody is who is STAFF and was given nothing closer. */
const USUAL_STAFF_ROLES: readonly StaffRoleName[] = ['REDEEMER'];

/** What staff do (W4); nobody who is no staff has any of it. */
export function staffRolesOf(held: { role: PersonRoleName; staffRoles?: readonly StaffRoleName[] }): StaffRoleName[] {
  if (held.role !== 'STAFF') return [];
  return [...(held.staffRoles?.length ? held.staffRoles : USUAL_STAFF_ROLES)];
}

/** What a person may do by their role; staff by all that they do. */
export const scopesOfRole = (role: PersonRoleName, staffRoles: readonly StaffRoleName[] = []): readonly Scope[] =>
  role === 'STAFF'
    ? [...new Set(staffRolesOf({ role, staffRoles }).flatMap((staffRole) => STAFF_SCOPES[staffRole]))]
    : PERSON_SCOPES[role];

/** All scopes that a kind of credential can have at most, before a key's own list narrows them. */
export const KEY_SCOPES = {
  SECRET: SCOPES.filter((scope) => scope !== 'merchants:write'),
  REPORT: READS,
} satisfies Record<string, readonly Scope[]>;

/** The scopes of an actor; an empty list on a key means every scope of its kind. */
export function scopesOf(actor: Actor): readonly Scope[] {
  switch (actor.kind) {
    case 'system':
    case 'operator':
      return SCOPES;
    case 'secretKey':
      return actor.scopes.length > 0 ? actor.scopes : KEY_SCOPES.SECRET;
    case 'reportKey':
      return actor.scopes.length > 0 ? actor.scopes.filter((scope) => READS.includes(scope)) : KEY_SCOPES.REPORT;
    case 'person':
      return scopesOfRole(actor.role, actor.staffRoles);
    case 'user':
      return ['claims:write'];
    case 'publishableKey':
      return [];
    default:
      return actor satisfies never;
  }
}

/** The stores that bind an actor; null means that none does. */
export function boundStoresOf(actor: Actor): readonly string[] | null {
  if (actor.kind !== 'secretKey' && actor.kind !== 'person') return null;
  return actor.storeIds.length > 0 ? actor.storeIds : null;
}

/**
 * What an actor sees, as a text: those with equal texts read the same rows alike. Keys of a merchant differ by their bounds
 * only; what people and users see depends on who they are.
 */
export function sightOf(actor: Actor): string {
  if (actor.kind !== 'secretKey' && actor.kind !== 'reportKey' && actor.kind !== 'publishableKey')
    return JSON.stringify(actor);
  const { id: _whichKey, ...bounds } = actor;
  return JSON.stringify(bounds);
}
