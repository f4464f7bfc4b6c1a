import type { ApiKey } from '../../generated/prisma/client.ts';
import type { KeyKind } from '../../generated/prisma/enums.ts';
import { boundStoresOf, KEY_SCOPES, scopesOf, SCOPES, type Actor, type Scope } from '../kit/actor.ts';
import { InvalidInputError, NotAllowedError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { randomText } from '../kit/random-text.ts';
import { isBlank, isPlainText } from '../kit/text.ts';
import { isIpRange } from './ip-list.rules.ts';

/** What a new key shall be. An absent list means: everything that the kind may. */
export type KeyDraft = {
  kind: KeyKind;
  name: string;
  /** Reaches only sandbox merchants, also from http loopback pages. */
  isTest: boolean;
  scopes?: readonly string[] | undefined;
  storeIds?: readonly string[] | undefined;
  ipAllowList?: readonly string[] | undefined;
  costPerSecond?: number | undefined;
  expiresAt?: Date | undefined;
};

/** What a key hands to whoever holds it. */
export type KeyPowers = Pick<KeyDraft, 'kind'> & { scopes: readonly string[]; storeIds: readonly string[] };

/** GraphQL cost that a credential may spend per second unless its key says otherwise (graphql.md §8). */
export const COST_PER_SECOND = { PUBLISHABLE: 5_000, SECRET: 50_000, REPORT: 2_000, OPERATOR: 50_000 } satisfies Record<
  KeyKind,
  number
>;

const MAX_COST_PER_SECOND = 1_000_000;
const NAME_LENGTH = 64;
const LIST_LENGTH = 100;
const SECRET_LENGTH = 40;
const PREFIXES = { PUBLISHABLE: 'pk', SECRET: 'sk', REPORT: 'rk', OPERATOR: 'op' } satisfies Record<KeyKind, string>;
const GRANTABLE = { ...KEY_SCOPES, PUBLISHABLE: [], OPERATOR: [] } satisfies Record<KeyKind, readonly Scope[]>;

const isScope = (name: string): name is Scope => SCOPES.some((scope) => scope === name);

/** The scopes in a stored list that still exist. */
export const knownScopes = (stored: readonly string[]): Scope[] => stored.filter(isScope);

/** A new key's text: `pk_live_…`, `sk_test_…`, `op_…`. `random` gives unguessable bytes. */
export function newKeyText(kind: KeyKind, isTest: boolean, random: (byteCount: number) => Buffer): string {
  const stage = kind === 'OPERATOR' ? '' : isTest ? 'test_' : 'live_';
  return `${PREFIXES[kind]}_${stage}${randomText(random, SECRET_LENGTH)}`;
}

/** Whether a key works and will go on to: neither revoked nor replaced nor at its end. */
export const isStanding = (
  { revokedAt, replacedById, expiresAt }: Pick<ApiKey, 'revokedAt' | 'replacedById' | 'expiresAt'>,
  now: Date,
): boolean => revokedAt === null && replacedById === null && (expiresAt === null || expiresAt > now);

/** Throws InvalidInputError with the field that is at fault. */
export function assertKeyDraft(draft: KeyDraft, now: Date): void {
  const name = draft.name.trim();
  if (isBlank(name)) throw new InvalidInputError(['name'], 'A key has a name, to tell it apart', 'MISSING');
  if (name.length > NAME_LENGTH) throw new InvalidInputError(['name'], `At most ${NAME_LENGTH} characters`, 'TOO_LONG');
  if (!isPlainText(name, 'one-line')) throw new InvalidInputError(['name'], 'A name is one line of text');
  if (draft.kind === 'OPERATOR' && draft.isTest)
    throw new InvalidInputError(['isTest'], 'Operator keys have no test stage');
  for (const list of ['scopes', 'storeIds', 'ipAllowList'] as const) assertList(draft, list);
  assertCost(draft.costPerSecond);
  if (draft.expiresAt !== undefined && draft.expiresAt <= now) {
    throw new InvalidInputError(['expiresAt'], 'A key expires in the future', 'TIME');
  }
}

function assertList(draft: KeyDraft, list: 'scopes' | 'storeIds' | 'ipAllowList'): void {
  const entries = draft[list] ?? [];
  // Whoever computes a list and gets none does not mean everything.
  if (list === 'scopes' && draft.scopes?.length === 0 && GRANTABLE[draft.kind].length > 0)
    throw new InvalidInputError([list], 'Name scopes, or leave the list out for all that the kind may', 'MISSING');
  if (entries.length > LIST_LENGTH) throw new InvalidInputError([list], `At most ${LIST_LENGTH} entries`, 'TOO_LONG');
  const check = {
    scopes: {
      holds: (entry: string) => GRANTABLE[draft.kind].some((scope) => scope === entry),
      rule: 'No scope of this kind of key',
    },
    storeIds: {
      holds: (entry: string) => draft.kind === 'SECRET' && prefixOf(entry) === 'store',
      rule: 'No store id of a secret key',
    },
    ipAllowList: { holds: isIpRange, rule: 'Write an address or a range such as 10.0.0.0/8' },
  }[list];
  const wrong = entries.findIndex((entry) => !check.holds(entry));
  if (wrong >= 0) throw new InvalidInputError([list, wrong], check.rule);
}

function assertCost(cost: number | undefined): void {
  if (cost === undefined || (Number.isInteger(cost) && cost >= 1 && cost <= MAX_COST_PER_SECOND)) return;
  throw new InvalidInputError(['costPerSecond'], `A whole number from 1 to ${MAX_COST_PER_SECOND}`);
}

const isInstallation = (actor: Actor): boolean => actor.kind === 'operator' || actor.kind === 'system';

/** Nobody hands out more than they have: scopes, stores, budget. Throws NotAllowedError. */
export function assertMayGrantKey(actor: Actor, powers: KeyPowers, costPerSecond?: number): void {
  if (isInstallation(actor)) return;
  if (powers.kind === 'OPERATOR') throw new NotAllowedError('Only operators make operator keys', { field: ['kind'] });
  const granted = powers.scopes.length > 0 ? knownScopes(powers.scopes) : GRANTABLE[powers.kind];
  assertScopesWithin(actor, granted);
  if (powers.kind === 'SECRET') assertStoresWithin(actor, powers.storeIds);
  if (costPerSecond !== undefined && costPerSecond > COST_PER_SECOND[powers.kind]) {
    throw new NotAllowedError('Only operators raise the budget of a key', { field: ['costPerSecond'] });
  }
}

/** Throws NotAllowedError with the first scope that the actor itself lacks. */
export function assertScopesWithin(actor: Actor, granted: readonly Scope[]): void {
  const own = scopesOf(actor);
  const scope = granted.find((wanted) => !own.includes(wanted));
  if (scope !== undefined)
    throw new NotAllowedError(`You lack the scope ${scope} yourself`, { scope, field: ['scopes'] });
}

/** A store-bound actor hands out some of its own stores, never "all". */
export function assertStoresWithin(actor: Actor, storeIds: readonly string[]): void {
  const bound = boundStoresOf(actor);
  if (bound === null) return;
  if (storeIds.length > 0 && storeIds.every((id) => bound.includes(id))) return;
  throw new NotAllowedError('You are bound to stores: name some of them', { field: ['storeIds'] });
}
