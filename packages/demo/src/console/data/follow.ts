/** What a stream says to who listens. `error` brings a closed socket, or the errors that refuse the stream. */
export type StreamSink = {
  next: (answer: { data?: unknown; errors?: unknown }) => void;
  error: (reason: unknown) => void;
  complete: () => void;
};
export type Subscribe = (
  payload: { query: string; variables: Record<string, unknown> },
  sink: StreamSink,
) => () => void;

export type Following = {
  subscribe: Subscribe;
  query: string;
  variables: Readonly<Record<string, unknown>>;
  /** Where to begin; null: with what comes next. */
  after: string | null;
  /** Takes one event and gives its cursor, from which the next connection goes on. */
  onEvent: (data: unknown) => string | null;
  /** The server will not have it: the code of the refusal. Nothing more comes. */
  onRefused: (code: string) => void;
};

export type Follower = { stop: () => void /** Tries at once what it would try later. */; hurry: () => void };

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 8_000;
/** A stream that lasted so long was a good one: the next cut is the first again. */
const GOOD_MS = 5_000;

/** Listens to a subscription for good: after a cut it goes on from the last cursor, so nothing is lost in between. */
export function follow({ subscribe, query, variables, after, onEvent, onRefused }: Following): Follower {
  const state = { cursor: after, cuts: 0, startedAt: 0, isOver: false };
  let leave: () => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const begin = (): void => {
    timer = undefined;
    state.startedAt = Date.now();
    // What an older connection still says is not ours any more.
    let isCurrent = true;
    const end = (then: () => void): void => {
      if (!isCurrent || state.isOver) return;
      isCurrent = false;
      then();
    };
    const unsubscribe = subscribe(
      { query, variables: { ...variables, after: state.cursor } },
      {
        next: ({ data, errors }) => {
          if (!isCurrent) return;
          if (data == null) return end(() => giveUpOrRetry(errors));
          state.cursor = onEvent(data) ?? state.cursor;
        },
        error: (reason) => end(() => giveUpOrRetry(reason)),
        complete: () => end(retry),
      },
    );
    leave = () => {
      isCurrent = false;
      unsubscribe();
    };
  };
  const giveUpOrRetry = (reason: unknown): void => {
    const code = refusalCode(reason);
    if (code === null) return retry();
    state.isOver = true;
    onRefused(code);
  };
  const retry = (): void => {
    state.cuts = Date.now() - state.startedAt >= GOOD_MS ? 1 : state.cuts + 1;
    timer = setTimeout(begin, waitAfter(state.cuts));
  };
  begin();
  return {
    stop: () => {
      state.isOver = true;
      clearTimeout(timer);
      leave();
    },
    hurry: () => {
      if (timer === undefined || state.isOver) return;
      clearTimeout(timer);
      begin();
    },
  };
}

/** Longer after each cut, and never for all tills at the same moment. */
const waitAfter = (cuts: number): number =>
  Math.min(FIRST_WAIT_MS * 2 ** (cuts - 1), LONGEST_WAIT_MS) * (0.75 + Math.random() / 2);

const CLOSED_FOR: Readonly<Record<number, string>> = { 4401: 'UNAUTHENTICATED', 4403: 'FORBIDDEN' };
const PASSING = ['INTERNAL', 'THROTTLED'];

/** The code for which the server ends the stream for good; null: it was cut, or will be better in a while. */
export function refusalCode(reason: unknown): string | null {
  const closeCode: unknown = Reflect.get(Object(reason), 'code');
  if (typeof closeCode === 'number') return CLOSED_FOR[closeCode] ?? null;
  if (!Array.isArray(reason)) return null;
  const extensions: unknown = Reflect.get(Object(reason[0]), 'extensions');
  const code: unknown = Reflect.get(Object(extensions), 'code');
  return typeof code === 'string' && !PASSING.includes(code) ? code : null;
}
