import { WebSocket } from 'ws';
import type { Profile } from './profile.ts';

/** The profiler of another process. */
export type Profiler = { start: () => Promise<void>; stop: () => Promise<Profile>; close: () => void };

const EVERY_MICROS = 250;

type Answer = { id?: number; result?: { profile?: Profile }; error?: { message: string } };
// The inspector's protocol, as V8 speaks it.
const answerIn = (data: unknown): Answer => JSON.parse(String(data)) as Answer;

/** Joins the inspector of a process that was started with one. */
export async function joinProfiler(address: string): Promise<Profiler> {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  // What fails from now on is told by `close`.
  socket.on('error', () => undefined);
  let count = 0;
  const ask = (method: string, params: object = {}): Promise<Profile | null> =>
    new Promise((resolve, reject) => {
      const id = (count += 1);
      const onClose = (): void => reject(new Error(`${method}: the server is gone`));
      const onMessage = (data: unknown): void => {
        const answer = answerIn(data);
        if (answer.id !== id) return;
        socket.off('message', onMessage);
        socket.off('close', onClose);
        if (answer.error === undefined) resolve(answer.result?.profile ?? null);
        else reject(new Error(`${method}: ${answer.error.message}`));
      };
      socket.on('message', onMessage);
      socket.once('close', onClose);
      socket.send(JSON.stringify({ id, method, params }));
    });
  await ask('Profiler.enable');
  await ask('Profiler.setSamplingInterval', { interval: EVERY_MICROS });
  return {
    start: async () => void (await ask('Profiler.start')),
    stop: async () => {
      const profile = await ask('Profiler.stop');
      if (profile === null) throw new Error('The profiler gave no profile');
      return profile;
    },
    close: () => socket.close(),
  };
}
