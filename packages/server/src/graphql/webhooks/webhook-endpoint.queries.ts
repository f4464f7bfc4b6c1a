import { listEndpoints, MOST_ENDPOINTS } from '../../domain/webhooks/index.ts';
import { builder } from '../builder.ts';
import { WebhookEndpointType } from './webhook-endpoint.type.ts';

builder.queryField('webhookEndpoints', (t) =>
  t.field({
    type: [WebhookEndpointType],
    description: `The merchant’s webhook endpoints, the newest first; at most ${MOST_ENDPOINTS}. Needs \`webhooks:read\`.`,
    authScopes: { scope: 'webhooks:read' },
    resolve: (_root, _args, { domain }) => listEndpoints(domain),
  }),
);
