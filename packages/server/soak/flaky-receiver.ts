import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { aReceiver, type Call, type Reaction, type Receiver } from '../test/kit/receiver.ts';

/** One event as it came in. */
export type Heard = {
  id: string;
  type: string;
  codeId: string;
  text: string;
  isVerified: boolean;
  isAccepted: boolean;
};

export type FlakyReceiver = {
  url: string;
  /** Every call in its order. */
  heard: Heard[];
  /** How often each thing was done to a call. */
  deeds: Record<string, number>;
  /** The secret that calls are signed with. */
  trust: (secret: string) => void;
  /** Accepts everything from now on. */
  heal: () => void;
  stop: () => Promise<void>;
};

/** Half of the calls are accepted; what becomes of the others. A call that is never answered costs the sender most. */
const DEEDS: readonly [string, Reaction][] = [
  ['refused', 500],
  ['busy', 503],
  ['reset', (_response, socket) => void socket.resetAndDestroy()],
  ['hung up', (_response, socket) => void socket.destroy()],
  ['redirected', (response) => void response.writeHead(302, { location: '/elsewhere' }).end()],
  ['never answered', () => undefined],
];
const DOWN_MS = 2_000;

/** A receiver that fails half of all calls in many ways, and is down for two seconds now and then. */
export async function startFlakyReceiver(random: () => number, upMs: number): Promise<FlakyReceiver> {
  const heard: Heard[] = [];
  const deeds: Record<string, number> = {};
  const state = { secret: '', isHealed: false, isOver: false };
  const decide = (call: Call): Reaction => {
    const [name, reaction] = state.isHealed || random() < 0.5 ? ['accepted', 200 as Reaction] : deedBy(random);
    deeds[name] = (deeds[name] ?? 0) + 1;
    heard.push({ ...factsOf(call), isVerified: isVerified(call, state.secret), isAccepted: name === 'accepted' });
    return reaction;
  };
  let receiver: Receiver = await aReceiver(decide);
  const { url, port } = receiver;
  const restarting = (async () => {
    while (!state.isOver) {
      await wait(upMs / 2 + random() * upMs);
      if (state.isHealed) continue;
      await receiver.stop();
      deeds['restarted'] = (deeds['restarted'] ?? 0) + 1;
      await wait(DOWN_MS);
      receiver = await aReceiver(decide, port);
    }
  })();
  return {
    ...{ url, heard, deeds },
    trust: (secret) => (state.secret = secret),
    heal: () => (state.isHealed = true),
    stop: async () => {
      state.isOver = true;
      await restarting;
      await receiver.stop();
    },
  };
}

function deedBy(random: () => number): [string, Reaction] {
  const [name, reaction] = DEEDS[Math.floor(random() * DEEDS.length)] ?? ['refused', 500];
  return [name, reaction];
}

type Body = { type: string; data: { codeId: string } };
// The sender writes the events that we asked for like this.
const bodyOf = (text: string): Body => JSON.parse(text) as Body;

function factsOf({ headers, text }: Call) {
  const { type, data } = bodyOf(text);
  return { id: String(headers['webhook-id']), type, codeId: data.codeId, text };
}

function isVerified({ headers, text }: Call, secret: string): boolean {
  try {
    // The package takes any headers by name.
    new Webhook(secret).verify(text, headers as Record<string, string>);
    return true;
  } catch {
    return false; // What is not verified is counted.
  }
}
