import WXBizMsgCrypt from 'wechat-crypto';
import { describe, expect, it } from 'vitest';
import { sealMessage, signatureOf } from './push-seal.ts';

// The vectors of contract §10.1 and §10.2.
const TOKEN = 'tok123';
const TIMESTAMP = '1700000000';
const NONCE = 'nonce1';
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const APP_ID = 'wx0123456789abcdef';
const SEALING = { encodingAesKey: KEY, appId: APP_ID, salt: Buffer.from('0123456789abcdef') };
const SEALED =
  'Q3stYC6hdFzMh9T8HCvyDP65A2/csRffp9MdPHJIaGv9JLQ3BAXCdlRHzJCPGu/Q487qyg5cqtFZWyLx/pl+YJEhFfKuVCISFCNoKiBwTk4nbBJ0E7Xvzd0pDNDHm+4X';

describe('signatureOf', () => {
  it.each([
    ['a handshake', [TOKEN, TIMESTAMP, NONCE], 'c1d078390763d2078b2becd7cd45e450912a9737'],
    ['a sealed message', [TOKEN, TIMESTAMP, NONCE, SEALED], 'aaeec7d410d713200659162e5e28ee25580d7210'],
    ['parts in another order', [NONCE, TOKEN, TIMESTAMP], 'c1d078390763d2078b2becd7cd45e450912a9737'],
  ])('is that of the contract for %s', (_what, parts, signature) => {
    expect(signatureOf(...parts)).toBe(signature);
  });

  it('is what another program makes of a sealed message', () => {
    const theirs = new WXBizMsgCrypt(TOKEN, KEY, APP_ID);
    expect(signatureOf(TOKEN, TIMESTAMP, NONCE, 'x+/=')).toBe(theirs.getSignature(TIMESTAMP, NONCE, 'x+/='));
  });
});

describe('sealMessage', () => {
  it('gives the text of the contract', () => {
    expect(sealMessage('<xml><Event>card_pass_check</Event></xml>', SEALING)).toBe(SEALED);
  });

  // Of each length of the padding, and of text whose characters are several bytes.
  it.each([...Array.from({ length: 33 }, (_, length) => 'x'.repeat(length)), '到店有礼🎁', '券'.repeat(5_000)])(
    'is opened by another program: %#',
    (message) => {
      const opened = new WXBizMsgCrypt(TOKEN, KEY, APP_ID).decrypt(sealMessage(message, SEALING));
      expect(opened).toEqual({ message, id: APP_ID });
    },
  );

  it('looks another way under another salt', () => {
    const other = sealMessage('<xml></xml>', { ...SEALING, salt: Buffer.from('fedcba9876543210') });
    expect(other).not.toBe(sealMessage('<xml></xml>', SEALING));
  });
});
