import { redeemCode, reverseRedemption } from '../../domain/redemptions/index.ts';
import { builder } from '../builder.ts';
import { idempotencyKeyField } from '../kit/idempotency-key.ts';
import { outcomeOf } from '../kit/user-error.ts';
import { enumType } from '../kit/enum.ts';
import { redemptionPayload } from './redemption-payload.ts';

const StaffWayEnum = enumType('StaffRedemptionWay', 'How a person who signed in redeems (R1).', {
  STAFF_SCAN: 'On a phone, by scanning the code.',
  STAFF_TYPED: 'On a phone, by typing the number.',
  CONSOLE: 'On the page of the console.',
});

const OfflineInput = builder.inputType('OfflineRedemptionInput', {
  description:
    'That a device confirmed a redemption without a network. It signs nine lines of UTF-8, joined by a line feed, empty where there is no value: `kaquan-offline-1`, `deviceId`, `counter`, `confirmedAt` (as `toISOString()` writes it), `value`, `cardId`, `storeId`, `amountFen`, `idempotencyKey`.',
  fields: (t) => ({
    deviceId: t.id({
      required: true,
      description: 'The device: `dev_…`, registered by the same person under a session that nobody has ended.',
    }),
    confirmedAt: t.field({
      type: 'DateTime',
      required: true,
      description:
        'When it was confirmed, by the clock of the device, to the millisecond: at most 24 hours ago, and 5 minutes ahead.',
    }),
    counter: t.int({
      required: true,
      description: 'A number that the device has used for no other redemption, 0 to 2,147,483,647.',
    }),
    signature: t.string({
      required: true,
      description: 'ECDSA on P-256 with SHA-256: r and s in 64 bytes, base64url without padding.',
    }),
  }),
});

const CodeRedeemInput = builder.inputType('CodeRedeemInput', {
  description: 'A use of one code (R1, R2).',
  fields: (t) => ({
    cardId: t.id({ description: 'The card; required for custom and deposited codes (K1).' }),
    value: t.string({
      required: true,
      description: 'The number, or the text of a rotating QR code, as typed or scanned.',
    }),
    storeId: t.id({ description: 'Store in which it is redeemed; required for who is bound to stores (W4).' }),
    staffId: t.id({
      description:
        'The person at the till, whose role lets them redeem in this store; absent: the person who signed in. Staff name nobody else (R1, R2).',
    }),
    way: t.field({
      type: StaffWayEnum,
      description: 'How a person redeems; CONSOLE when absent. A program names none: its way is API.',
    }),
    amountFen: t.field({ type: 'Fen', description: 'Order amount in fen.' }),
    outerStr: t.string({ description: 'Channel, at most 128 bytes.' }),
    offline: t.field({
      type: OfflineInput,
      description:
        'Where a device confirmed it without a network: validity and hours are judged by that time, the state of the code by now.',
    }),
    idempotencyKey: idempotencyKeyField(t),
  }),
});

const CodeRedeemPayload = redemptionPayload('codeRedeem', 'The redemption; null when refused.');

builder.mutationField('codeRedeem', (t) =>
  t.field({
    type: CodeRedeemPayload,
    description:
      'Uses a code up; of any number of simultaneous calls exactly one does (R1, R2). Needs `redemptions:write`.',
    authScopes: { scope: 'redemptions:write' },
    args: { input: t.arg({ type: CodeRedeemInput, required: true, description: 'Which code, and where.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => redeemCode(domain, input)),
  }),
);

const RedemptionReverseInput = builder.inputType('RedemptionReverseInput', {
  description: 'A redemption that is to be taken back (R5).',
  fields: (t) => ({
    redemptionId: t.id({ required: true, description: 'Id of the redemption: `rdm_…`.' }),
    reason: t.string({ required: true, description: 'Why, 1 to 64 wide characters.' }),
    idempotencyKey: idempotencyKeyField(t),
  }),
});

const RedemptionReversePayload = redemptionPayload(
  'redemptionReverse',
  'The redemption with its `reversal`; null when refused.',
);

builder.mutationField('redemptionReverse', (t) =>
  t.field({
    type: RedemptionReversePayload,
    description:
      'Takes a redemption back within 90 days (R5): its code is NORMAL again and can be redeemed anew, both records stay. Owners, managers, SUPER staff and programs only. Needs `redemptions:write`.',
    authScopes: { scope: 'redemptions:write' },
    args: {
      input: t.arg({ type: RedemptionReverseInput, required: true, description: 'Which redemption, and why.' }),
    },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => reverseRedemption(domain, input)),
  }),
);
