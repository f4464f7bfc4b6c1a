import { countWaiting } from '../../domain/webhooks/index.ts';
import { builder, type Rows } from '../builder.ts';
import { batched } from '../kit/batch.ts';
import { COUNT_LIMIT, countFrom, CountType } from '../kit/connection.type.ts';
import { enumType } from '../kit/enum.ts';

const WebhookFormatEnum = enumType('WebhookFormat', 'How events are written for an endpoint (graphql.md §10).', {
  JSON: 'JSON with the signatures of Standard Webhooks.',
  WEIXIN: 'XML as the Weixin push sends it.',
} satisfies Record<Rows.WebhookFormat, string>);

const WebhookEndpointStatusEnum = enumType('WebhookEndpointStatus', 'Whether an endpoint is sent to.', {
  ACTIVE: 'It is.',
  PAUSED: 'The merchant paused it: events wait.',
  DISABLED:
    'Its receiver said that it is gone (410), or its events were archived before they could be sent: `disabledReason`. Events wait until it is made active again.',
} satisfies Record<Rows.WebhookEndpointStatus, string>);

const waitingCountOf = batched((domain, endpointIds) => countWaiting(domain, endpointIds, COUNT_LIMIT + 1));

/** An endpoint without its secret. */
export const WebhookEndpointType = builder.objectRef<Rows.WebhookEndpoint>('WebhookEndpoint').implement({
  description: 'Where events of the merchant are sent (graphql.md §10). Its secret is shown once, when it is made.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the endpoint: `whe_…`.' }),
    format: t.expose('format', { type: WebhookFormatEnum, description: 'How events are written for it.' }),
    name: t.exposeString('name', { description: 'What it is called, to tell endpoints apart.' }),
    url: t.exposeString('url', { description: 'Where events are sent.' }),
    types: t.exposeStringList('types', { description: 'Types of events that it hears of; empty: all.' }),
    document: t.exposeString('document', {
      nullable: true,
      description: 'The subscription that chooses and shapes what it hears; null: events as they were written.',
    }),
    variables: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Variables of the document: an object; null: none.',
      resolve: ({ variables }) => variables,
    }),
    scopes: t.exposeStringList('scopes', {
      description: 'What the document may read: the scopes of the credential that set it up last.',
    }),
    status: t.expose('status', { type: WebhookEndpointStatusEnum, description: 'Whether it is sent to.' }),
    disabledReason: t.exposeString('disabledReason', {
      nullable: true,
      description: 'Why it was switched off, in English; null: it was not.',
    }),
    queuedSequence: t.field({
      type: 'Sequence',
      nullable: true,
      description: 'Number of the last event that was queued for it; null: none since the merchant’s first.',
      resolve: ({ lastSequence }) => (lastSequence === 0n ? null : lastSequence),
    }),
    waitingCount: t.field({
      type: CountType,
      description: 'Deliveries to it that wait: to be sent, or sent again.',
      resolve: async ({ id }, _args, { domain }) => countFrom((await waitingCountOf(domain, id)) ?? 0),
    }),
    failingSince: t.expose('failingSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when no attempt succeeded; null: the last one did.',
    }),
    probeAt: t.expose('probeAt', {
      type: 'DateTime',
      nullable: true,
      description: 'It failed often in a row, and is tried again then with one event; null: it is sent to as usual.',
    }),
    previousSecretUntil: t.expose('previousUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when the secret before the current one signs too; null: it was never rotated.',
    }),
    version: t.exposeInt('version', { description: 'Counts its changes; `expectedVersion` of an update.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was changed last.' }),
  }),
});
