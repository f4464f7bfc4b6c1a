import { findInWallet, inWalletState, ownCodes } from '../../domain/codes/index.ts';
import { MeType } from '../access/me.type.ts';
import { builder } from '../builder.ts';
import { defineList } from '../kit/connection.ts';
import { IdFilter, whereType } from '../kit/where.ts';
import { CodeType } from './code.type.ts';
import { WalletStateEnum } from './wallet.type.ts';

// An index finds the codes of one user; these are few enough to be sorted as they are read.
const walletList = defineList({
  model: 'Code',
  name: 'WalletCode',
  type: CodeType,
  sorts: {
    VALID_UNTIL: {
      column: 'validUntil',
      kind: 'time',
      hasNulls: true,
      description: 'When its validity ends; what is good for ever comes last, or first in the other direction.',
    },
    CLAIMED_AT: { column: 'claimedAt', kind: 'time', description: 'When it was claimed.' },
  },
  defaultDirection: 'ASC',
  where: whereType('WalletCode', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the code.' },
    cardId: { filter: IdFilter, column: 'cardId', description: 'The card that it is one of.' },
  }),
  visible: ownCodes,
});

builder.objectFields(MeType, (t) => ({
  codes: t.field({
    ...walletList.field,
    args: {
      ...walletList.field.args,
      state: t.arg({
        type: [WalletStateEnum],
        description: 'Where they lie; what is in hand (USABLE, UPCOMING, GIFTING) when absent.',
      }),
    },
    description: 'The codes of the user: the wallet. Nearest end first unless `orderBy` says otherwise.',
    resolve: (_me, { state, ...args }, context, info) => {
      const { domain } = context;
      const rows = { AND: [ownCodes(domain), inWalletState(state, domain.now())] };
      return walletList.resolveBelow(rows)(args, context, info);
    },
  }),
  code: t.field({
    type: CodeType,
    nullable: true,
    description:
      'One code of the user by its number, also one that a friend has now (GIVEN), unless another with that number is in hand; null: the user has none such, or has deleted it. `node` finds one by its id.',
    args: {
      cardId: t.arg.id({ description: 'Its card; required for custom and deposited codes (K1).' }),
      value: t.arg.string({ required: true, description: 'The number that is shown.' }),
    },
    resolve: (_me, { cardId, value }, { domain }) => findInWallet(domain, { cardId, value }),
  }),
}));
