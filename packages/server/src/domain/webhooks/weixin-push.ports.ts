import type { EventPayloads, EventType } from '../events/index.ts';
import type { FormattedRequest } from './webhook-format.ts';

/** How bodies travel: readable, readable and sealed, or sealed only (contract §10.2). */
export type PushMode = 'PLAIN' | 'COMPATIBLE' | 'SAFE';

/** Of a merchant's callback address. */
export type PushSettings = { url: string; appId: string; token: string } & (
  | { mode: 'PLAIN' }
  /** 43 characters. */
  | { mode: 'COMPATIBLE' | 'SAFE'; encodingAesKey: string }
);

/** An event, and what a push says of it that it does not carry itself. */
export type PushFacts<T extends EventType = EventType> = {
  type: T;
  data: EventPayloads[T];
  cardId: string | null;
  /** The user that it is about; null: none, it is the account's own. */
  openid: string | null;
  appId: string;
  /** Seconds since 1970. With {@link openid} it tells one push from every other. */
  createTime: number;
  /** The store that it is about; null: none. */
  store: { poiId: number; externalId: string | null; name: string } | null;
  /** Channel of a code that a friend took; null: none was named. */
  codeOuterStr: string | null;
  /** Whether the gift that it is about went to a group. */
  isGroupGift: boolean;
};

/** What makes one try differ from the next. */
export type PushTry = { at: Date; random: (byteCount: number) => Buffer };

/** Knows the names, signatures and seals of the platform. */
export type WeixinPushPort = {
  /** Types of events of which the platform has a push. */
  types: readonly string[];
  /** The push that tells of an event, signed for this try; null: the platform has none for it. */
  requestOf: (facts: PushFacts, settings: PushSettings, attempt: PushTry) => FormattedRequest | null;
  /** A GET by which somebody who knows the token proves it: `echo` is the answer. */
  handshakeOf: (settings: Pick<PushSettings, 'url' | 'token'>, attempt: PushTry) => { url: string; echo: string };
};

declare module '../kit/ports.ts' {
  interface DomainPorts {
    weixinPush: WeixinPushPort;
  }
}
