import { noticeReadsOf, wordsOf } from '../../domain/messages/index.ts';
import { builder } from '../builder.ts';
import { batched } from '../kit/batch.ts';
import { NoticeKindEnum, noticeKindOf } from './message.enums.ts';

const readOf = batched<Date>(noticeReadsOf);

/** A message as people of the merchant see it. */
export const NoticeType = builder.prismaObject('Message', {
  variant: 'Notice',
  description: 'A notice to people of the merchant (E3).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the notice: `msg_…`.' }),
    kind: t.field({
      type: NoticeKindEnum,
      description: 'What it is about.',
      select: { kind: true },
      resolve: ({ kind }) => noticeKindOf(kind),
    }),
    title: t.string({
      description: 'Its headline, in the language of the Accept-Language header.',
      select: { kind: true, data: true },
      resolve: (notice, _args, { language }) => wordsOf(notice, language).title,
    }),
    text: t.string({
      description: 'What it says, in the same language.',
      select: { kind: true, data: true },
      resolve: (notice, _args, { language }) => wordsOf(notice, language).text,
    }),
    cardId: t.exposeID('cardId', { nullable: true, description: 'The card that it is about; null: none.' }),
    storeId: t.exposeID('storeId', {
      nullable: true,
      description: 'The store that it is about, whose people and those of all stores see it; null: all see it.',
    }),
    readAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the person who asks read it; null: not yet, or a program asks.',
      resolve: async ({ id }, _args, { domain }) => (await readOf(domain, id)) ?? null,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was left.' }),
  }),
});
