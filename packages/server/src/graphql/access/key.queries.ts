import { listKeys } from '../../domain/access/index.ts';
import { builder } from '../builder.ts';
import { ApiKeyType } from './key.type.ts';

builder.queryField('keys', (t) =>
  t.field({
    type: [ApiKeyType],
    description:
      'The newest 200 keys of the merchant; operator keys for an operator who names no merchant. Needs `keys:write`.',
    authScopes: { scope: 'keys:write' },
    resolve: (_root, _args, { domain }) => listKeys(domain),
  }),
);
