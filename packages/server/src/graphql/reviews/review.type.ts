import { cardsByIds, versionsByIds } from '../../domain/cards/index.ts';
import { merchantsByIds } from '../../domain/merchants/index.ts';
import { latestReviewsOf, reviewStatusOf, reviewsOfVersions } from '../../domain/reviews/index.ts';
import { storesByIds } from '../../domain/stores/index.ts';
import { builder, type Rows } from '../builder.ts';
import { CardType } from '../cards/card.type.ts';
import { CardVersionType } from '../cards/card-version.type.ts';
import { batched } from '../kit/batch.ts';
import { MerchantType } from '../merchants/merchant.type.ts';
import { StoreType } from '../stores/store.type.ts';
import { ReviewChannelEnum, ReviewStatusEnum, ReviewSubjectEnum } from './review.enums.ts';

const cardOf = batched<Rows.Card>(cardsByIds);
const versionOf = batched<Rows.CardVersion>(versionsByIds);
const storeOf = batched<Rows.Store>(storesByIds);
const merchantOf = batched<Rows.Merchant>(merchantsByIds);

export const ReviewType = builder.prismaObject('Review', {
  description: 'One review of a card, a change of a card, or a store (M4).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the review: `rev_…`.' }),
    subject: t.expose('subject', { type: ReviewSubjectEnum, description: 'What is reviewed.' }),
    channel: t.expose('channel', { type: ReviewChannelEnum, description: 'How it is decided.' }),
    status: t.field({ type: ReviewStatusEnum, description: 'Where it stands.', resolve: reviewStatusOf }),
    reasons: t.exposeStringList('reasons', {
      description: 'What the merchant is told, at most 20; a refusal has some.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      description: 'When it has to be decided: 3 working days for cards, 1 for stores; FAST ones at once.',
    }),
    decidedAt: t.expose('decidedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was decided or closed; null: it is open.',
    }),
    merchant: t.field({
      type: MerchantType,
      description: 'Whose it is. Needs `cards:read`.',
      authScopes: { scope: 'cards:read' },
      resolve: async ({ id, merchantId }, _args, { domain }) => {
        const merchant = await merchantOf(domain, merchantId);
        if (!merchant) throw new Error(`${id} is nobody’s review`);
        return merchant;
      },
    }),
    card: t.field({
      type: CardType,
      nullable: true,
      description: 'The card; null for a store. Needs `cards:read`.',
      authScopes: { scope: 'cards:read' },
      resolve: async ({ subject, subjectId }, _args, { domain }) =>
        subject === 'CARD' ? ((await cardOf(domain, subjectId)) ?? null) : null,
    }),
    store: t.field({
      type: StoreType,
      nullable: true,
      description: 'The store, with its `pendingChange` where that is reviewed; null for a card. Needs `stores:read`.',
      authScopes: { scope: 'stores:read' },
      resolve: async ({ subject, subjectId }, _args, { domain }) =>
        subject === 'STORE' ? ((await storeOf(domain, subjectId)) ?? null) : null,
    }),
    version: t.field({
      type: CardVersionType,
      nullable: true,
      description: 'The change of the card that is reviewed; null: its first review, or a store. Needs `cards:read`.',
      authScopes: { scope: 'cards:read' },
      resolve: async ({ versionId }, _args, { domain }) =>
        versionId === null ? null : ((await versionOf(domain, versionId)) ?? null),
    }),
  }),
});

const latestReviewOf = batched<Rows.Review>((domain, ids) => latestReviewsOf(domain, 'CARD', ids));
const latestReviewOfStore = batched<Rows.Review>((domain, ids) => latestReviewsOf(domain, 'STORE', ids));
const reviewOfVersion = batched<Rows.Review>(reviewsOfVersions);

builder.prismaObjectField(CardType, 'review', (t) =>
  t.field({
    type: ReviewType,
    nullable: true,
    description:
      'Its latest review, of the card or of a change; null: it was made before reviews were kept. Needs `cards:read`.',
    authScopes: { scope: 'cards:read' },
    resolve: async ({ id }, _args, { domain }) => (await latestReviewOf(domain, id)) ?? null,
  }),
);

builder.prismaObjectField(StoreType, 'review', (t) =>
  t.field({
    type: ReviewType,
    nullable: true,
    description:
      'Its latest review, of the store or of a change, with the reasons of a refusal; null: it was changed before changes were reviewed. Needs `cards:read`.',
    authScopes: { scope: 'cards:read' },
    resolve: async ({ id }, _args, { domain }) => (await latestReviewOfStore(domain, id)) ?? null,
  }),
);

builder.prismaObjectField(CardVersionType, 'review', (t) =>
  t.field({
    type: ReviewType,
    description: 'The review of this change. Needs `cards:read`.',
    authScopes: { scope: 'cards:read' },
    resolve: async ({ id }, _args, { domain }) => {
      const review = await reviewOfVersion(domain, id);
      if (!review) throw new Error(`${id} was never reviewed`);
      return review;
    },
  }),
);
