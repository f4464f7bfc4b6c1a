import { expect, it } from 'vitest';
import { imageUrl, placeOf } from './image-url.rules.ts';

const OWN = 'http://kaquan.test:4000';
const HASH = 'ab'.repeat(32);

it('knows the address that an upload got', () => {
  expect(placeOf(imageUrl(OWN, HASH), OWN)).toEqual({ kind: 'own', hash: HASH });
});

it.each([
  ['http://mmbiz.qpic.cn/mmbiz/logo/0?wx_fmt=png', 'mmbiz.qpic.cn'],
  ['https://MMBIZ.qpic.cn/0', 'mmbiz.qpic.cn'],
  ['http://mmbiz.qpic.cn:8080/0', 'mmbiz.qpic.cn:8080'],
  [`${OWN}/media/${HASH}?x=1`, 'kaquan.test:4000'],
  [`${OWN}/media/../media/${HASH}`, 'kaquan.test:4000'],
  [`http://kaquan.test/media/${HASH}`, 'kaquan.test'],
])('takes %s for an image on another host', (url, host) => {
  expect(placeOf(url, OWN)).toEqual({ kind: 'foreign', host });
});

it.each([
  ['nothing', ''],
  ['a space inside', 'http://mmbiz.qpic.cn/a b'],
  ['a space before', ' http://mmbiz.qpic.cn/a'],
  ['a line break', 'http://mmbiz.qpic.cn/\na'],
  ['characters beyond ASCII', 'http://mmbiz.qpic.cn/图'],
  ['no scheme', 'mmbiz.qpic.cn/a'],
  ['a script', 'javascript:alert(1)'],
  ['data', 'data:image/png;base64,AAAA'],
  ['a user name', 'http://mmbiz.qpic.cn@evil.test/a'],
  ['no host', 'http://'],
  ['too many characters', `http://mmbiz.qpic.cn/${'a'.repeat(600)}`],
])('refuses an address with %s', (_name, url) => {
  expect(placeOf(url, OWN)).toHaveProperty('fault');
});
