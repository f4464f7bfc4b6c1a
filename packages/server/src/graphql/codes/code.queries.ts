import { queryFromInfo } from '@pothos/plugin-prisma';
import { lookUpCode } from '../../domain/codes/index.ts';
import { builder } from '../builder.ts';
import { listQuery } from '../kit/connection.ts';
import { codeList } from './code.list.ts';
import { CodeType } from './code.type.ts';

builder.queryField('code', (t) =>
  t.field({
    type: CodeType,
    nullable: true,
    description:
      'One code by its number, or by the text of its rotating QR code, also an old one: its `redeemability` says so. Null when the merchant has no such code. System codes and rotating ones are found without the card (K1). Staff who have named 100 unknown numbers within 15 minutes wait: THROTTLED. Needs `codes:read`.',
    authScopes: { scope: 'codes:read' },
    args: {
      cardId: t.arg.id({ description: 'The card; required for custom and deposited codes.' }),
      value: t.arg.string({
        required: true,
        description: 'The number, or the text of a rotating QR code, as it is shown.',
      }),
    },
    // What was shown decides with the code whether it can be redeemed: the row carries it to `redeemability`.
    resolve: (_root, { cardId, value }, context, info) =>
      lookUpCode(context.domain, { cardId, value, beside: queryFromInfo({ context, info }).include }),
  }),
);

listQuery('codes', codeList, {
  scope: 'codes:read',
  description:
    'The merchant’s codes, those of all users. Staff see those that were used in their stores, and find others by `code`.',
});
