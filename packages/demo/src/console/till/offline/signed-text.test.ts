import { expect, it } from 'vitest';
import { signedText } from './signed-text.ts';

const asked = {
  value: 'KQ1.code_1.abc.A-b_c',
  cardId: null,
  storeId: null,
  amountFen: null,
  way: 'STAFF_SCAN',
} as const;
const signed = { id: 'key', deviceId: 'dev_1', counter: 7, confirmedAt: '2026-11-24T10:00:00.000Z', asked };

it.each([
  [signed, 'kaquan-offline-1\ndev_1\n7\n2026-11-24T10:00:00.000Z\nKQ1.code_1.abc.A-b_c\n\n\n\nkey'],
  [
    { ...signed, asked: { ...asked, cardId: 'card_1', storeId: 'store_1', amountFen: 0 } },
    'kaquan-offline-1\ndev_1\n7\n2026-11-24T10:00:00.000Z\nKQ1.code_1.abc.A-b_c\ncard_1\nstore_1\n0\nkey',
  ],
])('%j is signed as it will be sent', (entry, text) => {
  expect(signedText(entry)).toBe(text);
});
