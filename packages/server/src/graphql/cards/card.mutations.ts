import { type CardUpdate, createCard, updateCard } from '../../domain/cards/index.ts';
import type { Rows } from '../builder.ts';
import { builder } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { draftOf, updateOf, withBranch } from './card-draft.ts';
import { CardCreateInput } from './card.inputs.ts';
import { CardType } from './card.type.ts';
import { CardUpdateInput } from './card-update.inputs.ts';
import { CardVersionType } from './card-version.type.ts';

const REPLAYED =
  'Whether this is the stored answer of an earlier call with the same idempotency key (graphql.md §6); false when refused.';

const CardCreatePayload = payloadType<Rows.Card & { replayed: boolean }>('CardCreatePayload', {
  description: 'The answer of `cardCreate`.',
  fields: (t) => ({
    card: t.field({
      type: CardType,
      nullable: true,
      description: 'The card, claimable where FAST review is open, else IN_REVIEW; null when refused.',
      resolve: ({ value }) => value,
    }),
    replayed: t.boolean({ description: REPLAYED, resolve: ({ value }) => value?.replayed === true }),
  }),
});

builder.mutationField('cardCreate', (t) =>
  t.field({
    type: CardCreatePayload,
    description:
      'Makes a card with its stock; the FAST review approves it at once, where it is closed an operator decides (M4). `userErrors.field` is below the branch. Needs `cards:write`.',
    authScopes: { scope: 'cards:write' },
    args: { input: t.arg({ type: CardCreateInput, required: true, description: 'What the card is to be.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => createCard(domain, draftOf(input)), withoutBenefit),
  }),
);

/** The domain keeps what a kind gives below `benefit`; in the branch it stands beside the rest. */
const withoutBenefit = (field: readonly (string | number)[]) =>
  field[0] === 'benefit' && field.length > 1 ? field.slice(1) : field;

const CardUpdatePayload = payloadType<CardUpdate>('CardUpdatePayload', {
  description: 'The answer of `cardUpdate`.',
  fields: (t) => ({
    card: t.field({
      type: CardType,
      nullable: true,
      description: 'The card as it is now; null when refused.',
      resolve: ({ value }) => value?.card ?? null,
    }),
    version: t.field({
      type: CardVersionType,
      nullable: true,
      description:
        'What was put up for review: IN_REVIEW, or APPROVED at once; null when nothing needed one, the card was never approved, or the call was refused.',
      resolve: ({ value }) => value?.version ?? null,
    }),
    replayed: t.boolean({ description: REPLAYED, resolve: ({ value }) => value?.replayed === true }),
  }),
});

builder.mutationField('cardUpdate', (t) =>
  t.field({
    type: CardUpdatePayload,
    description:
      'Changes a card field by field (C9). What needs no review takes effect at once; the rest does where FAST review is open, else it waits while the approved face stays live. A card that was never approved is submitted anew. Needs `cards:write`.',
    authScopes: { scope: 'cards:write' },
    args: { input: t.arg({ type: CardUpdateInput, required: true, description: 'Which card, and what changes.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => updateCard(domain, updateOf(input)), withBranch(input)),
  }),
);
