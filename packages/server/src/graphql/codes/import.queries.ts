import { type CheckedCodes, checkCodes, visibleImports } from '../../domain/codes/index.ts';
import { builder } from '../builder.ts';
import { listQuery } from '../kit/connection.ts';
import { importList } from './import.list.ts';
import { ImportType } from './import.type.ts';

builder.queryField('import', (t) =>
  t.prismaField({
    type: ImportType,
    nullable: true,
    description: 'One import of codes; null when the merchant has no such import. Needs `codes:read`.',
    authScopes: { scope: 'codes:read' },
    args: { id: t.arg.id({ required: true, description: 'Id of the import: `imp_…`.' }) },
    resolve: (query, _root, { id }, { domain }) =>
      domain.prisma.import.findFirst({ ...query, where: { AND: [visibleImports(domain), { id }] } }),
  }),
);

listQuery('imports', importList, { scope: 'codes:read', description: 'The merchant’s imports of codes.' });

const CheckedCodesType = builder.objectRef<CheckedCodes>('CheckedCodes').implement({
  description: 'Which values a card’s pool has.',
  fields: (t) => ({
    existing: t.exposeStringList('existing', { description: 'Values that were deposited, taken by a claim or not.' }),
    missing: t.exposeStringList('missing', { description: 'Values that were not.' }),
  }),
});

builder.queryField('codesCheck', (t) =>
  t.field({
    type: CheckedCodesType,
    description: 'Which of these codes were deposited for a card (K1). Needs `codes:read`.',
    authScopes: { scope: 'codes:read' },
    complexity: 20,
    args: {
      cardId: t.arg.id({ required: true, description: 'The card; its codes are deposited ones.' }),
      values: t.arg.stringList({ required: true, description: 'The codes, at most 1000.' }),
    },
    resolve: (_root, { cardId, values }, { domain }) => checkCodes(domain, { cardId, values }),
  }),
);
