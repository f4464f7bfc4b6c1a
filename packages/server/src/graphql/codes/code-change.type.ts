import { builder } from '../builder.ts';
import { CodeStatusEnum } from './code.enums.ts';

builder.prismaObject('CodeHistory', {
  name: 'CodeChange',
  description: 'One change of a code: when, by whom, where and why (K2).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of this change: `hist_…`.' }),
    from: t.expose('from', {
      type: CodeStatusEnum,
      nullable: true,
      description: 'Status before; null: the code was made.',
    }),
    to: t.expose('to', { type: CodeStatusEnum, description: 'Status afterwards.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    actorKind: t.exposeString('actorKind', {
      description: 'Kind of credential that did it: `secretKey`, `person`, `user` …',
    }),
    actorId: t.exposeString('actorId', {
      nullable: true,
      description: 'Which one: id of the key or person, or the openid; null: the system.',
    }),
    storeId: t.exposeID('storeId', { nullable: true, description: 'Store in which it was done; null: in none.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why; null: nothing was said.' }),
  }),
});
