import { findWeixinPush } from '../../domain/webhooks/index.ts';
import { builder } from '../builder.ts';
import { WeixinPushType } from './weixin-push.type.ts';

builder.queryField('weixinPush', (t) =>
  t.field({
    type: WeixinPushType,
    nullable: true,
    description: 'The merchant’s Weixin push; null: it was never set. Needs `webhooks:read`.',
    authScopes: { scope: 'webhooks:read' },
    resolve: (_root, _args, { domain }) => findWeixinPush(domain),
  }),
);
