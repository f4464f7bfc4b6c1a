import type { Identity } from '../../domain/access/index.ts';
import type { Identify } from '../caller.ts';
import { DoorRefusal } from '../door-refusal.ts';
import { type Budget, type Budgets, createBudgets } from './budget.ts';
import type { IsKnownOrigin } from './cors.ts';
import { documentFor, type FindDocument, rememberDocuments } from './documents.ts';
import type { Delivery, GraphqlEngine, Listener, PreparedOperation } from './engine.ts';
import { createKeptFaces, type FollowFaces, type KeptFaces } from './kept-faces.ts';
import { createListening, type Listening } from './listening.ts';
import type { Parameters } from './parameters.ts';

export type GateOptions = {
  identify: Identify;
  isKnownOrigin: IsKnownOrigin;
  findDocument: FindDocument;
  engine: GraphqlEngine;
  followFaces: FollowFaces;
};

/** What every way into `/graphql` shares: one registry, one engine, one set of budgets, one count of who listens, one store of faces. */
export type Gate = GateOptions & { budgets: Budgets; listening: Listening; keptFaces: KeptFaces };

export const createGate = (options: GateOptions): Gate => ({
  ...options,
  findDocument: rememberDocuments(options.findDocument),
  budgets: createBudgets(),
  listening: createListening(),
  keptFaces: createKeptFaces(options.followFaces),
});

/** Finds the document, from the registry for publishable keys, and checks it against schema and limits. */
export async function prepare(gate: Gate, parameters: Parameters, identity: Identity): Promise<PreparedOperation> {
  const text = await documentFor(parameters, identity, gate.findDocument);
  const { variables, operationName } = parameters;
  return gate.engine.prepare({ text, variables, operationName });
}

/** Takes the price from the credential's bucket. The budget says whether it sufficed; see {@link throttled}. */
export const charge = (gate: Gate, identity: Identity, cost: number): Budget =>
  gate.budgets.take(credentialOf(identity), identity.costPerSecond, cost);

/**
 * Begins to listen.
 * @throws DoorRefusal when the subscription can't begin, or when the caller has too many
 */
export function listen(
  gate: Gate,
  prepared: PreparedOperation,
  { listener, identity }: { listener: Listener; identity: Identity },
): Promise<AsyncIterable<Delivery>> {
  gate.listening.count(identity, listener.signal);
  return prepared.subscribe(listener);
}

/** Users share the budget of the key that their page holds. */
function credentialOf({ actor }: Identity): string {
  if (actor.kind === 'system') return 'system';
  return actor.kind === 'user' ? actor.keyId : actor.id;
}

export const costOf = (requested: number, { maximum, available, restoreRate }: Budget) => ({
  requested,
  actual: requested,
  throttle: { maximum, available, restoreRate },
});

/** The refusal of a call that its budget does not cover. */
export function throttled(budget: Budget, cost: number): DoorRefusal {
  if (cost > budget.maximum) {
    const message = `This costs ${cost}; this credential may spend ${budget.maximum} at once. Ask for less`;
    return new DoorRefusal(400, 'COST_EXCEEDED', message, { extensions: { cost: costOf(cost, budget) } });
  }
  return new DoorRefusal(429, 'THROTTLED', 'Too many calls: the budget of this credential is spent', {
    headers: { 'Retry-After': Math.ceil(budget.retryAfterMs / 1000) },
    extensions: { retryAfterMs: budget.retryAfterMs, cost: costOf(cost, budget) },
  });
}
