import { builder } from '../builder.ts';
import { enumType } from '../kit/enum.ts';

export const WebhookEndpointCreateInput = builder.inputType('WebhookEndpointCreateInput', {
  description: 'A new endpoint (graphql.md §10).',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it is called, at most 64 characters.' }),
    url: t.string({
      required: true,
      description:
        'Where events are to be sent: http or https, at most 1,024 characters; not a private address, unless this installation allows it.',
    }),
    types: t.stringList({
      description: 'Types of events that it is to hear of: `card.claimed` …, at most 100; absent or empty: all.',
    }),
    document: t.string({
      description:
        'One subscription that chooses and shapes what it hears: `data` is then what the subscription yields, and events that it does not choose are skipped. It gives no `after`: an endpoint goes on after what was sent to it. Absent: events as they were written.',
    }),
    variables: t.field({ type: 'JSON', description: 'Variables of the document: an object.' }),
  }),
});

const WebhookEndpointSwitchEnum = enumType('WebhookEndpointSwitch', 'What a merchant makes of an endpoint.', {
  ACTIVE: 'It is sent to, and goes on after the last event that was queued.',
  PAUSED: 'Events wait.',
});

export const WebhookEndpointUpdateInput = builder.inputType('WebhookEndpointUpdateInput', {
  description: 'Changes of an endpoint; absent: as it is. Its document can read from then on what the caller can.',
  fields: (t) => ({
    endpointId: t.id({ required: true, description: 'Id of the endpoint: `whe_…`.' }),
    expectedVersion: t.int({ description: 'The version that the changes are meant for; another one is refused.' }),
    name: t.string({ description: 'What it is called.' }),
    url: t.string({ description: 'Where events are to be sent; not for the Weixin push.' }),
    types: t.stringList({ description: 'Types of events that it is to hear of; empty: all.' }),
    document: t.string({ description: 'The subscription that chooses and shapes; null: events as they were written.' }),
    variables: t.field({ type: 'JSON', description: 'Variables of the document; null: none.' }),
    status: t.field({ type: WebhookEndpointSwitchEnum, description: 'Whether it is sent to.' }),
  }),
});

export const endpointInput = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({ endpointId: t.id({ required: true, description: 'Id of the endpoint: `whe_…`.' }) }),
  });

export const WebhookEndpointSecretRotateInput = builder.inputType('WebhookEndpointSecretRotateInput', {
  description: 'Whose secret to replace.',
  fields: (t) => ({
    endpointId: t.id({ required: true, description: 'Id of the endpoint: `whe_…`.' }),
    overlapSeconds: t.int({
      required: true,
      description: 'Seconds for which the old secret signs beside the new one, 0 to 604,800.',
    }),
  }),
});
