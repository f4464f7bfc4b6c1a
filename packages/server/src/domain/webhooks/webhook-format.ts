import type { Event, WebhookDelivery, WebhookEndpoint } from '../../generated/prisma/client.ts';
import type { DomainContext } from '../kit/context.ts';
import type { SendAnswer } from './webhook.ports.ts';

/** What a format makes a request of. */
export type Formatting = {
  /** Acts as the system, in no merchant: the format checks that what it reads is the endpoint's merchant's. */
  root: Omit<DomainContext, 'actor'>;
  event: Event;
  endpoint: WebhookEndpoint;
  delivery: WebhookDelivery;
  /** When this attempt begins. */
  at: Date;
};

/** A request to the receiver. `headers` has the content type. */
export type FormattedRequest = { url: string; headers: Readonly<Record<string, string>>; body: string };

/** A way to write events for a receiver. */
export type WebhookFormatModule = {
  timeoutMs: number;
  /** Tries one after the other before the long retry begins. */
  triesAtOnce: number;
  /** Types of events that it has words for. Absent: all. */
  types?: (root: Pick<DomainContext, 'ports'>) => readonly string[];
  /**
   * The request of an attempt; null: the endpoint is not to hear of this event.
   * @throws when it can not be made now; the attempt fails
   */
  request: (formatting: Formatting) => Promise<FormattedRequest | null>;
  /** Whether the receiver says that it has the event. */
  isReceived: (answer: SendAnswer) => boolean;
};
