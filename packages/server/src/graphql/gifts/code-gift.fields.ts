import { giftStatusAt } from '../../domain/gifts/index.ts';
import { builder } from '../builder.ts';
import { CodeType } from '../codes/code.type.ts';
import { comesWith } from '../kit/comes-with.ts';
import { needsUnlessOwn, relationScopes } from '../kit/relation-scopes.ts';
import { GiftType } from './gift.type.ts';

/** A code on its way to a friend, and the chain of its holders (L7). */
builder.prismaObjectFields(CodeType, (t) => ({
  gift: t.field({
    type: GiftType,
    nullable: true,
    description: `The open gift of a code that is GIFTING; null: it is not on its way to anybody. ${needsUnlessOwn('claims:read')}`,
    authScopes: relationScopes('claims:read'),
    extensions: comesWith('gifts'),
    select: (_args, _context, nested) => ({ gifts: nested({ where: { status: 'OPEN' }, take: 1 }) }),
    resolve: ({ gifts: [gift] }, _args, { domain }) =>
      gift && giftStatusAt(gift, domain.now()) === 'OPEN' ? gift : null,
  }),
  isGift: t.boolean({
    description: 'Whether it came as a gift of a friend, and not by a claim.',
    extensions: comesWith('receivedGift'),
    select: { receivedGift: { select: { id: true } } },
    resolve: ({ receivedGift }) => receivedGift !== null,
  }),
  giftedFrom: t.field({
    type: CodeType,
    nullable: true,
    description:
      'The code that a friend gave away so that this one was made; null: it was claimed. Needs `codes:read`.',
    authScopes: { scope: 'codes:read' },
    extensions: comesWith('receivedGift'),
    select: (_args, _context, nested) => ({ receivedGift: { select: { code: nested(true) } } }),
    resolve: ({ receivedGift }) => receivedGift?.code,
  }),
  giftedTo: t.field({
    type: CodeType,
    nullable: true,
    description: 'The code that a friend has in place of this one; null: it was not given away. Needs `codes:read`.',
    authScopes: { scope: 'codes:read' },
    extensions: comesWith('gifts'),
    select: (_args, _context, nested) => ({
      gifts: { where: { status: 'ACCEPTED' }, take: 1, select: { newCode: nested(true) } },
    }),
    resolve: ({ gifts: [gift] }) => gift?.newCode,
  }),
}));
