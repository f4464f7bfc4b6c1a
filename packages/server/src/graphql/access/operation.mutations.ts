import { registerOperations } from '../../domain/access/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';

const PersistedOperationType = builder.objectRef<Rows.PersistedOperation>('PersistedOperation').implement({
  description: 'A document that publishable keys may run (graphql.md §1).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the entry: `op_…`.' }),
    hash: t.exposeString('hash', { description: 'SHA-256 of the exact text, hex: the `documentId` of requests.' }),
    name: t.exposeString('name', { description: 'What it is called in lists and logs.' }),
    text: t.exposeString('text', { description: 'The document.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was registered.' }),
  }),
});

const OperationInput = builder.inputType('OperationInput', {
  description: 'A document.',
  fields: (t) => ({
    name: t.string({ description: 'What it is called; the document’s own name when absent.' }),
    text: t.string({ required: true, description: 'The exact text, at most 64 KiB.' }),
  }),
});

const OperationRegisterInput = builder.inputType('OperationRegisterInput', {
  description: 'Documents that publishable keys shall be able to run.',
  fields: (t) => ({
    operations: t.field({ type: [OperationInput], required: true, description: 'The documents, 1 to 200.' }),
  }),
});

const OperationRegisterPayload = payloadType<Rows.PersistedOperation[]>('OperationRegisterPayload', {
  description: 'The answer of `operationRegister`.',
  fields: (t) => ({
    operations: t.field({
      type: [PersistedOperationType],
      nullable: true,
      description: 'The documents in the order of the input; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('operationRegister', (t) =>
  t.field({
    type: OperationRegisterPayload,
    description:
      'Registers documents; one that the schema can not run is refused, and none is registered then. Needs `operations:write`.',
    authScopes: { scope: 'operations:write' },
    args: { input: t.arg({ type: OperationRegisterInput, required: true, description: 'The documents.' }) },
    resolve: (_root, { input }, { domain }) =>
      outcomeOf(() =>
        registerOperations(domain, {
          operations: input.operations.map(({ name, text }) => ({ name: name ?? undefined, text })),
        }),
      ),
  }),
);
