import type { KeyValueStore } from './attempts.ts';

export type Off = () => void;

/** What came back. Status 0: nothing did, and `text` is NETWORK or TIMEOUT. */
export type HostAnswer = { readonly status: number; readonly text: string; readonly requestId: string | null };

export type HostRequest = {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** With one it is a POST, without one a GET. */
  readonly body?: string;
  /** Longest time that it may take; of a stream, that it may be silent. */
  readonly timeoutMs: number;
  /** The whole text so far, whenever it has grown. */
  readonly onText?: (text: string) => void;
  /** Called once, unless aborted. */
  readonly onDone: (answer: HostAnswer) => void;
};

/** What the SDK needs of the place that it runs in. */
export type Host = {
  /** 128 random bits as text. */
  newKey: () => string;
  readonly store: KeyValueStore;
  isOnline: () => boolean;
  isVisible: () => boolean;
  /** The page is hidden, or shown again, or the network is back. */
  onChange: (listener: () => void) => Off;
  /** Gives what aborts it. */
  send: (request: HostRequest) => Off;
};
