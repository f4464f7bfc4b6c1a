import { describe, expect, it } from 'vitest';
import { xmlOf } from './xml.ts';

describe('xmlOf', () => {
  it.each([
    ['a text', { A: 'x' }, '<A><![CDATA[x]]></A>'],
    ['a text of digits', { A: '007' }, '<A><![CDATA[007]]></A>'],
    ['an absent text', { A: null }, '<A><![CDATA[]]></A>'],
    ['an empty text', { A: '' }, '<A><![CDATA[]]></A>'],
    ['a number', { A: 5 }, '<A>5</A>'],
    ['nought', { A: 0 }, '<A>0</A>'],
    ['markup', { A: '<a href="x">&amp;</a>' }, '<A><![CDATA[<a href="x">&amp;</a>]]></A>'],
    ['the end of CDATA', { A: 'x]]>y' }, '<A><![CDATA[x]]]]><![CDATA[>y]]></A>'],
    ['Chinese text and emoji', { A: '到店有礼🎁' }, '<A><![CDATA[到店有礼🎁]]></A>'],
    ['line breaks', { A: 'a\nb\tc' }, '<A><![CDATA[a\nb\tc]]></A>'],
    ['what XML can not hold', { A: 'a\u0000b\u001Fc\uD800d\uFFFEe\uDC00' }, '<A><![CDATA[abcde]]></A>'],
    ['several in their order', { B: 1, A: 'x' }, '<B>1</B><A><![CDATA[x]]></A>'],
  ])('writes %s', (_what, fields, inner) => {
    expect(xmlOf(fields)).toBe(`<xml>${inner}</xml>`);
  });
});
