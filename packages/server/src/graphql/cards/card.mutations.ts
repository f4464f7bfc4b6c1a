import { createCard } from '../../domain/cards/index.ts';
import type { Rows } from '../builder.ts';
import { builder } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { draftOf } from './card-draft.ts';
import { CardCreateInput } from './card.inputs.ts';
import { CardType } from './card.type.ts';

const CardCreatePayload = payloadType<Rows.Card & { replayed: boolean }>('CardCreatePayload', {
  description: 'The answer of `cardCreate`.',
  fields: (t) => ({
    card: t.field({
      type: CardType,
      nullable: true,
      description: 'The card, approved and claimable; null when refused.',
      resolve: ({ value }) => value,
    }),
    replayed: t.boolean({
      description:
        'Whether this is the stored answer of an earlier call with the same idempotency key (graphql.md §6); false when refused.',
      resolve: ({ value }) => value?.replayed === true,
    }),
  }),
});

builder.mutationField('cardCreate', (t) =>
  t.field({
    type: CardCreatePayload,
    description:
      'Makes a card with its stock; the FAST review approves it at once (M4). `userErrors.field` is below the branch. Needs `cards:write`.',
    authScopes: { scope: 'cards:write' },
    args: { input: t.arg({ type: CardCreateInput, required: true, description: 'What the card is to be.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => createCard(domain, draftOf(input)), withoutBenefit),
  }),
);

/** The domain keeps what a kind gives below `benefit`; in the branch it stands beside the rest. */
const withoutBenefit = (field: readonly (string | number)[]) =>
  field[0] === 'benefit' && field.length > 1 ? field.slice(1) : field;
