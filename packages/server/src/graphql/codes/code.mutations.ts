import { deleteCode, replaceCode, voidCode } from '../../domain/codes/index.ts';
import { decryptCodeOnRecord } from '../../domain/redemptions/index.ts';
import { builder, type Rows } from '../builder.ts';
import { OWN_ANSWER } from '../kit/relation-scopes.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { CodeType } from './code.type.ts';

type InputBuilder = PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>;

/** What names the code, and makes a repeat harmless. */
const codeFields = (t: InputBuilder) => ({
  cardId: t.id({ description: 'Its card; required for custom and deposited codes (K1).' }),
  value: t.string({ required: true, description: 'The number that is shown.' }),
  idempotencyKey: t.string({
    description:
      'Repeats of a call carry the same key and get the same answer: 8 to 64 of A-Z a-z 0-9 _ - (graphql.md §6). Without it a repeat is refused by the status of the code.',
  }),
});

const codePayload = (name: string) =>
  payloadType<Rows.Code>(name, {
    description: `The answer of \`${name.charAt(0).toLowerCase()}${name.slice(1, -'Payload'.length)}\`.`,
    fields: (t) => ({
      code: t.field({
        type: CodeType,
        nullable: true,
        description: 'The code as it is now; null when refused.',
        grantScopes: [OWN_ANSWER],
        resolve: ({ value }) => value,
      }),
    }),
  });

const CodeReplaceInput = builder.inputType('CodeReplaceInput', {
  description: 'Another number for a code (K5).',
  fields: (t) => ({
    ...codeFields(t),
    newValue: t.string({ required: true, description: 'The new number, 1 to 20 characters.' }),
  }),
});

builder.mutationField('codeReplace', (t) =>
  t.field({
    type: codePayload('CodeReplacePayload'),
    description:
      'Gives a custom code another number; the old one is gone, and so are its `encryptCode`s (K5). Needs `codes:write`.',
    authScopes: { scope: 'codes:write' },
    args: { input: t.arg({ type: CodeReplaceInput, required: true, description: 'Which code, and its new number.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => replaceCode(domain, given(input))),
  }),
);

const CodeVoidInput = builder.inputType('CodeVoidInput', {
  description: 'A code that is to be void (K2).',
  fields: (t) => ({ ...codeFields(t), reason: t.string({ description: 'Why, at most 64 wide characters.' }) }),
});

builder.mutationField('codeVoid', (t) =>
  t.field({
    type: codePayload('CodeVoidPayload'),
    description: 'Makes a code void for good: UNAVAILABLE (K2). Stock does not change. Needs `codes:write`.',
    authScopes: { scope: 'codes:write' },
    args: { input: t.arg({ type: CodeVoidInput, required: true, description: 'Which code, and why.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => voidCode(domain, given(input))),
  }),
);

const CodeDeleteInput = builder.inputType('CodeDeleteInput', {
  description: 'A code that is to be taken out of its holder’s hands (K2).',
  fields: codeFields,
});

builder.mutationField('codeDelete', (t) =>
  t.field({
    type: codePayload('CodeDeletePayload'),
    description:
      'Takes a code out of its holder’s hands for good: DELETED (K2); once more changes nothing. A user deletes its own codes; others need `codes:write`.',
    authScopes: (_root, _args, { domain }) => domain.actor.kind === 'user' || { scope: 'codes:write' },
    args: { input: t.arg({ type: CodeDeleteInput, required: true, description: 'Which code.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => deleteCode(domain, given(input))),
  }),
);

const CodeDecryptInput = builder.inputType('CodeDecryptInput', {
  description: 'An `encryptCode`, as links and the SDK carry it (K4).',
  fields: (t) => ({
    encryptCode: t.string({ required: true, description: 'The encrypted code, at most 128 characters.' }),
  }),
});

builder.mutationField('codeDecrypt', (t) =>
  t.field({
    type: codePayload('CodeDecryptPayload'),
    description:
      'The code behind an `encryptCode`; a forged one, or one from before the code was replaced or changed hands, is refused (40075), and that stays on record (`redemptionAttempts`). Changes nothing else. Needs `codes:read`.',
    authScopes: { scope: 'codes:read' },
    args: { input: t.arg({ type: CodeDecryptInput, required: true, description: 'The encrypted code.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => decryptCodeOnRecord(domain, input)),
  }),
);

/** A key that is null is none. */
const given = <Input extends { idempotencyKey?: string | null | undefined }>({ idempotencyKey, ...input }: Input) => ({
  ...input,
  idempotencyKey: idempotencyKey ?? undefined,
});
