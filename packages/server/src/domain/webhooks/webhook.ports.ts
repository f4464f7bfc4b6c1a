import type { Event, Prisma, WebhookEndpoint } from '../../generated/prisma/client.ts';
import type { DomainContext } from '../kit/context.ts';

/** One call of the outside. */
export type Sending = {
  url: string;
  /** POST unless given. */
  method?: 'GET' | 'POST';
  headers: Readonly<Record<string, string>>;
  body: string;
  timeoutMs: number;
  /** Aborts when the server stops. */
  signal: AbortSignal;
};

/** Why no answer came. */
export type SendFault =
  /** The name leads to an address that is not to be reached from here, or is one. */
  | 'ADDRESS_FORBIDDEN'
  | 'NAME_UNKNOWN'
  | 'CONNECTION_FAILED'
  | 'CONNECTION_LOST'
  | 'TLS_FAILED'
  | 'TIMEOUT'
  /** The server stopped meanwhile. */
  | 'ABORTED';

/** What came back: a status with the begin of the body, or why nothing did. */
export type SendAnswer = { statusCode: number; head: string; fault: null } | { statusCode: null; fault: SendFault };

/** Sends to addresses of merchants: never to private ones unless allowed, and never on along a redirect. */
export type SenderPort = {
  send: (sending: Sending) => Promise<SendAnswer>;
  /** Whether the host of this URL can be told to be forbidden before anything is looked up. */
  isForbidden: (url: string) => boolean;
};

/** What the document of an endpoint says of one event. */
export type ShapedEvent = { data: unknown; errors?: readonly unknown[] };

/** Runs the subscription documents of endpoints. */
export type ShaperPort = {
  /** What is wrong with a document and its variables, in one sentence; null: it can choose and shape events. */
  faultOf: (document: string, variables: Prisma.JsonValue) => string | null;
  /**
   * What the document says of the event; null: it chooses others.
   * @throws when it can not be run now
   */
  shape: (
    root: Omit<DomainContext, 'actor'>,
    about: { endpoint: WebhookEndpoint; document: string; event: Event },
  ) => Promise<ShapedEvent | null>;
};

declare module '../kit/ports.ts' {
  interface DomainPorts {
    webhooks: { sender: SenderPort; shaper: ShaperPort };
  }
}
