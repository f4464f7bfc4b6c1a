import { type DepositResult, depositCodes, generateCodes } from '../../domain/codes/index.ts';
import { builder, type Rows } from '../builder.ts';
import { CardType } from '../cards/card.type.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { RefusedValueType } from './deposit.type.ts';
import { ImportType } from './import.type.ts';

const CodesDepositInput = builder.inputType('CodesDepositInput', {
  description: 'Codes for the pool of a card (K1).',
  fields: (t) => ({
    cardId: t.id({ required: true, description: 'The card; its codes are deposited ones.' }),
    values: t.stringList({
      required: true,
      description: 'The codes, 1 to 1000, each 1 to 20 characters; more come as a file (`POST /imports`).',
    }),
  }),
});

const CodesDepositPayload = payloadType<DepositResult>('CodesDepositPayload', {
  description: 'The answer of `codesDeposit`: what became of each value. Repeating it adds nothing.',
  fields: (t) => ({
    card: t.field({
      type: CardType,
      nullable: true,
      description: 'The card; null when refused.',
      resolve: ({ value }) => value?.card,
    }),
    added: t.stringList({
      description: 'Codes that are in the pool from now on.',
      resolve: ({ value }) => value?.added ?? [],
    }),
    duplicate: t.stringList({
      description: 'Codes that were there already, or named twice.',
      resolve: ({ value }) => value?.duplicate ?? [],
    }),
    failed: t.field({
      type: [RefusedValueType],
      description: 'Values that can be no code.',
      resolve: ({ value }) => value?.failed ?? [],
    }),
  }),
});

builder.mutationField('codesDeposit', (t) =>
  t.field({
    type: CodesDepositPayload,
    description:
      'Puts codes in the pool of a card; claims take them in random order. Stock does not change: `cardStockAdjust` adds pieces. Needs `codes:write`.',
    authScopes: { scope: 'codes:write' },
    args: { input: t.arg({ type: CodesDepositInput, required: true, description: 'Which card, and which codes.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => depositCodes(domain, input)),
  }),
);

const CodesGenerateInput = builder.inputType('CodesGenerateInput', {
  description: 'Codes to be made here for the pool of a card (K1).',
  fields: (t) => ({
    cardId: t.id({ required: true, description: 'The card; its codes are deposited ones.' }),
    count: t.int({ required: true, description: 'How many, 1 to 100,000.' }),
    pattern: t.string({
      description:
        'How they look, at most 20 characters: `#` is a digit, `*` a character of `charset`, anything else stands for itself, as in `AB-####-****-****`. A million values must fit for each code. `****-****-****` when absent.',
    }),
    charset: t.string({
      description:
        'Characters for `*`, 2 to 64. When absent, capitals and digits without those that look alike (0 O, 1 I L).',
    }),
    idempotencyKey: t.string({
      required: true,
      description:
        'Repeats of a call carry the same key and get the same import: 8 to 64 of A-Z a-z 0-9 _ - (graphql.md §6).',
    }),
  }),
});

const CodesGeneratePayload = payloadType<Rows.Import & { replayed: boolean }>('CodesGeneratePayload', {
  description: 'The answer of `codesGenerate`.',
  fields: (t) => ({
    import: t.field({
      type: ImportType,
      nullable: true,
      description: 'The import that brings the codes in, in the background; null when refused.',
      resolve: ({ value }) => value,
    }),
    replayed: t.boolean({
      description:
        'Whether this is the stored answer of an earlier call with the same idempotency key (graphql.md §6); false when refused.',
      resolve: ({ value }) => value?.replayed === true,
    }),
  }),
});

builder.mutationField('codesGenerate', (t) =>
  t.field({
    type: CodesGeneratePayload,
    description:
      'Makes codes that nobody can guess and puts them in the pool of a card, in the background. Needs `codes:write`.',
    authScopes: { scope: 'codes:write' },
    args: { input: t.arg({ type: CodesGenerateInput, required: true, description: 'How many, and how they look.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => generateCodes(domain, input)),
  }),
);
