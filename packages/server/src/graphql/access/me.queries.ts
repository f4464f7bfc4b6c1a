import { builder } from '../builder.ts';
import { MeType } from './me.type.ts';

builder.queryField('me', (t) =>
  t.field({
    type: MeType,
    nullable: true,
    description: 'The user who calls. User token only.',
    authScopes: (_root, _args, { domain }) => domain.actor.kind === 'user',
    resolve: (_root, _args, { domain: { actor } }) => (actor.kind === 'user' ? { openid: actor.openid } : null),
  }),
);
