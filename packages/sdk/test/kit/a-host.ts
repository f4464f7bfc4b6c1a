import type { Host, HostAnswer, HostRequest } from '../../src/core/host.ts';

/** One request that a test sees and answers. */
export type Sent = HostRequest & { isAborted: boolean };

/** A place to run in whose network, screen and storage the test holds in its hands. */
export type TestHost = Host & {
  readonly sent: Sent[];
  /** The latest request. */
  last: () => Sent;
  /** Answers requests as they come. */
  answer: ((sent: Sent) => HostAnswer | 'later') | null;
  isOnlineNow: boolean;
  isVisibleNow: boolean;
  /** Hidden, shown or online again. */
  changes: () => void;
};

export const jsonAnswer = (body: unknown, status = 200): HostAnswer => ({
  status,
  text: JSON.stringify(body),
  requestId: 'req_1',
});

/** What `errors` of a GraphQL answer look like. */
export const refusal = (code: string, status = 200, more: object = {}): HostAnswer =>
  jsonAnswer({ errors: [{ message: `no: ${code}`, extensions: { code, ...more } }] }, status);

export const NO_NETWORK: HostAnswer = { status: 0, text: 'NETWORK', requestId: null };

export function aHost(answer: TestHost['answer'] = null): TestHost {
  const kept = new Map<string, string>();
  const listeners = new Set<() => void>();
  const sent: Sent[] = [];
  let keys = 0;
  const host: TestHost = {
    sent,
    answer,
    isOnlineNow: true,
    isVisibleNow: true,
    last() {
      const latest = sent.at(-1);
      if (!latest) throw new Error('Nothing was sent');
      return latest;
    },
    newKey: () => `key-${(keys += 1)}`,
    store: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    },
    isOnline: () => host.isOnlineNow,
    isVisible: () => host.isVisibleNow,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changes: () => listeners.forEach((listener) => listener()),
    send(request) {
      const one: Sent = { ...request, isAborted: false };
      sent.push(one);
      const given = host.answer?.(one) ?? 'later';
      if (given !== 'later') void Promise.resolve().then(() => one.isAborted || request.onDone(given));
      return () => {
        one.isAborted = true;
      };
    },
  };
  return host;
}
