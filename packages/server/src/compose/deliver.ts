import { hash } from 'node:crypto';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Identity } from '../domain/access/index.ts';
import { sightOf } from '../domain/kit/actor.ts';
import { DomainError } from '../domain/kit/errors.ts';
import type { Following } from '../graphql/context.ts';
import { forbidden } from '../graphql/kit/door-errors.ts';
import { DoorRefusal, statusOfCode } from '../http/door-refusal.ts';
import type { Delivery, Listener, OperationAnswer } from '../http/graphql/engine.ts';
import type { ShareAnswer } from './shared-answers.ts';

/** One subscription, ready to run. */
export type Run = {
  mask(error: unknown): GraphQLError;
  /** The events behind it, or why there are none. */
  open(contextValue: unknown): Promise<AsyncIterable<unknown> | ExecutionResult>;
  /** What the document says of one event. */
  execute(contextValue: unknown, event: unknown): Promise<OperationAnswer>;
};

type Deliverable = Run & {
  contextFor(identity: Identity, following: Following): unknown;
  /** The document with its variables and language: who asks the same with the same right hears the same. */
  question: string;
  share: ShareAnswer<OperationAnswer>;
};

/** How long a right that has ended may go unnoticed. */
const RECHECK_MS = 1_000;
const IDLE_RECHECK_MS = 5_000;

/**
 * Begins a subscription: each event is executed in a context of its own, for who the listener is by then.
 * @throws DoorRefusal when it can't begin
 */
export async function deliver(run: Deliverable, listener: Listener): Promise<AsyncIterable<Delivery>> {
  const right = await rightToListen(listener);
  const signal = AbortSignal.any([listener.signal, right.lost]);
  const following = { resumeAfter: listener.resumeAfter, signal };
  // Who leaves before the first delivery is asked for never reaches the end of them.
  whenAborted(signal, () => right.release());
  try {
    const { identity } = await right.current();
    const source = await run.open(run.contextFor(identity, following));
    if (isStream(source)) return deliveries(run, { source, right, following });
    throw refusalOf((source.errors ?? []).map((error) => run.mask(error)));
  } catch (error) {
    right.release();
    throw error;
  }
}

function whenAborted(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act();
  else signal.addEventListener('abort', act, { once: true });
}

/** Who listens, and what that lets them see. */
type Listening = { identity: Identity; sight: string };

type Right = {
  /** Who listens by now. @throws when the right is lost */
  current(): Promise<Listening>;
  /** The same while it is fresh, without waiting; null: it has to be asked. */
  fresh(): Listening | null;
  /** Aborts, with the reason, when the right is lost while nothing happens. */
  lost: AbortSignal;
  release(): void;
};

/** Permission is checked again at delivery, and now and then between (graphql.md §9). */
async function rightToListen({ identify }: Listener): Promise<Right> {
  const first = await identify();
  const actor = JSON.stringify(first.actor);
  let known = { ...listeningOf(first), at: performance.now() };
  const lost = new AbortController();
  const check = async (): Promise<void> => {
    const identity = await identify();
    // Who may other things by now is never known: what was answered for the old right stays untold.
    if (JSON.stringify(identity.actor) !== actor)
      throw forbidden('What this credential may do has changed: subscribe again');
    known = { ...listeningOf(identity), at: performance.now() };
  };
  const timer = setInterval(() => {
    // A database that does not answer ends nobody's right.
    check().catch((error: unknown) => isVerdict(error) && lost.abort(error));
  }, IDLE_RECHECK_MS);
  const fresh = (): Listening | null => (performance.now() - known.at > RECHECK_MS ? null : known);
  return {
    current: async () => {
      if (fresh() === null) await check();
      return known;
    },
    fresh,
    lost: lost.signal,
    release: () => clearInterval(timer),
  };
}

const listeningOf = (identity: Identity): Listening => ({ identity, sight: sightOf(identity.actor) });

const isVerdict = (error: unknown): boolean => error instanceof DomainError || error instanceof GraphQLError;

type Stream = { source: AsyncIterable<unknown>; right: Right; following: Following };

async function* deliveries(run: Deliverable, stream: Stream): AsyncGenerator<Delivery> {
  const { source, right, following } = stream;
  let cursor = following.resumeAfter ?? '';
  try {
    // Documents are long, and asked for at each event by each listener.
    const question = hash('sha256', run.question, 'base64');
    for await (const event of source) {
      for (const delivery of await together(run, event, { stream, question })) {
        // A slow reader may take this one much later than the one before.
        right.lost.throwIfAborted();
        void (right.fresh() ?? (await right.current()));
        cursor = delivery.cursor;
        yield delivery;
      }
    }
    if (right.lost.aborted) throw right.lost.reason;
  } catch (error) {
    yield { cursor, answer: { errors: [run.mask(error)] } };
  } finally {
    right.release();
  }
}

/** What an event says, and those that were there right after it: answered side by side. */
async function together(
  run: Deliverable,
  event: unknown,
  { stream: { right, following }, question }: { stream: Stream; question: string },
): Promise<Delivery[]> {
  const listening = right.fresh() ?? (await right.current());
  const deliveryOf = async (each: unknown): Promise<Delivery> => {
    const cursor = cursorOf(each);
    return { cursor, answer: await answerTo(run, each, { listening, following, question, cursor }) };
  };
  return Promise.all([event, ...laterOf(event)].map(deliveryOf));
}

type Asking = { listening: Listening; following: Following; question: string; cursor: string };

function answerTo(run: Deliverable, event: unknown, asking: Asking): Promise<OperationAnswer> {
  const { listening, following, question, cursor } = asking;
  const { identity, sight } = listening;
  return run.share(`${cursor}\n${question}\n${sight}`, () => run.execute(run.contextFor(identity, following), event));
}

/** Subscriptions yield `{ cursor, later, … }`; see graphql/kit/live-event.ts. */
function laterOf(event: unknown): readonly unknown[] {
  const later: unknown = Reflect.get(Object(event), 'later');
  return Array.isArray(later) ? later : [];
}

function cursorOf(event: unknown): string {
  const cursor: unknown = Reflect.get(Object(event), 'cursor');
  return typeof cursor === 'string' ? cursor : '';
}

const isStream = (source: AsyncIterable<unknown> | ExecutionResult): source is AsyncIterable<unknown> =>
  Symbol.asyncIterator in source;

function refusalOf(errors: readonly GraphQLError[]): DoorRefusal {
  const [first] = errors;
  const code = typeof first?.extensions['code'] === 'string' ? first.extensions['code'] : 'INTERNAL';
  const shown = errors.map((error) => ({ message: error.message, extensions: error.extensions }));
  const status = code === 'INTERNAL' ? 500 : statusOfCode(code);
  return new DoorRefusal(status, code, first?.message ?? 'The subscription can not begin', { errors: shown });
}
