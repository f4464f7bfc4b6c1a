import WXBizMsgCrypt from 'wechat-crypto';
import { describe, expect, it } from 'vitest';
import type { PushFacts, PushMode, PushSettings } from '../domain/webhooks/index.ts';
import { weixinPush } from './push-request.ts';
import { signatureOf } from './push-seal.ts';

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const NAMED = { url: 'https://shop.example/weixin?site=7&nonce=x', appId: 'wx0123456789abcdef', token: 'tok123' };
const settingsOf = (mode: PushMode): PushSettings =>
  mode === 'PLAIN' ? { ...NAMED, mode } : { ...NAMED, mode, encodingAesKey: KEY };
const attempt = { at: new Date('2026-01-02T03:04:05.678Z'), random: (count: number) => Buffer.alloc(count, 7) };

const FACTS: PushFacts<'code.deleted'> = {
  type: 'code.deleted',
  data: { code: '123456789012' },
  cardId: 'card_1',
  openid: 'ann',
  appId: NAMED.appId,
  createTime: 1_700_000_000,
  store: null,
  codeOuterStr: null,
  isGroupGift: false,
};
const READABLE =
  '<ToUserName><![CDATA[wx0123456789abcdef]]></ToUserName><FromUserName><![CDATA[ann]]></FromUserName><CreateTime>1700000000</CreateTime>' +
  '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[user_del_card]]></Event><CardId><![CDATA[card_1]]></CardId><UserCardCode><![CDATA[123456789012]]></UserCardCode>';

const queryOf = (url: string): Record<string, string> => Object.fromEntries(new URL(url).searchParams);
const call = (mode: PushMode, facts: PushFacts = FACTS) => {
  const made = weixinPush.requestOf(facts, settingsOf(mode), attempt);
  if (made === null) throw new Error('There is no push');
  return { ...made, query: queryOf(made.url) };
};
const opened = (mode: PushMode) => {
  const { query, body } = call(mode);
  const sealed = /<Encrypt><!\[CDATA\[(.*)\]\]><\/Encrypt>/.exec(body)?.[1] ?? '';
  const theirs = new WXBizMsgCrypt(NAMED.token, KEY, NAMED.appId);
  const { timestamp = '', nonce = '', msg_signature: signature } = query;
  return {
    ...theirs.decrypt(sealed),
    isSigned: theirs.getSignature(timestamp, nonce, sealed) === signature,
    rest: body.replace(/<Encrypt>.*<\/Encrypt>/, ''),
  };
};

describe('a handshake', () => {
  const { url, echo } = weixinPush.handshakeOf(NAMED, attempt);

  it('is signed by the token and says what to answer', () => {
    const { signature, timestamp, nonce, echostr } = queryOf(url);
    expect(timestamp).toBe('1767323045');
    expect(signature).toBe(signatureOf(NAMED.token, timestamp ?? '', nonce ?? ''));
    expect(echostr).toBe(echo);
  });

  it('keeps what the address says itself, but for its own names', () => {
    expect(new URL(url).origin + new URL(url).pathname).toBe('https://shop.example/weixin');
    expect(queryOf(url)).toMatchObject({ site: '7', nonce: expect.not.stringMatching('x') });
  });
});

describe('a push', () => {
  it.each(['PLAIN', 'COMPATIBLE', 'SAFE'] as const)('is text/xml, signed, and names its user in mode %s', (mode) => {
    const { query, headers } = call(mode);
    expect(headers).toEqual({ 'content-type': 'text/xml' });
    expect(query).toMatchObject({ site: '7', openid: 'ann', timestamp: '1767323045' });
    expect(query['signature']).toBe(signatureOf(NAMED.token, query['timestamp'] ?? '', query['nonce'] ?? ''));
  });

  it('is readable and says nothing of sealing in mode PLAIN', () => {
    const { body, query } = call('PLAIN');
    expect(body).toBe(`<xml>${READABLE}</xml>`);
    expect(Object.keys(query).toSorted()).toEqual(['nonce', 'openid', 'signature', 'site', 'timestamp']);
  });

  it('is readable and sealed in mode COMPATIBLE', () => {
    expect(opened('COMPATIBLE')).toEqual({
      message: `<xml>${READABLE}</xml>`,
      id: NAMED.appId,
      isSigned: true,
      rest: `<xml>${READABLE}</xml>`,
    });
    expect(call('COMPATIBLE').query).toMatchObject({ encrypt_type: 'aes' });
  });

  it('shows only for whom it is in mode SAFE', () => {
    expect(opened('SAFE')).toEqual({
      message: `<xml>${READABLE}</xml>`,
      id: NAMED.appId,
      isSigned: true,
      rest: `<xml><ToUserName><![CDATA[${NAMED.appId}]]></ToUserName></xml>`,
    });
    expect(call('SAFE').query).toMatchObject({ encrypt_type: 'aes' });
  });

  it('names no user where it concerns the account', () => {
    const facts: PushFacts = {
      ...FACTS,
      type: 'card.approved',
      openid: null,
      data: { reviewId: 'rev_1', channel: 'FAST', versionId: null },
    };
    expect(call('PLAIN', facts).query).not.toHaveProperty('openid');
  });

  it('is none where the platform has none', () => {
    const facts: PushFacts = { ...FACTS, type: 'card.relisted', data: {} };
    expect(weixinPush.requestOf(facts, settingsOf('PLAIN'), attempt)).toBeNull();
  });
});
