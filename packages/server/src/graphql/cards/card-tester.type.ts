import { builder } from '../builder.ts';

export const CardTesterType = builder.prismaObject('CardTester', {
  description: 'A user who may claim the merchant’s cards before they are approved (C8).',
  fields: (t) => ({
    openid: t.exposeString('openid', { description: 'The user (W5).' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the user became a tester.' }),
  }),
});
