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

/** Has an observer told what the source tells, each value by way of `hear`. */
function tellOn<In, Out>(source: Source<In>, observer: Observer<Out>, hear: (value: In) => void): void {
  observer.add(read(source, hear, observer.complete));
}

export const filter =
  <T>(isWanted: (value: T) => boolean): Operator<T, T> =>
  (source) =>
    create((observer) => tellOn(source, observer, (value) => isWanted(value) && observer.next(value)));

/** urql always wants the last one too. */
export const takeWhile =
  <T>(goesOn: (value: T) => boolean, _withLast: true): Operator<T, T> =>
  (source) =>
    create((observer) =>
      tellOn(source, observer, (value) => {
        observer.next(value);
        if (!goesOn(value)) observer.complete();
      }),
    );

export const lazy =
  <T>(make: () => Source<T>): Source<T> =>
  (sink) =>
    make()(sink);

export const onStart =
  <T>(hear: Off): Operator<T, T> =>
  (source) =>
    create((observer) => {
      tellOn(source, observer, observer.next);
      hear();
    });

export const onEnd =
  <T>(hear: Off): Operator<T, T> =>
  (source) =>
    create((observer) => {
      observer.add(hear);
      tellOn(source, observer, observer.next);
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
  return create((observer) => {
    tellOn(subject.source, observer, observer.next);
    observer.add(() => (readers -= 1) || leave());
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
  absent as onPush,
  absent as merge,
  absent as switchMap,
  absent as take,
  absent as takeUntil,
  absent as fromAsyncIterable,
  absent as fromPromise,
  absent as fromValue,
  absent as map,
  absent as mergeMap,
  absent as tap,
};
