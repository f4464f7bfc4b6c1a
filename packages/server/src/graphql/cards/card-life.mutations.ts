import { copyCard, deleteCard, relistCard, setAudience, setTesters, withdrawCard } from '../../domain/cards/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { CardType } from './card.type.ts';
import { CardTesterType } from './card-tester.type.ts';
import {
  CardAudienceSetInput,
  CardCopyInput,
  CardDeleteInput,
  CardRelistInput,
  CardTestersSetInput,
  CardWithdrawInput,
} from './card-update.inputs.ts';

const cardPayload = (mutation: string, card: string) =>
  payloadType<Rows.Card>(`${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`, {
    description: `The answer of \`${mutation}\`.`,
    fields: (t) => ({
      card: t.field({ type: CardType, nullable: true, description: card, resolve: ({ value }) => value }),
    }),
  });

const WRITES = { scope: 'cards:write' } as const;

builder.mutationField('cardWithdraw', (t) =>
  t.field({
    type: cardPayload('cardWithdraw', 'The card, WITHDRAWN; null when refused.'),
    description:
      'Takes a card down (C8): nobody claims it any more, codes in users’ hands stay good. What the operator takes down only the operator relists. Needs `cards:write`.',
    authScopes: WRITES,
    args: { input: t.arg({ type: CardWithdrawInput, required: true, description: 'Which card.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => withdrawCard(domain, input)),
  }),
);

builder.mutationField('cardRelist', (t) =>
  t.field({
    type: cardPayload('cardRelist', 'The card, READY or DISTRIBUTED; null when refused.'),
    description: 'Puts a withdrawn card up again (C8), with the stock that it had. Needs `cards:write`.',
    authScopes: WRITES,
    args: { input: t.arg({ type: CardRelistInput, required: true, description: 'Which card.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => relistCard(domain, input)),
  }),
);

builder.mutationField('cardDelete', (t) =>
  t.field({
    type: cardPayload('cardDelete', 'The card, DELETED; null when refused.'),
    description: 'Deletes a card for good (C8). Codes in users’ hands stay good. Needs `cards:write`.',
    authScopes: WRITES,
    args: { input: t.arg({ type: CardDeleteInput, required: true, description: 'Which card.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => deleteCard(domain, input)),
  }),
);

const CardCopyPayload = payloadType<Rows.Card & { replayed: boolean }>('CardCopyPayload', {
  description: 'The answer of `cardCopy`.',
  fields: (t) => ({
    card: t.field({
      type: CardType,
      nullable: true,
      description: 'The copy; null when refused.',
      resolve: ({ value }) => value,
    }),
    replayed: t.boolean({
      description: 'Whether this is the stored answer of an earlier call with the same idempotency key.',
      resolve: ({ value }) => value?.replayed === true,
    }),
  }),
});

builder.mutationField('cardCopy', (t) =>
  t.field({
    type: CardCopyPayload,
    description:
      'Makes a new card with the approved face of another one of any status (C10); without stock unless `quantity` is given. Needs `cards:write`.',
    authScopes: WRITES,
    args: { input: t.arg({ type: CardCopyInput, required: true, description: 'Which card, and what is different.' }) },
    resolve: (_root, { input: { id, ...own } }, { domain }) =>
      outcomeOf(() => copyCard(domain, { from: { id }, ...own })),
  }),
);

const CardTestersSetPayload = payloadType<Rows.CardTester[]>('CardTestersSetPayload', {
  description: 'The answer of `cardTestersSet`.',
  fields: (t) => ({
    testers: t.field({
      type: [CardTesterType],
      nullable: true,
      description: 'The testers from now on, by openid; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('cardTestersSet', (t) =>
  t.field({
    type: CardTestersSetPayload,
    description:
      'Names the merchant’s testers, at most 10: they may claim cards that are IN_REVIEW or REJECTED (C8). Needs `cards:write`.',
    authScopes: WRITES,
    args: { input: t.arg({ type: CardTestersSetInput, required: true, description: 'All testers.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => setTesters(domain, input)),
  }),
);

builder.mutationField('cardAudienceSet', (t) =>
  t.field({
    type: cardPayload('cardAudienceSet', 'The card; null when refused.'),
    description:
      'Names the users for whom a card is meant (L3), at most 10,000; it counts where the card binds its users. Needs `cards:write`.',
    authScopes: WRITES,
    args: { input: t.arg({ type: CardAudienceSetInput, required: true, description: 'Which card, and its users.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => setAudience(domain, input)),
  }),
);
