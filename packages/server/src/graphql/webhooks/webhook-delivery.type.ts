import { attemptsOf, MOST_ATTEMPTS } from '../../domain/webhooks/index.ts';
import { builder, type Rows } from '../builder.ts';
import { enumType } from '../kit/enum.ts';

export const WebhookDeliveryStatusEnum = enumType('WebhookDeliveryStatus', 'What has become of an event on its way.', {
  WAITING: 'It is to be sent, or sent again.',
  DELIVERED: 'The receiver has it.',
  FAILED: 'Given up, after three days; it can be replayed.',
  SKIPPED: 'The endpoint’s document chooses other events.',
} satisfies Record<Rows.WebhookDeliveryStatus, string>);

const WebhookAttemptType = builder.objectRef<Rows.WebhookAttempt>('WebhookAttempt').implement({
  description: 'One try to send an event.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the attempt: `wha_…`.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it began.' }),
    durationMs: t.exposeInt('durationMs', { description: 'Milliseconds that it took.' }),
    statusCode: t.exposeInt('statusCode', {
      nullable: true,
      description: 'HTTP status of the answer; null: none came.',
    }),
    fault: t.exposeString('fault', {
      nullable: true,
      description:
        'Why no answer came: `TIMEOUT`, `CONNECTION_FAILED`, `CONNECTION_LOST`, `NAME_UNKNOWN`, `TLS_FAILED`, `ADDRESS_FORBIDDEN` (a private address), `EVENT_GONE` (the event is no longer kept), `NOT_WRITTEN` (a fault of ours); null: one came.',
    }),
    responseHead: t.exposeString('responseHead', {
      nullable: true,
      description: 'The first 1,024 bytes of the answer’s body; null: no answer came.',
    }),
  }),
});

export const WebhookDeliveryType = builder.prismaObject('WebhookDelivery', {
  description: 'One event on its way to one endpoint. Kept for 30 days after its end; a skipped one for a day.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the delivery: `whd_…`.' }),
    endpointId: t.exposeID('endpointId', { description: 'Where it goes.' }),
    eventId: t.exposeID('eventId', { description: 'The event: the `webhook-id` of each attempt.' }),
    sequence: t.field({
      type: 'Sequence',
      nullable: true,
      description: 'Number of the event; null: a test.',
      select: { sequence: true },
      resolve: ({ sequence }) => (sequence === 0n ? null : sequence),
    }),
    type: t.exposeString('type', { description: 'Type of the event: `card.claimed` …' }),
    isReplay: t.boolean({
      description: 'Whether it was sent once more by `eventsReplay`.',
      select: { replay: true },
      resolve: ({ replay }) => replay > 0,
    }),
    status: t.expose('status', { type: WebhookDeliveryStatusEnum, description: 'What has become of it.' }),
    attemptCount: t.exposeInt('attemptCount', { description: 'Tries that were begun.' }),
    nextAttemptAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried next at the earliest; null: not again.',
      select: { status: true, nextAttemptAt: true },
      resolve: ({ status, nextAttemptAt }) => (status === 'WAITING' ? nextAttemptAt : null),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was queued.' }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was delivered, given up or skipped; null: it waits.',
    }),
    attempts: t.field({
      type: [WebhookAttemptType],
      description: `Its tries, the first one first; at most ${MOST_ATTEMPTS}.`,
      select: { id: true },
      resolve: ({ id }, _args, { domain }) => attemptsOf(domain, id),
    }),
  }),
});
