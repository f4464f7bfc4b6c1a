import { createPublicKey, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deviceKeys, signatureOf } from '../../../test/kit/phones.ts';
import { type OfflineFacts, offlineRefusal, offlineText } from './offline-proof.rules.ts';

const NOW = new Date('2026-11-30T12:00:00.000Z');
const ago = (ms: number): Date => new Date(NOW.getTime() - ms);
const HOUR = 3_600_000;
const { privateKey, publicKey } = deviceKeys();
const open = (jwk: string): KeyObject => createPublicKey({ key: JSON.parse(jwk), format: 'jwk' });

const ORDER = {
  value: '1234 5678 9012',
  cardId: 'card_A',
  storeId: 'store_A',
  amountFen: 12_300,
  idempotencyKey: 'key-00000001',
};
const STAMP = { deviceId: 'dev_A', confirmedAt: ago(HOUR), counter: 7 };

/** What holds of a good proof; `signedAt` changes what is signed with it. */
function facts(stamp: Partial<typeof STAMP> = {}): OfflineFacts {
  const proof = { ...STAMP, ...stamp };
  const signature = signatureOf(privateKey, { ...proof, ...ORDER });
  return { proof: { ...proof, signature }, order: ORDER, key: open(publicKey), isCounterUsed: false };
}

describe('offlineText', () => {
  it('has a line for each value, empty where there is none', () => {
    expect(offlineText(STAMP, ORDER)).toBe(
      'kaquan-offline-1\ndev_A\n7\n2026-11-30T11:00:00.000Z\n1234 5678 9012\ncard_A\nstore_A\n12300\nkey-00000001',
    );
    const bare = { ...ORDER, cardId: null, storeId: null, amountFen: null };
    expect(offlineText(STAMP, bare)).toBe(
      'kaquan-offline-1\ndev_A\n7\n2026-11-30T11:00:00.000Z\n1234 5678 9012\n\n\n\nkey-00000001',
    );
  });
});

describe('offlineRefusal', () => {
  it.each<[string, Date]>([
    ['now', NOW],
    ['an hour ago', ago(HOUR)],
    ['24 hours ago', ago(24 * HOUR)],
    ['5 minutes ahead', ago(-5 * 60_000)],
  ])('believes what was confirmed %s', (_when, confirmedAt) => {
    expect(offlineRefusal(facts({ confirmedAt }), NOW)).toBeNull();
  });

  it('believes what a browser has signed', async () => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const { subtle } = webcrypto;
    const pair = await subtle.generateKey(algorithm, false, ['sign', 'verify']);
    const text = new TextEncoder().encode(offlineText(STAMP, ORDER));
    const signed = await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, text);
    const key = open(JSON.stringify(await subtle.exportKey('jwk', pair.publicKey)));
    const proof = { ...STAMP, signature: Buffer.from(signed).toString('base64url') };
    expect(offlineRefusal({ ...facts(), proof, key }, NOW)).toBeNull();
  });

  it.each<[string, Date, string]>([
    ['more than 24 hours ago', ago(24 * HOUR + 1), 'TOO_OLD'],
    ['more than 5 minutes ahead', ago(-5 * 60_000 - 1), 'AHEAD'],
  ])('refuses what was confirmed %s', (_when, confirmedAt, reason) => {
    expect(offlineRefusal(facts({ confirmedAt }), NOW)).toMatchObject({ reason, field: ['offline', 'confirmedAt'] });
  });

  it.each<[string, object]>([
    ['value', { value: '1234 5678 9013' }],
    ['value, by a space', { value: '123456789012' }],
    ['card', { cardId: 'card_B' }],
    ['card, taken away', { cardId: null }],
    ['store', { storeId: 'store_B' }],
    ['amount', { amountFen: 12_301 }],
    ['amount, taken away', { amountFen: null }],
    ['idempotency key', { idempotencyKey: 'key-00000002' }],
  ])('refuses another %s than was signed', (_what, change) => {
    const { order, ...rest } = facts();
    expect(offlineRefusal({ ...rest, order: { ...order, ...change } }, NOW)).toMatchObject({ reason: 'SIGNATURE' });
  });

  it.each<[string, object]>([
    ['device', { deviceId: 'dev_B' }],
    ['time', { confirmedAt: ago(HOUR - 1) }],
    ['counter', { counter: 8 }],
    ['signature', { signature: 'A'.repeat(86) }],
    ['signature, cut', { signature: 'AAAA' }],
    ['signature, empty', { signature: '' }],
  ])('refuses another %s than was signed', (_what, change) => {
    const { proof, ...rest } = facts();
    expect(offlineRefusal({ ...rest, proof: { ...proof, ...change } }, NOW)).toMatchObject({ reason: 'SIGNATURE' });
  });

  it('refuses a signature with one bit turned, and one of DER', () => {
    const { proof, ...rest } = facts();
    const bytes = Buffer.from(proof.signature, 'base64url');
    bytes[10] = (bytes[10] ?? 0) ^ 1;
    for (const signature of [bytes.toString('base64url'), `${proof.signature}AAAA`])
      expect(offlineRefusal({ ...rest, proof: { ...proof, signature } }, NOW)).toMatchObject({ reason: 'SIGNATURE' });
  });

  it('refuses what another device has signed', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    expect(offlineRefusal({ ...facts(), key: other }, NOW)).toMatchObject({ reason: 'SIGNATURE' });
  });

  it('refuses a device that the session has not registered, whatever else is wrong', () => {
    const refused = { reason: 'DEVICE', field: ['offline', 'deviceId'] };
    expect(offlineRefusal({ ...facts({ confirmedAt: ago(90 * HOUR) }), key: null }, NOW)).toMatchObject(refused);
  });

  it('refuses a counter that was used', () => {
    const refused = { reason: 'COUNTER', field: ['offline', 'counter'] };
    expect(offlineRefusal({ ...facts(), isCounterUsed: true }, NOW)).toMatchObject(refused);
  });
});
