import type { WebhookEndpoint } from '../../generated/prisma/client.ts';
import { scopesOf } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';
import { assertMay } from '../kit/access.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { assertUnbound } from './endpoint.access.ts';
import { assertEndpointDraft, type EndpointDraft } from './endpoint-draft.rules.ts';

/**
 * Who sets up an endpoint reads the merchant's events through it.
 * @throws NotAllowedError
 */
export function assertMaySetUp(ctx: DomainContext): void {
  assertMay(ctx, 'webhooks:write');
  assertMay(ctx, 'events:read');
  assertUnbound(ctx);
}

/**
 * An address that can be reached, a document that the schema can run.
 * @throws InvalidInputError with the field
 */
export function assertDraft({ ports }: DomainContext, draft: EndpointDraft): void {
  assertEndpointDraft(draft);
  const { sender, shaper } = ports.webhooks;
  if (sender.isForbidden(draft.url)) throw new InvalidInputError(['url'], 'Not an address of the public internet');
  if (draft.document === null) return;
  const fault = shaper.faultOf(draft.document, draft.variables);
  if (fault !== null) throw new InvalidInputError(['document'], fault);
}

/** An endpoint's document reads what the credential that set it up could read. */
export const rightsOf = ({ actor }: DomainContext): Pick<WebhookEndpoint, 'scopes' | 'isTest'> => ({
  scopes: [...scopesOf(actor)],
  isTest: actor.kind === 'secretKey' && actor.isTest,
});
