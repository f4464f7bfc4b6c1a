import type { Actor } from '../domain/kit/actor.ts';
import type { CallSource, DomainContext } from '../domain/kit/context.ts';
import { languageOf, type Language } from './kit/language.ts';

/** The domain before anybody is known to act in it. */
type Root = Omit<DomainContext, 'actor'>;

/** Who calls, as `identify` of the access room found it. */
type Caller = { actor: Actor; costPerSecond: number; mayRunAnyDocument: boolean };

/** How a subscriber follows. */
export type Following = {
  /** Cursor that the transport brings (`Last-Event-ID`); it counts before the argument `after`. */
  resumeAfter: string | null;
  /** Aborts when the subscriber has gone or lost the right to listen. */
  signal: AbortSignal;
};

/** All that a resolver sees of a request. */
export type GraphqlContext = {
  domain: DomainContext;
  identity: Caller;
  requestId: string;
  /** Language of `UserError.message`. */
  language: Language;
  /** Where a subscription stands; for queries and mutations nobody asks. */
  following: Following;
};

/** Field by field: spreading the root is a tenth of what an empty operation costs. */
function domainFor(root: Root, actor: Actor, caller: CallSource | undefined): DomainContext {
  const { prisma, runStatement, now, newId, random, secrets, ports, publicUrl, onCommitted } = root;
  const domain = { prisma, runStatement, actor, now, newId, random, secrets, ports, publicUrl, onCommitted };
  return caller === undefined ? domain : Object.assign(domain, { caller });
}

const NOT_FOLLOWING: Following = { resumeAfter: null, signal: new AbortController().signal };

/** One context per request, or per event of a subscription. `acceptLanguage` is the header as it came; English where nothing fits. */
export function contextOf(
  root: Root,
  identity: Caller,
  requestId: string,
  more: { acceptLanguage?: string | null; following?: Following; source?: CallSource } = {},
): GraphqlContext {
  return {
    domain: domainFor(root, identity.actor, more.source),
    identity,
    requestId,
    language: languageOf(more.acceptLanguage ?? null),
    following: more.following ?? NOT_FOLLOWING,
  };
}
