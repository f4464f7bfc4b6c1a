import { builder, type Rows } from '../builder.ts';
import { enumType } from '../kit/enum.ts';

export const ImportStatusEnum = enumType('ImportStatus', 'Where an import stands.', {
  RECEIVING: 'Its file is still coming in.',
  QUEUED: 'Waits for its turn.',
  RUNNING: 'Codes are being put in the pool.',
  DONE: 'All rows are done.',
  CANCELLED: 'Somebody ended it; what was done stays done.',
  FAILED: 'It can not go on; `failure` says why.',
} satisfies Record<Rows.ImportStatus, string>);

const ImportProblemReasonEnum = enumType('ImportProblemReason', 'Why a row was not added.', {
  EMPTY: 'Nothing is there.',
  TOO_LONG: 'More than 20 characters.',
  INVALID_CHARACTER: 'A space within, or a character that is not seen.',
  DUPLICATE_IN_FILE: 'An earlier row of the same file has this code.',
  DUPLICATE_IN_CARD: 'The card had this code before.',
} satisfies Record<Rows.ImportProblemReason, string>);

export const ImportProblemType = builder.prismaObject('ImportProblem', {
  description: 'A row that was not added, and why.',
  fields: (t) => ({
    row: t.exposeInt('row', { description: 'Line of the file, from 1.' }),
    value: t.exposeString('value', { description: 'What stood there, at most 64 characters of it.' }),
    reason: t.expose('reason', { type: ImportProblemReasonEnum, description: 'Why.' }),
  }),
});

export const ImportType = builder.prismaObject('Import', {
  description: 'Codes that are put in the pool of a card in the background: a file, or generated ones (K1).',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the import: `imp_…`.' }),
    status: t.expose('status', { type: ImportStatusEnum, description: 'Where it stands.' }),
    fileName: t.exposeString('fileName', {
      nullable: true,
      description: 'Name of the file; null: none was told, or the codes were generated.',
    }),
    byteCount: t.int({ description: 'Size of the file in bytes.', resolve: ({ byteCount }) => Number(byteCount) }),
    rowCount: t.exposeInt('rowCount', { description: 'Rows of the file.' }),
    doneCount: t.exposeInt('doneCount', { description: 'Rows that are done: added, duplicate and failed together.' }),
    addedCount: t.exposeInt('addedCount', { description: 'Rows whose code is in the pool.' }),
    duplicateCount: t.exposeInt('duplicateCount', { description: 'Rows whose code was there already.' }),
    failedCount: t.exposeInt('failedCount', { description: 'Rows that hold no code.' }),
    failure: t.exposeString('failure', { nullable: true, description: 'Why it could not go on; null: it could.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its first rows were done; null: none are yet.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended; null: not yet.',
    }),
    card: t.relation('card', {
      description: 'The card. Needs `cards:read`.',
      authScopes: { scope: 'cards:read' },
    }),
  }),
});
