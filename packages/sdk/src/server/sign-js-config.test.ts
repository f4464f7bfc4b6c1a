import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signJsConfig } from './sign-js-config.ts';

// Contract §1.4.
const vector = {
  ticket: 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
  nonceStr: 'Wm3WZYTPz0wzccnW',
  timestamp: 1414587457,
  url: 'http://mp.weixin.qq.com?params=value',
};

describe('signJsConfig', () => {
  it('signs the vector of the contract', () => {
    expect(signJsConfig(vector)).toEqual({
      timestamp: 1414587457,
      nonceStr: 'Wm3WZYTPz0wzccnW',
      signature: '0f9de62fce790f9a083d5c99e95740ceb90c27ed',
    });
  });

  it('leaves out what follows # of the address', () => {
    const { signature } = signJsConfig(vector);
    expect(signJsConfig({ ...vector, url: `${vector.url}#/cards?a=1#b` }).signature).toBe(signature);
  });

  it('takes the address as it is, with all its parameters and signs', () => {
    const url = 'https://shop.example/领券?a=1&b=%E5%88%B8&c=d e';
    const signed = `jsapi_ticket=t&noncestr=n&timestamp=1&url=${url}`;
    expect(signJsConfig({ ticket: 't', nonceStr: 'n', timestamp: 1, url }).signature).toBe(
      createHash('sha1').update(signed).digest('hex'),
    );
  });

  it('makes a fresh nonce and takes the time of now', () => {
    const [first, second] = [1, 2].map(() => signJsConfig({ ticket: 't', url: vector.url }));
    expect(first?.nonceStr).toMatch(/^[0-9a-f]{32}$/);
    expect(second?.nonceStr).not.toBe(first?.nonceStr);
    expect(Math.abs(Number(first?.timestamp) - Date.now() / 1000)).toBeLessThan(5);
  });

  it.each<[string, object]>([
    ['ticket', { ticket: '' }],
    ['ticket', { ticket: undefined }],
    ['url', { url: undefined }],
    ['url', { url: '#only' }],
    ['url', { url: '/cards' }],
    ['url', { url: 'javascript:alert(1)' }],
    ['timestamp', { timestamp: 1414587457000 }],
    ['timestamp', { timestamp: '1414587457' }],
    ['nonceStr', { nonceStr: 'n'.repeat(33) }],
    ['nonceStr', { nonceStr: 'a&url=b' }],
    ['nonceStr', { nonceStr: 7 }],
  ])('refuses a wrong %s by name (%o)', (option, changes) => {
    const options = { ...vector, ...changes };
    expect(() => signJsConfig(options)).toThrow(TypeError);
    expect(() => signJsConfig(options)).toThrow(new RegExp(`^${option}: `));
  });
});
