import { visibleImports } from '../../domain/codes/index.ts';
import { builder } from '../builder.ts';
import { defineList } from '../kit/connection.ts';
import { DateTimeFilter, enumFilter, IdFilter, IntFilter, whereType } from '../kit/where.ts';
import { ImportProblemType, ImportStatusEnum, ImportType } from './import.type.ts';

export const importList = defineList({
  model: 'Import',
  type: ImportType,
  sorts: { CREATED_AT: { column: 'createdAt', kind: 'time', description: 'When it was asked for.' } },
  where: whereType('Import', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the import.' },
    cardId: { filter: IdFilter, column: 'cardId', description: 'The card.' },
    status: { filter: enumFilter('ImportStatus', ImportStatusEnum), column: 'status', description: 'Where it stands.' },
    createdAt: { filter: DateTimeFilter, column: 'createdAt', description: 'When it was asked for.' },
  }),
  visible: visibleImports,
});

const importProblemList = defineList({
  model: 'ImportProblem',
  type: ImportProblemType,
  sorts: { ROW: { column: 'row', kind: 'int', description: 'Line of the file.' } },
  defaultDirection: 'ASC',
  where: whereType('ImportProblem', {
    row: { filter: IntFilter, column: 'row', description: 'Line of the file.' },
  }),
  visible: (domain) => ({ import: visibleImports(domain) }),
});

builder.prismaObjectField(ImportType, 'problems', (t) =>
  t.field({
    ...importProblemList.field,
    description: 'Rows that were not added, and why; as a file under `GET /imports/<id>/problems.csv`.',
    resolve: ({ id }, args, context, info) => importProblemList.resolveBelow({ importId: id })(args, context, info),
  }),
);
