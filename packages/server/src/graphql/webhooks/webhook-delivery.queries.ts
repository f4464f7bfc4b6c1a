import { visibleDeliveries } from '../../domain/webhooks/index.ts';
import { defineList, listQuery } from '../kit/connection.ts';
import { DateTimeFilter, enumFilter, IdFilter, StringFilter, whereType } from '../kit/where.ts';
import { WebhookDeliveryStatusEnum, WebhookDeliveryType } from './webhook-delivery.type.ts';

const WebhookDeliveryStatusFilter = enumFilter('WebhookDeliveryStatus', WebhookDeliveryStatusEnum);

const deliveryList = defineList({
  model: 'WebhookDelivery',
  type: WebhookDeliveryType,
  sorts: { CREATED_AT: { column: 'createdAt', kind: 'time', description: 'When it was queued.' } },
  where: whereType('WebhookDelivery', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the delivery.' },
    endpointId: { filter: IdFilter, column: 'endpointId', description: 'Where it goes.' },
    eventId: { filter: IdFilter, column: 'eventId', description: 'The event.' },
    type: { filter: StringFilter, column: 'type', description: 'Type of the event.' },
    status: { filter: WebhookDeliveryStatusFilter, column: 'status', description: 'What has become of it.' },
    createdAt: { filter: DateTimeFilter, column: 'createdAt', description: 'When it was queued.' },
  }),
  visible: visibleDeliveries,
});

listQuery('webhookDeliveries', deliveryList, {
  scope: 'webhooks:read',
  description: 'What was sent to the merchant’s webhook endpoints, or is to be: one for each event and endpoint (E2).',
});
