import { type CodeAction, codeActionsAt, type WalletState, walletStateAt } from '../../domain/codes/index.ts';
import { builder } from '../builder.ts';
import { comesWith } from '../kit/comes-with.ts';
import { enumType } from '../kit/enum.ts';
import { CodeType } from './code.type.ts';

export const WalletStateEnum = enumType('WalletState', 'Where a code lies in its holder’s wallet (K2).', {
  USABLE: 'Can be used now.',
  UPCOMING: 'Can be used later: its validity has not begun.',
  GIFTING: 'On its way to a friend (L7).',
  USED: 'Redeemed.',
  EXPIRED: 'Its validity is over, and it was not used.',
  GIVEN: 'A friend has it (L7).',
  VOID: 'Made void by its merchant.',
} satisfies Record<WalletState, string>);

const CodeActionEnum = enumType('CodeAction', 'What the holder of a code may do with it next.', {
  SHOW: 'Show it to be redeemed: as number, bar code or QR code, by the code type of its card (K3).',
  GIVE: 'Give it to a friend (L7).',
  DELETE: 'Delete it for good: `codeDelete` (K2).',
} satisfies Record<CodeAction, string>);

builder.prismaObjectFields(CodeType, (t) => ({
  walletState: t.field({
    type: WalletStateEnum,
    nullable: true,
    description: 'Where it lies in its holder’s wallet at this moment; null: it is deleted.',
    resolve: (code, _args, { domain }) => walletStateAt(code, domain.now()),
  }),
  actions: t.field({
    type: [CodeActionEnum],
    description: 'What the caller may do with it next as its holder; empty for everybody else.',
    extensions: comesWith('card'),
    select: { card: { select: { codeType: true, canGiveFriend: true } } },
    resolve: (code, _args, { domain: { actor, now } }) =>
      actor.kind === 'user' && actor.openid === code.openid ? codeActionsAt(code, now()) : [],
  }),
}));
