import { builder } from '../builder.ts';

export const StockChangeType = builder.prismaObject('StockChange', {
  description: 'One change of a card’s stock by its merchant: when, by whom, how many and why.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of this change: `stc_…`.' }),
    delta: t.exposeInt('delta', { description: 'Pieces that were put in; below 0: taken out.' }),
    quantityAfter: t.exposeInt('quantityAfter', { description: 'Pieces ever put in stock, afterwards.' }),
    leftAfter: t.exposeInt('leftAfter', { description: 'Pieces that could be claimed afterwards.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why; null: nothing was said.' }),
    actorKind: t.exposeString('actorKind', {
      description: 'Kind of credential that did it: `secretKey`, `person` …',
    }),
    actorId: t.exposeString('actorId', {
      nullable: true,
      description: 'Which one: id of the key or person; null: the system.',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
  }),
});
