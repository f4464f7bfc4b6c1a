import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../kit/errors.ts';
import type { PushMode } from './weixin-push.ports.ts';
import {
  assertPushSecrets,
  readPushSecrets,
  saysReceived,
  settingsFrom,
  writePushSecrets,
} from './weixin-push.rules.ts';

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const TOLD = { url: 'https://shop.example/', appId: 'wx01', token: 'tok123' };

describe('assertPushSecrets', () => {
  it.each<[string, string | null, PushMode]>([
    ['tok', null, 'PLAIN'],
    ['tok123', KEY, 'PLAIN'],
    ['a'.repeat(32), KEY, 'COMPATIBLE'],
    ['tok123', KEY, 'SAFE'],
  ])('lets token "%s" and key "%s" be in mode %s', (token, encodingAesKey, mode) => {
    expect(() => assertPushSecrets({ token, encodingAesKey }, mode)).not.toThrow();
  });

  it.each<[string, string | null, PushMode, string, string]>([
    ['', KEY, 'PLAIN', 'token', 'MISSING'],
    ['ab', KEY, 'PLAIN', 'token', 'INVALID'],
    ['a'.repeat(33), KEY, 'PLAIN', 'token', 'INVALID'],
    ['to-ken', KEY, 'PLAIN', 'token', 'INVALID'],
    ['tok123', KEY.slice(1), 'SAFE', 'encodingAesKey', 'INVALID'],
    ['tok123', `${KEY.slice(1)}+`, 'PLAIN', 'encodingAesKey', 'INVALID'],
    ['tok123', null, 'COMPATIBLE', 'encodingAesKey', 'MISSING'],
    ['tok123', null, 'SAFE', 'encodingAesKey', 'MISSING'],
  ])('refuses token "%s" with key "%s" in mode %s: %s', (...[token, encodingAesKey, mode, field, fault]) => {
    const refusal = expect.objectContaining({ field: [field], fault });
    expect(() => assertPushSecrets({ token, encodingAesKey }, mode)).toThrow(InvalidInputError);
    expect(() => assertPushSecrets({ token, encodingAesKey }, mode)).toThrow(refusal);
  });
});

describe('writePushSecrets', () => {
  it.each([KEY, null])('is read as it was written with key %s', (encodingAesKey) => {
    const secrets = { token: 'tok123', encodingAesKey };
    expect(readPushSecrets(writePushSecrets(secrets))).toEqual(secrets);
  });
});

describe('settingsFrom', () => {
  it('leaves a key out that nothing is sealed with', () => {
    expect(settingsFrom({ ...TOLD, mode: 'PLAIN', encodingAesKey: KEY })).toEqual({ ...TOLD, mode: 'PLAIN' });
  });

  it('makes nothing readable for want of a key', () => {
    expect(() => settingsFrom({ ...TOLD, mode: 'SAFE', encodingAesKey: null })).toThrow('key');
  });
});

describe('saysReceived', () => {
  it.each([
    [200, '', true],
    [200, 'success', true],
    [200, ' success\n', true],
    [204, '', true],
    [200, '<xml><MsgType><![CDATA[text]]></MsgType></xml>', true],
    [200, 'fail', false],
    [200, '<html><body>Welcome</body></html>', false],
    [200, '{"errcode":0}', false],
    [302, '', false],
    [500, 'success', false],
  ])('takes status %s with "%s" for received: %s', (statusCode, head, received) => {
    expect(saysReceived({ statusCode, head })).toBe(received);
  });
});
