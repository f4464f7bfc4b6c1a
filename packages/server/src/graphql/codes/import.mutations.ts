import { cancelImport } from '../../domain/codes/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { ImportType } from './import.type.ts';

const ImportCancelInput = builder.inputType('ImportCancelInput', {
  description: 'An import that is to end.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Id of the import: `imp_…`.' }) }),
});

const ImportCancelPayload = payloadType<Rows.Import>('ImportCancelPayload', {
  description: 'The answer of `importCancel`.',
  fields: (t) => ({
    import: t.field({
      type: ImportType,
      nullable: true,
      description: 'The import as it is now; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('importCancel', (t) =>
  t.field({
    type: ImportCancelPayload,
    description:
      'Ends an import before its next rows; codes that are in the pool stay there. Cancelling again changes nothing. Needs `codes:write`.',
    authScopes: { scope: 'codes:write' },
    args: { input: t.arg({ type: ImportCancelInput, required: true, description: 'Which import.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => cancelImport(domain, input)),
  }),
);
