import { giftOfToken } from '../../domain/gifts/index.ts';
import { builder } from '../builder.ts';
import { listQuery } from '../kit/connection.ts';
import { giftList } from './gift.list.ts';
import { GiftFaceType } from './gift.type.ts';

builder.queryField('gift', (t) =>
  t.prismaField({
    type: GiftFaceType,
    nullable: true,
    description: 'What a link to a gift shows to whoever holds it; null: there is no such gift. Any credential.',
    authScopes: { caller: true },
    args: { token: t.arg.string({ required: true, description: 'Token of the link.' }) },
    resolve: (query, _root, { token }, { domain }) =>
      domain.prisma.gift.findFirst({ ...query, where: giftOfToken(domain, token) }),
  }),
);

listQuery('gifts', giftList, { scope: 'claims:read', description: 'The gifts of the merchant’s codes (L7).' });
