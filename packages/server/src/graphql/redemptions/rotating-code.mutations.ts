import { setRotatingCode } from '../../domain/redemptions/index.ts';
import { builder, type Rows } from '../builder.ts';
import { CardType } from '../cards/card.type.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';

const CardRotatingCodeSetInput = builder.inputType('CardRotatingCodeSetInput', {
  description: 'Whether people at the till ask for the rotating QR code of a card’s codes.',
  fields: (t) => ({
    cardId: t.id({ required: true, description: 'The card: `card_…`.' }),
    isRequired: t.boolean({ required: true, description: 'Whether they do.' }),
  }),
});

const CardRotatingCodeSetPayload = payloadType<Rows.Card>('CardRotatingCodeSetPayload', {
  description: 'The answer of `cardRotatingCodeSet`.',
  fields: (t) => ({
    card: t.field({
      type: CardType,
      nullable: true,
      description: 'The card; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('cardRotatingCodeSet', (t) =>
  t.field({
    type: CardRotatingCodeSetPayload,
    description:
      'Says whether people at the till redeem the codes of a card only by the QR code that changes every 30 seconds; at once, without review. Only for cards whose codes are shown as QR codes (K3). Programs go on by number. Needs `cards:write`.',
    authScopes: { scope: 'cards:write' },
    args: { input: t.arg({ type: CardRotatingCodeSetInput, required: true, description: 'Which card, and whether.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => setRotatingCode(domain, input)),
  }),
);
