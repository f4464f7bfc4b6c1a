import type { Actor } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';

/** A context before anybody is known to act. */
export type Root = Omit<DomainContext, 'actor'>;

/** What a request brings to show who it is. Null: not sent. */
export type Credentials = {
  /** The key of `Authorization: Bearer …` (or `?key=`, where that is allowed). */
  bearer: string | null;
  /** `X-Kaquan-User`. */
  userToken: string | null;
  /** The session cookie. */
  sessionToken: string | null;
  /** `X-Kaquan-CSRF`. */
  csrfToken: string | null;
  /** True: the request may change something, so a session must show its CSRF token. */
  isWrite: boolean;
};

/** What a door knows of a request beside its credentials. Null: not sent. */
export type RequestFacts = {
  origin: string | null;
  referer: string | null;
  /** Bundle id of the app that sends the request. */
  appBundle: string | null;
  /** Address of the caller, behind trusted proxies the first one that is not theirs. */
  ip: string;
  /** `X-Kaquan-Merchant`: in which merchant an operator, or a person of several merchants, acts. */
  merchantAppId: string | null;
};

/** Who acts, and what the door has to know about them. */
export type Identity = {
  actor: Actor;
  /** GraphQL cost per second (graphql.md §8). */
  costPerSecond: number;
  /** False: only persisted documents. */
  mayRunAnyDocument: boolean;
};

/** Budget of a person at a desk or a till, cost per second. */
export const SESSION_COST_PER_SECOND = 20_000;
