import type { Actor } from '../domain/kit/actor.ts';
import type { DomainContext } from '../domain/kit/context.ts';
import { languageOf, type Language } from './kit/language.ts';

/** The domain before anybody is known to act in it. */
type Root = Omit<DomainContext, 'actor'>;

/** Who calls, as `identify` of the access room found it. */
type Caller = { actor: Actor; costPerSecond: number; mayRunAnyDocument: boolean };

/** All that a resolver sees of a request. */
export type GraphqlContext = {
  domain: DomainContext;
  identity: Caller;
  requestId: string;
  /** Language of `UserError.message`. */
  language: Language;
};

/** One context per request. `acceptLanguage` is the header as it came; English where nothing fits. */
export function contextOf(
  root: Root,
  identity: Caller,
  requestId: string,
  acceptLanguage?: string | null,
): GraphqlContext {
  return {
    domain: { ...root, actor: identity.actor },
    identity,
    requestId,
    language: languageOf(acceptLanguage ?? null),
  };
}
