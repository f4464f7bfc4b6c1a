import { serverNow } from '../../data/server-clock.ts';
import { hearQueue, tellQueue } from './channel.ts';
import { waitAfter } from './queue.rules.ts';
import { openQueueStore } from './queue.store.ts';
import { registerDevice, type SendPort, sendQueue } from './send-queue.ts';

const LOCK = 'kaquan-queue';

/**
 * Sends what waits, whenever there is a reason to hope: at the start, when something is added, when the line is back,
 * when the page is looked at again, and after a while. Two pages never send at once.
 */
export function runQueue(port: Omit<SendPort, 'changed' | 'now'>, signal: AbortSignal): void {
  const whole: SendPort = { ...port, now: serverNow, changed: () => tellQueue('changed') };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const pass = async (): Promise<void> => {
    if (isAsked) return;
    isAsked = true;
    clearTimeout(timer);
    const rest = await navigator.locks.request(LOCK, { signal }, () => {
      isAsked = false;
      return sendAll(whole);
    });
    if (rest.is === 'stuck' && !signal.aborted) timer = setTimeout(start, waitAfter(rest.tries));
  };
  const start = (): void =>
    void pass().catch(() => {
      isAsked = false; // The page was left; a broken database is told where entries are added.
    });
  const look = (): void => {
    if (document.visibilityState === 'visible') start();
  };
  const deafen = hearQueue((news) => {
    if (news === 'added') start();
  });
  addEventListener('online', start);
  document.addEventListener('visibilitychange', look);
  signal.addEventListener('abort', () => {
    deafen();
    clearTimeout(timer);
    removeEventListener('online', start);
    document.removeEventListener('visibilitychange', look);
  });
  start();
}

async function sendAll(port: SendPort): ReturnType<typeof sendQueue> {
  const store = await openQueueStore();
  try {
    // Also where nothing waits: without a line it would be too late.
    await registerDevice(store, port);
    return await sendQueue(store, port);
  } finally {
    store.close();
  }
}
