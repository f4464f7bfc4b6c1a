import { pushModeOf } from '../../domain/webhooks/index.ts';
import { builder, type Rows } from '../builder.ts';
import { enumType } from '../kit/enum.ts';
import { WebhookEndpointType } from './webhook-endpoint.type.ts';

export const WeixinPushModeEnum = enumType('WeixinPushMode', 'How the bodies of pushes travel (contract §10.2).', {
  PLAIN: 'Readable.',
  COMPATIBLE: 'Readable, and sealed beside it.',
  SAFE: 'Sealed only.',
});

export const WeixinPushType = builder.objectRef<Rows.WebhookEndpoint>('WeixinPush').implement({
  description:
    'The callback address to which events are pushed as the old platform pushes them (contract §10). Token and key are never shown.',
  fields: (t) => ({
    url: t.exposeString('url', { description: 'The callback address.' }),
    mode: t.field({ type: WeixinPushModeEnum, description: 'How bodies travel.', resolve: pushModeOf }),
    isOn: t.boolean({
      description: 'Whether events are pushed now; while they are not they wait.',
      resolve: ({ status }) => status === 'ACTIVE',
    }),
    endpoint: t.field({
      type: WebhookEndpointType,
      description: 'The same as an endpoint, whose deliveries `webhookDeliveries` lists.',
      resolve: (endpoint) => endpoint,
    }),
  }),
});
