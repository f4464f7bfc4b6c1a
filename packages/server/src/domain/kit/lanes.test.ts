import { afterEach, describe, expect, it, vi } from 'vitest';
import { ThrottledError } from './errors.ts';
import { createLanes } from './lanes.ts';

type Order = { lane: string; name: string; who?: string };

/** Lanes whose batches end when the test says so. */
function heldLanes(
  answer: (order: Order) => string = ({ name }) => name.toUpperCase(),
  { isOfOne = true, besideFrom = 1 } = {},
) {
  const batches: { names: string[]; end: () => void }[] = [];
  const lanes = createLanes<Order, string>({
    run: (orders) =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          try {
            resolve(orders.map(answer));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        };
        batches.push({ names: orders.map(({ name }) => name), end });
      }),
    laneOf: ({ lane }) => lane,
    apartBy: ({ who }) => (who === undefined ? [] : [who]),
    isOfOne: () => isOfOne,
    besideFrom,
  });
  const names = (): string[][] => batches.map((batch) => batch.names);
  /** Ends a batch and lets what it answers be heard. */
  const end = async (nth: number): Promise<void> => {
    batches[nth]?.end();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { lanes, names, end };
}

describe('lanes', () => {
  it('do at once and alone what comes while nothing is under way', async () => {
    const { lanes, names, end } = heldLanes();
    const answer = lanes.put({ lane: 'card', name: 'a' });
    expect(names()).toEqual([['a']]);
    await end(0);
    expect(await answer).toBe('A');
    expect(lanes.count()).toBe(0);
  });

  it('do together what came meanwhile, each with its own answer', async () => {
    const { lanes, names, end } = heldLanes();
    const answers = ['a', 'b', 'c'].map((name) => lanes.put({ lane: 'card', name }));
    expect(names()).toEqual([['a']]);
    await end(0);
    expect(names()).toEqual([['a'], ['b', 'c']]);
    await end(1);
    expect(await Promise.all(answers)).toEqual(['A', 'B', 'C']);
  });

  it('never let two batches of a lane be under way, while other lanes go on', async () => {
    const { lanes, names, end } = heldLanes();
    const answers = [
      lanes.put({ lane: 'one', name: 'a' }),
      lanes.put({ lane: 'one', name: 'b' }),
      lanes.put({ lane: 'two', name: 'c' }),
    ];
    expect(names()).toEqual([['a'], ['c']]);
    await end(1);
    expect(names()).toHaveLength(2);
    await end(0);
    expect(names()).toEqual([['a'], ['c'], ['b']]);
    await end(2);
    await Promise.all(answers);
  });

  it('put what waits in several lanes in one batch when all batches are under way', async () => {
    const { lanes, names, end } = heldLanes();
    const answers = ['1', '2', '3', '4', '5', '6'].map((lane) => lanes.put({ lane, name: lane }));
    expect(names()).toEqual([['1'], ['2'], ['3'], ['4']]);
    await end(0);
    expect(names()[4]).toEqual(['5', '6']);
    for (const nth of [1, 2, 3, 4]) await end(nth);
    await Promise.all(answers);
  });

  it('keep apart what must not go together, and the order of the lane', async () => {
    const { lanes, names, end } = heldLanes();
    const orders = [{ name: 'first' }, { name: 'a', who: 'ann' }, { name: 'b', who: 'ann' }, { name: 'c', who: 'bob' }];
    const answers = orders.map((order) => lanes.put({ lane: 'card', ...order }));
    await end(0);
    expect(names()[1]).toEqual(['a']);
    await end(1);
    expect(names()[2]).toEqual(['b', 'c']);
    await end(2);
    await Promise.all(answers);
  });

  it('do a batch that fails again one by one, so that only the bad order fails', async () => {
    const { lanes, names, end } = heldLanes((order) => {
      if (order.name === 'bad') throw new Error('bad order');
      return order.name;
    });
    const answers = ['first', 'good', 'bad', 'fine'].map((name) => lanes.put({ lane: 'card', name }));
    const settled = Promise.allSettled(answers);
    for (const nth of [0, 1, 2, 3, 4]) await end(nth);
    expect(names()).toEqual([['first'], ['good', 'bad', 'fine'], ['good'], ['bad'], ['fine']]);
    expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('fail a batch at once where one of its orders can not be the reason', async () => {
    const { lanes, names, end } = heldLanes(
      (order) => {
        if (order.name !== 'first') throw new Error('no connection');
        return order.name;
      },
      { isOfOne: false },
    );
    const settled = Promise.allSettled(['first', 'a', 'b'].map((name) => lanes.put({ lane: 'card', name })));
    for (const nth of [0, 1]) await end(nth);
    expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(names()).toEqual([['first'], ['a', 'b']]);
  });

  it('let a lane have its turn while others always have more than fits in a batch', async () => {
    const { lanes, names, end } = heldLanes();
    const flood = (lane: string): void => {
      for (let nth = 0; nth < 600; nth += 1) void lanes.put({ lane, name: lane });
    };
    for (const lane of ['1', '2', '3', '4']) flood(lane);
    const late = lanes.put({ lane: 'quiet', name: 'late' });
    for (const nth of [0, 1, 2, 3, 4]) await end(nth);
    expect(names().some((batch) => batch.includes('late'))).toBe(true);
    for (let nth = 5; nth < names().length; nth += 1) await end(nth);
    expect(await late).toBe('LATE');
  });

  it('do other work in its turn, with nothing of the lane beside it', async () => {
    const { lanes, names, end } = heldLanes();
    const first = lanes.put({ lane: 'card', name: 'first' });
    const second = lanes.put({ lane: 'card', name: 'second' });
    const seen: string[][][] = [];
    const alone = lanes.alone('card', () => Promise.resolve(void seen.push(names())));
    const last = lanes.put({ lane: 'card', name: 'last' });
    await end(0);
    expect(names()).toEqual([['first'], ['second']]);
    await end(1);
    expect(seen).toEqual([[['first'], ['second']]]);
    expect(names()).toEqual([['first'], ['second'], ['last']]);
    await end(2);
    await Promise.all([first, second, alone, last]);
  });

  it('let work that waits for long hold up no other lane', async () => {
    const { lanes, names, end } = heldLanes();
    const waits = ['1', '2', '3', '4', '5'].map((lane) => lanes.alone(lane, () => new Promise<void>(() => undefined)));
    const answer = lanes.put({ lane: 'other', name: 'a' });
    expect([waits.length, names()]).toEqual([5, [['a']]]);
    await end(0);
    expect(await answer).toBe('A');
  });

  it('go on after work of their own that failed', async () => {
    const { lanes, end } = heldLanes();
    await expect(lanes.alone('card', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const next = lanes.put({ lane: 'card', name: 'next' });
    await end(0);
    expect(await next).toBe('NEXT');
    expect(lanes.count()).toBe(0);
  });

  it('refuse what would wait behind too many of its lane, and leave room for others', async () => {
    const { lanes, names } = heldLanes();
    const put = (lane: string, count: number) =>
      Array.from({ length: count }, (_, nth) => lanes.put({ lane, name: String(nth) }));
    void Promise.all(put('hot', 2_001));
    await expect(lanes.put({ lane: 'hot', name: 'late' })).rejects.toThrow(ThrottledError);
    void Promise.all(put('cold', 1));
    expect(names()).toEqual([['0'], ['0']]);
    void Promise.all(put('warm', 2_001));
    void Promise.all(put('third', 997));
    await expect(lanes.put({ lane: 'fourth', name: 'late' })).rejects.toThrow(ThrottledError);
  });
});

describe('lanes whose batches are worth it from three orders on', () => {
  afterEach(() => void vi.useRealTimers());

  /** Puts one order in each of these lanes. */
  const putEach = ({ lanes }: ReturnType<typeof heldLanes>, names: string): Promise<string>[] =>
    names.split('').map((name) => lanes.put({ lane: name, name }));

  it('do at once what comes while nothing is under way, and together what comes beside it', async () => {
    const held = heldLanes(undefined, { besideFrom: 3 });
    const answers = putEach(held, 'abc');
    expect(held.names()).toEqual([['a']]);
    await held.end(0);
    expect(held.names()).toEqual([['a'], ['b', 'c']]);
    await held.end(1);
    expect(await Promise.all(answers)).toEqual(['A', 'B', 'C']);
  });

  it('do a batch beside another once enough wait in lanes that are free', async () => {
    const held = heldLanes(undefined, { besideFrom: 3 });
    const answers = [...putEach(held, 'abc'), held.lanes.put({ lane: 'a', name: 'busy' })];
    expect(held.names()).toEqual([['a']]);
    answers.push(...putEach(held, 'd'));
    expect(held.names()).toEqual([['a'], ['b', 'c', 'd']]);
    for (const nth of [0, 1, 2]) await held.end(nth);
    expect(held.names()[2]).toEqual(['busy']);
    await Promise.all(answers);
  });

  it('let nothing wait for long behind a batch that does not end, in as many batches as there may be', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const held = heldLanes(undefined, { besideFrom: 3 });
    const answers = putEach(held, 'ab');
    vi.advanceTimersByTime(20);
    expect(held.names()).toEqual([['a'], ['b']]);
    for (const name of ['c', 'd', 'e', 'f']) {
      answers.push(...putEach(held, name));
      vi.advanceTimersByTime(20);
    }
    expect(held.names()).toEqual([['a'], ['b'], ['c'], ['d']]);
    await held.end(1);
    vi.advanceTimersByTime(20);
    expect(held.names()[4]).toEqual(['e', 'f']);
    for (const nth of [0, 2, 3, 4]) await held.end(nth);
    await Promise.all(answers);
    expect([held.lanes.count(), vi.getTimerCount()]).toEqual([0, 0]);
  });

  it('let nothing wait for long behind work alone that stands before it', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const held = heldLanes(undefined, { besideFrom: 3 });
    void Promise.all(putEach(held, 'a'));
    void held.lanes.alone('slow', () => new Promise<void>(() => undefined));
    void Promise.all(putEach(held, 'b'));
    vi.advanceTimersByTime(40);
    expect(held.names()).toEqual([['a'], ['b']]);
  });
});
