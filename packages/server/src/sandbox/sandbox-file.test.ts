import { describe, expect, it } from 'vitest';
import { parseSandboxFile } from './sandbox-file.ts';

const merchant = {
  url: 'http://localhost:8787',
  appId: 'wx1',
  appSecret: 'a',
  secretKey: 'sk_test_1',
  publishableKey: 'pk_test_1',
  reportKey: 'rk_test_1',
  signingSecret: 's',
  signInUrl: 'http://localhost:8787/session/1',
  operatorKey: 'op_1',
};
const file = { ...merchant, other: { ...merchant, appId: 'wx2' } };
const names = Object.keys(merchant);

describe('a sandbox file', () => {
  it('is read as it was written, without what it does not name', () => {
    expect(parseSandboxFile(JSON.stringify({ ...file, note: 'x' }))).toEqual(file);
  });

  it.each(names)('is none without %s in the first half', (name) => {
    expect(parseSandboxFile(JSON.stringify({ ...file, [name]: undefined }))).toBeNull();
  });

  it.each(names)('is none without %s under other', (name) => {
    expect(parseSandboxFile(JSON.stringify({ ...file, other: { ...file.other, [name]: '' } }))).toBeNull();
  });

  it.each(['', '{', 'null', '[]', '{"other":5}'])('is none when the text is %j', (text) => {
    expect(parseSandboxFile(text)).toBeNull();
  });
});
