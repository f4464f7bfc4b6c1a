import type { Entry } from './entry.ts';

type Signed = Pick<Entry, 'id' | 'asked' | 'confirmedAt' | 'counter'> & { deviceId: string };

/** The text that a device signs: what was confirmed, when, and the how-manieth of this device it is. */
export const signedText = ({ id, deviceId, counter, confirmedAt, asked }: Signed): string =>
  [
    'kaquan-offline-1',
    deviceId,
    counter,
    confirmedAt,
    asked.value,
    asked.cardId ?? '',
    asked.storeId ?? '',
    asked.amountFen ?? '',
    id,
  ].join('\n');
