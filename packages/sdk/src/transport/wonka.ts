// Stands in for wonka in our build: what urql's client uses of it, without pulling, iterables and promises.
// The protocol is wonka's own (a source starts its reader, pushes, ends), so both kinds of sources mix.

type Command = (isClose: 0 | 1) => void;
type Signal<T> = { tag: 0; 0: Command } | { tag: 1; 0: T } | 0;
export type Source<T> = (sink: (signal: Signal<T>) => void) => void;
type Operator<In, Out> = (source: Source<In>) => Source<Out>;

type Off = () => void;
type Observer<T> = {
  next: (value: T) => void;
  complete: () => void;
  /** What is to be done when the source ends or its reader leaves; at once, if that has happened. */
  add: (off: Off) => Off;
};

const noop = (): void => {};

/** A source that works only while somebody reads it. */
const create =
  <T>(produce: (observer: Observer<T>) => void): Source<T> =>
  (sink) => {
    const offs: Off[] = [];
    let isOpen = true;
    const close = (): void => {
      isOpen = false;
      while (offs.length) (offs.pop() || noop)();
    };
    sink({ tag: 0, 0: (isClose) => isClose && close() });
    const observer: Observer<T> = {
      next: (value) => isOpen && sink({ tag: 1, 0: value }),
      complete() {
        if (!isOpen) return;
        close();
        sink(0);
      },
      add(off) {
        if (isOpen) offs.push(off);
        else off();
        return off;
      },
    };
    if (isOpen) produce(observer);
  };

/** Reads a source, and gives what leaves it. */
function read<T>(source: Source<T>, next: (value: T) => void, complete: Off = noop): Off {
  let command: Command = noop;
  source((signal) => {
    if (!signal) complete();
    else if (signal.tag) next(signal[0]);
    else (command = signal[0])(0);
  });
  return () => command(1);
}

const each =
  <In, Out>(hear: (value: In, observer: Observer<Out>) => void): Operator<In, Out> =>
  (source) =>
    create((observer) => observer.add(read(source, (value) => hear(value, observer), observer.complete)));

export const filter = <T>(isWanted: (value: T) => boolean): Operator<T, T> =>
  each((value, { next }) => isWanted(value) && next(value));

export const onPush = <T>(hear: (value: T) => void): Operator<T, T> =>
  each((value, { next }) => {
    hear(value);
    next(value);
  });

export const takeWhile = <T>(goesOn: (value: T) => boolean, withLast: boolean): Operator<T, T> =>
  each((value, { next, complete }) => {
    const isLast = !goesOn(value);
    if (!isLast || withLast) next(value);
    if (isLast) complete();
  });

export const lazy =
  <T>(make: () => Source<T>): Source<T> =>
  (sink) =>
    make()(sink);

/** urql takes one and no more. */
export const take = <T>(_one: 1): Operator<T, T> => takeWhile(() => false, true);

export const takeUntil =
  <T>(end: Source<unknown>): Operator<T, T> =>
  (source) =>
    create(({ add, next, complete }) => {
      add(read(end, complete));
      add(read(source, next, complete));
    });

// urql puts a second source beside the results of a query, which tells that they are stale. Without a cache none is.
export const merge = <T>(sources: readonly [Source<T>, ...Source<T>[]]): Source<T> => sources[0];
export const switchMap =
  <T>(): Operator<T, T> =>
  (source) =>
    source;

export const onStart =
  <T>(hear: Off): Operator<T, T> =>
  (source) =>
    create(({ add, next, complete }) => {
      add(read(source, next, complete));
      hear();
    });

export const onEnd =
  <T>(hear: Off): Operator<T, T> =>
  (source) =>
    create(({ add, next, complete }) => {
      add(hear);
      add(read(source, next, complete));
    });

/** A source that is fed from outside. */
export function makeSubject<T>(): { source: Source<T>; next: (value: T) => void; complete: () => void } {
  const readers = new Set<Observer<T>>();
  const all = (tell: (reader: Observer<T>) => void): void => Array.from(readers).forEach(tell);
  return {
    source: create((observer) => {
      readers.add(observer);
      observer.add(() => readers.delete(observer));
    }),
    next: (value) => all(({ next }) => next(value)),
    complete: () => all(({ complete }) => complete()),
  };
}

/** One reading of the source for all readers. */
export function share<T>(source: Source<T>): Source<T> {
  const subject = makeSubject<T>();
  let leave: Off = noop;
  let readers = 0;
  return create(({ add, next, complete }) => {
    add(read(subject.source, next, complete));
    add(() => (readers -= 1) || leave());
    if (!readers++) leave = read(source, subject.next, subject.complete);
    // Left before it could be: the source pushed at once, and that was enough.
    if (!readers) leave();
  });
}

/** A source that `produce` feeds; what it gives is called when the reader leaves. */
export const make = <T>(produce: (observer: Pick<Observer<T>, 'next' | 'complete'>) => Off): Source<T> =>
  create((observer) => observer.add(produce(observer)));

export const subscribe =
  <T>(hear: (value: T) => void) =>
  (source: Source<T>): { unsubscribe: Off } => ({ unsubscribe: read(source, hear) });

export const publish: (source: Source<unknown>) => void = subscribe(noop);

export const toPromise = <T>(source: Source<T>): Promise<T> =>
  new Promise((resolve) => {
    let last: T;
    read(
      source,
      (value) => (last = value),
      () => resolve(last),
    );
  });

const absent = (): never => {
  throw new Error('Not in this build');
};
export {
  absent as fromAsyncIterable,
  absent as fromPromise,
  absent as fromValue,
  absent as map,
  absent as mergeMap,
  absent as tap,
};
