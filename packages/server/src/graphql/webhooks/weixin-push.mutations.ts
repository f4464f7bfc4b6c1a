import { setWeixinPush } from '../../domain/webhooks/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { WeixinPushModeEnum, WeixinPushType } from './weixin-push.type.ts';

const WeixinPushSetInput = builder.inputType('WeixinPushSetInput', {
  description: 'Where and how events are pushed; it takes the place of what was set before.',
  fields: (t) => ({
    url: t.string({
      required: true,
      description:
        'The callback address: http or https, at most 1,024 characters; not a private address, unless this installation allows it.',
    }),
    mode: t.field({ type: WeixinPushModeEnum, required: true, description: 'How bodies travel.' }),
    isOn: t.boolean({
      required: true,
      description: 'True: the address has to answer the handshake. False: events wait until it is on again.',
    }),
    token: t.string({
      description: 'What calls are signed with: 3 to 32 letters and digits. Absent: the one that was set before.',
    }),
    encodingAesKey: t.string({
      description:
        'EncodingAESKey, 43 letters and digits; for COMPATIBLE and SAFE. Absent: the one that was set before.',
    }),
  }),
});

const WeixinPushSetPayload = payloadType<Rows.WebhookEndpoint>('WeixinPushSetPayload', {
  description: 'The answer of `weixinPushSet`.',
  fields: (t) => ({
    push: t.field({
      type: WeixinPushType,
      nullable: true,
      description: 'The push as it is now; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('weixinPushSet', (t) =>
  t.field({
    type: WeixinPushSetPayload,
    description:
      'Sets the callback address of the Weixin push: XML of what happens from then on, tried three times within 5 seconds each and then as long as webhooks are (contract §10). Needs `webhooks:write` and `events:read`; not for credentials bound to stores.',
    authScopes: { scope: 'webhooks:write' },
    args: { input: t.arg({ type: WeixinPushSetInput, required: true, description: 'Where and how.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => setWeixinPush(domain, input)),
  }),
);
