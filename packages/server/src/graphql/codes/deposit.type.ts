import { type DepositedCodes, depositedCodesOf, type RefusedValue } from '../../domain/codes/index.ts';
import { builder } from '../builder.ts';
import { CardType } from '../cards/card.type.ts';
import { batched } from '../kit/batch.ts';
import { enumType } from '../kit/enum.ts';
import { CodeModeEnum } from './code.enums.ts';

const DepositedCodesType = builder.objectRef<DepositedCodes>('DepositedCodes').implement({
  description: 'The pool of a card whose codes are deposited beforehand (K1).',
  fields: (t) => ({
    total: t.exposeInt('total', { description: 'Codes ever deposited.' }),
    free: t.exposeInt('free', { description: 'Those that no claim has taken: stock can be raised up to them.' }),
  }),
});

const poolOf = batched<DepositedCodes>(depositedCodesOf);

builder.prismaObjectFields(CardType, (t) => ({
  codeMode: t.expose('codeMode', {
    type: CodeModeEnum,
    description: 'Where its codes come from (K1). Never changes. Needs `cards:read`.',
    authScopes: { scope: 'cards:read' },
  }),
  depositedCodes: t.field({
    type: DepositedCodesType,
    nullable: true,
    description: 'Its deposited codes; null: its codes come from elsewhere. Needs `cards:read`.',
    authScopes: { scope: 'cards:read' },
    complexity: 20,
    resolve: async ({ id, codeMode }, _args, { domain }) =>
      codeMode === 'DEPOSITED' ? ((await poolOf(domain, id)) ?? null) : null,
  }),
}));

const CodeFaultEnum = enumType('CodeFault', 'Why a value can be no code (K1).', {
  EMPTY: 'Nothing is there.',
  TOO_LONG: 'More than 20 characters.',
  INVALID_CHARACTER: 'A space within, or a character that is not seen.',
} satisfies Record<RefusedValue['reason'], string>);

export const RefusedValueType = builder.objectRef<RefusedValue>('RefusedValue').implement({
  description: 'A value that can be no code.',
  fields: (t) => ({
    value: t.exposeString('value', { description: 'As it was given.' }),
    reason: t.expose('reason', { type: CodeFaultEnum, description: 'Why.' }),
  }),
});
