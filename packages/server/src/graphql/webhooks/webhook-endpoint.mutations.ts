import {
  createEndpoint,
  deleteEndpoint,
  rotateEndpointSecret,
  testEndpoint,
  updateEndpoint,
} from '../../domain/webhooks/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { WebhookDeliveryType } from './webhook-delivery.type.ts';
import {
  endpointInput,
  WebhookEndpointCreateInput,
  WebhookEndpointSecretRotateInput,
  WebhookEndpointUpdateInput,
} from './webhook-endpoint.inputs.ts';
import { changesOf, draftOf } from './webhook-endpoint.wire.ts';
import { WebhookEndpointType } from './webhook-endpoint.type.ts';

type Made = { endpoint: Rows.WebhookEndpoint; secret: string };

const madePayload = (name: string, mutation: string) =>
  payloadType<Made>(name, {
    description: `The answer of \`${mutation}\`.`,
    fields: (t) => ({
      endpoint: t.field({
        type: WebhookEndpointType,
        nullable: true,
        description: 'The endpoint; null when refused.',
        resolve: ({ value }) => value?.endpoint ?? null,
      }),
      secret: t.string({
        nullable: true,
        description: 'The key of its signatures, `whsec_…`, shown this once; null when refused.',
        resolve: ({ value }) => value?.secret ?? null,
      }),
    }),
  });

const endpointPayload = (name: string, mutation: string) =>
  payloadType<Rows.WebhookEndpoint>(name, {
    description: `The answer of \`${mutation}\`.`,
    fields: (t) => ({
      endpoint: t.field({
        type: WebhookEndpointType,
        nullable: true,
        description: 'The endpoint; null when refused.',
        resolve: ({ value }) => value,
      }),
    }),
  });

const WebhookEndpointCreatePayload = madePayload('WebhookEndpointCreatePayload', 'webhookEndpointCreate');
const WebhookEndpointSecretRotatePayload = madePayload(
  'WebhookEndpointSecretRotatePayload',
  'webhookEndpointSecretRotate',
);
const WebhookEndpointUpdatePayload = endpointPayload('WebhookEndpointUpdatePayload', 'webhookEndpointUpdate');
const WebhookEndpointDeletePayload = endpointPayload('WebhookEndpointDeletePayload', 'webhookEndpointDelete');
const WebhookEndpointDeleteInput = endpointInput('WebhookEndpointDeleteInput', 'The endpoint to end.');
const WebhookEndpointTestInput = endpointInput('WebhookEndpointTestInput', 'The endpoint to try.');

const WebhookEndpointTestPayload = payloadType<Rows.WebhookDelivery>('WebhookEndpointTestPayload', {
  description: 'The answer of `webhookEndpointTest`.',
  fields: (t) => ({
    delivery: t.field({
      type: WebhookDeliveryType,
      nullable: true,
      description: 'The delivery of the test, with its one attempt; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('webhookEndpointCreate', (t) =>
  t.field({
    type: WebhookEndpointCreatePayload,
    description:
      'Makes a webhook endpoint, which hears of what happens from now on. Needs `webhooks:write` and `events:read`; not for credentials bound to stores.',
    authScopes: { scope: 'webhooks:write' },
    args: { input: t.arg({ type: WebhookEndpointCreateInput, required: true, description: 'What it is to be.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => createEndpoint(domain, draftOf(input))),
  }),
);

builder.mutationField('webhookEndpointUpdate', (t) =>
  t.field({
    type: WebhookEndpointUpdatePayload,
    description:
      'Changes a webhook endpoint, pauses it or makes it active again. Needs `webhooks:write` and `events:read`.',
    authScopes: { scope: 'webhooks:write' },
    args: { input: t.arg({ type: WebhookEndpointUpdateInput, required: true, description: 'What to change.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => updateEndpoint(domain, changesOf(input))),
  }),
);

builder.mutationField('webhookEndpointDelete', (t) =>
  t.field({
    type: WebhookEndpointDeletePayload,
    description: 'Ends a webhook endpoint and its log for good. Needs `webhooks:write`.',
    authScopes: { scope: 'webhooks:write' },
    args: { input: t.arg({ type: WebhookEndpointDeleteInput, required: true, description: 'Which one.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => deleteEndpoint(domain, input)),
  }),
);

builder.mutationField('webhookEndpointSecretRotate', (t) =>
  t.field({
    type: WebhookEndpointSecretRotatePayload,
    description: 'Gives a webhook endpoint a new secret; both sign for a while. Needs `webhooks:write`.',
    authScopes: { scope: 'webhooks:write' },
    args: { input: t.arg({ type: WebhookEndpointSecretRotateInput, required: true, description: 'Which one.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => rotateEndpointSecret(domain, input)),
  }),
);

builder.mutationField('webhookEndpointTest', (t) =>
  t.field({
    type: WebhookEndpointTestPayload,
    description:
      'Sends a `webhook_endpoint.tested` event to a webhook endpoint, also to one that is paused, and waits for what comes of it: at most 10 seconds. Needs `webhooks:write`.',
    authScopes: { scope: 'webhooks:write' },
    args: { input: t.arg({ type: WebhookEndpointTestInput, required: true, description: 'Which one.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => testEndpoint(domain, input)),
  }),
);
