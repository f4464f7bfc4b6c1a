import type { Tx } from '../kit/context.ts';
import type { EventFeed } from './follow-events.ts';

/** Keeps files for good. A key that is written again replaces what was there. */
export type EventArchives = {
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | null>;
};

/** Events of a merchant after one number, up to another, that did not happen before a time. */
export type AwaitedSpan = { merchantId: string; after: bigint; upTo: bigint; since: Date };

/** The first event of a span that something still waits for; null: nothing does. */
export type FirstAwaited = (tx: Tx, span: AwaitedSpan) => Promise<bigint | null>;

/** Carries the hint that events have got numbers between the instances of an installation. It may get lost: everybody also looks. */
export type WakeUps = {
  /** Tells the other instances. Cheap, never throws; many calls make few hints. */
  tell(): void;
  close(): Promise<void>;
};

/** What makes {@link WakeUps} of one kind. */
export type WakeUpOptions = {
  url: string;
  /** Called for a hint of another instance, and whenever some may have been missed. */
  onWoken: () => void;
  /** Called when hints do not travel, once until they do again. */
  onLost: (error: unknown) => void;
  /** Called when they travel again. */
  onFound: () => void;
};

declare module '../kit/ports.ts' {
  interface DomainPorts {
    events: { feed: EventFeed; archives: EventArchives; firstAwaited: FirstAwaited };
  }
}
