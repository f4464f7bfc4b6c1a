import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashOfKey, parseDeviceKey } from './device-key.rules.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = pair.publicKey.export({ format: 'jwk' });
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
const onOtherCurve = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' });

describe('parseDeviceKey', () => {
  it('keeps the key and nothing beside it', () => {
    const { kty, crv, x, y } = jwk;
    const sent = { ...jwk, ext: true, key_ops: ['verify'], kid: 'phone' };
    expect(parseDeviceKey(JSON.stringify(sent))).toEqual({ kty, crv, x, y });
  });

  it.each<[string, string]>([
    ['no JSON', 'no json'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a private key', JSON.stringify(pair.privateKey.export({ format: 'jwk' }))],
    ['a key of another curve', JSON.stringify(onOtherCurve)],
    ['a key that says another curve', JSON.stringify({ ...jwk, crv: 'P-384' })],
    ['a symmetric key', JSON.stringify({ kty: 'oct', k: 'AAAA' })],
    ['a point that is not on the curve', JSON.stringify({ ...jwk, y: jwk.x })],
    ['half a point', JSON.stringify({ ...jwk, y: undefined })],
    ['a text without end', JSON.stringify({ ...jwk, kid: 'x'.repeat(2_000) })],
  ])('refuses %s', (_what, json) => {
    expect(() => parseDeviceKey(json)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field: ['publicKey'] }),
    );
  });
});

describe('hashOfKey', () => {
  it('is of the key, whatever else its JWK says', () => {
    const [key, same] = [parseDeviceKey(JSON.stringify(jwk)), parseDeviceKey(JSON.stringify({ ...jwk, kid: 'x' }))];
    expect(hashOfKey(same)).toBe(hashOfKey(key));
    expect(hashOfKey(parseDeviceKey(JSON.stringify(other)))).not.toBe(hashOfKey(key));
  });
});
