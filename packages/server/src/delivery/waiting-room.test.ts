import { expect, it } from 'vitest';
import { createWaitingRoom } from './waiting-room.ts';

const never = new AbortController().signal;

it('a waiting room wakes who waits for a topic, once, and lets the others sleep', async () => {
  const room = createWaitingRoom();
  const woken: string[] = [];
  const waits = (name: string, topics: readonly string[]) =>
    room.wait(topics, never).then((upTo) => woken.push(`${name} ${upTo}`));
  const both = waits('both', ['card 1', 'card 2']);
  const other = waits('other', ['card 3']);
  room.wake(new Set(['card 2', 'card 1', 'card 9']), 7n);
  await both;
  room.wake(new Set(['card 1']), 8n);
  expect(woken).toEqual(['both 7']);
  room.wakeAll(9n);
  await other;
  expect(woken).toEqual(['both 7', 'other 9']);
});

it('a waiting room lets go of who leaves', async () => {
  const room = createWaitingRoom();
  const leaving = new AbortController();
  const waiting = room.wait(['card 1'], leaving.signal);
  leaving.abort();
  expect(await waiting).toBeNull();
});
