import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import * as ours from './wonka.ts';

// The alias of the build leads `wonka` here, so the real one is asked for past it.
const theirs: typeof ours = createRequire(import.meta.url)('wonka');

type Lib = typeof ours;
type Story = (lib: Lib, tell: (what: unknown) => unknown) => void | Promise<void>;

/** What urql's client does with its operators, each as a short story. */
const STORIES: Record<string, Story> = {
  'filter passes on what is wanted': ({ filter, makeSubject, subscribe }, tell) => {
    const subject = makeSubject<number>();
    subscribe(tell)(filter<number>((value) => value > 1)(subject.source));
    [1, 2, 3].forEach(subject.next);
  },
  'takeWhile ends with the first that is not wanted, and has it too': (
    { takeWhile, makeSubject, onEnd, subscribe },
    tell,
  ) => {
    const subject = makeSubject<number>();
    subscribe(tell)(onEnd<number>(() => tell('end'))(takeWhile<number>((value) => value < 2, true)(subject.source)));
    [1, 2, 3].forEach(subject.next);
  },
  'share reads once for all, and again after all have left': ({ share, make, subscribe }, tell) => {
    let begun = 0;
    const shared = share(
      make<number>((observer) => {
        tell(`begin ${(begun += 1)}`);
        void Promise.resolve().then(() => observer.next(begun));
        return () => tell('left');
      }),
    );
    const [first, second] = [
      subscribe<number>((value) => tell(`a${value}`))(shared),
      subscribe<number>((value) => tell(`b${value}`))(shared),
    ];
    return Promise.resolve().then(() => {
      first.unsubscribe();
      second.unsubscribe();
      subscribe<number>((value) => tell(`c${value}`))(shared).unsubscribe();
    });
  },
  'share tells all of the end': ({ share, makeSubject, subscribe, onEnd }, tell) => {
    const subject = makeSubject<number>();
    const shared = share(subject.source);
    for (const name of ['a', 'b'])
      subscribe<number>((value) => tell(`${name}${value}`))(onEnd<number>(() => tell(`${name} end`))(shared));
    subject.next(1);
    subject.complete();
  },
  'onStart calls once somebody reads, onEnd when the reader leaves': (
    { onStart, onEnd, makeSubject, subscribe },
    tell,
  ) => {
    const subject = makeSubject<number>();
    const source = onEnd<number>(() => tell('end'))(onStart<number>(() => tell('start'))(subject.source));
    tell('nobody yet');
    const { unsubscribe } = subscribe(tell)(source);
    subject.next(1);
    unsubscribe();
    subject.next(2);
  },
  'lazy makes its source for each reader': ({ lazy, make, subscribe }, tell) => {
    let made = 0;
    const source = lazy(() =>
      make<number>(() => {
        tell(`made ${(made += 1)}`);
        return () => {};
      }),
    );
    subscribe(tell)(source);
    subscribe(tell)(source);
  },
  'toPromise gives what came last before the end': async ({ toPromise, makeSubject }, tell) => {
    const subject = makeSubject<number>();
    const promise = toPromise(subject.source);
    [6, 7].forEach(subject.next);
    subject.complete();
    tell(await promise);
  },
  'make tells nothing after its reader has left': ({ make, subscribe }, tell) => {
    let push = (_value: number): void => {};
    const source = make<number>((observer) => {
      push = (value) => observer.next(value);
      return () => tell('left');
    });
    const { unsubscribe } = subscribe(tell)(source);
    push(1);
    unsubscribe();
    unsubscribe();
    push(2);
  },
  'publish reads to the end': ({ publish, onEnd, filter, makeSubject }, tell) => {
    const subject = makeSubject<number>();
    publish(onEnd<number>(() => tell('end'))(filter<number>((value) => tell(value) !== value)(subject.source)));
    [1, 2].forEach(subject.next);
    subject.complete();
  },
};

async function told(lib: Lib, story: Story): Promise<unknown[]> {
  const lines: unknown[] = [];
  await story(lib, (what) => lines.push(what));
  return lines;
}

describe('what stands in for wonka', () => {
  it.each(Object.entries(STORIES))('does as wonka does: %s', async (_name, story) => {
    expect(await told(ours, story)).toEqual(await told(theirs, story));
  });

  it('takes sources of wonka, and gives it its own', () => {
    const lines: unknown[] = [];
    const [our, their] = [ours.makeSubject<number>(), theirs.makeSubject<number>()];
    ours.subscribe<number>((value) => lines.push(`ours ${value}`))(their.source);
    theirs.subscribe<number>((value) => lines.push(`theirs ${value}`))(our.source);
    their.next(1);
    our.next(2);
    expect(lines).toEqual(['ours 1', 'theirs 2']);
  });

  it('leaves a source that pushed at once, when that was enough', () => {
    let left = 0;
    const eager = ours.make<number>((observer) => {
      observer.next(1);
      return () => (left += 1);
    });
    ours.subscribe(() => {})(ours.takeWhile<number>(() => false, true)(ours.share(eager)));
    expect(left).toBe(1);
  });
});
