import { describe, expect, it } from 'vitest';
import { parseJson, parseParameters } from './read-body.ts';

const faultOf = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('parseJson', () => {
  it.each([
    ['nothing', '', 44002],
    ['blanks', ' \r\n\t', 44002],
    ['half a body', '{"card":', 47001],
    ['a comma too many', '{"a":1,}', 47001],
    ['a line break in a text', '{"a":"b\nc"}', 47001],
    ['a list', '[]', 47001],
    ['a text', '"card"', 47001],
    ['null', 'null', 47001],
    ['an escaped NUL', '{"a":"b\\u0000"}', 47001],
    ['escaped Chinese', '{"a":"\\u4e2d"}', 47002],
    ['escaped Chinese behind a backslash', '{"a":"\\\\\\u4e2d"}', 47002],
    ['half a surrogate pair', '{"a":"\\ud83d"}', 47002],
    ['an escaped name', '{"\\u4e2d":1}', 47002],
  ])('refuses %s', (_what, text, errcode) => {
    expect(faultOf(() => parseJson(text))).toMatchObject({ errcode });
  });

  it.each([
    ['UTF-8', '{"a":"中😀"}', { a: '中😀' }],
    ['escaped ASCII', '{"a":"\\u0026\\u003c\\n"}', { a: '&<\n' }],
    ['an escaped backslash before u', '{"a":"\\\\u4e2d"}', { a: '\\u4e2d' }],
  ])('reads %s', (_what, text, value) => {
    expect(parseJson(text)).toEqual(value);
  });
});

describe('parseParameters', () => {
  it.each([
    ['a form', 'appid=wx1&secret=a%2Bb'],
    ['JSON', ' {"appid":"wx1","secret":"a+b","n":1}'],
  ])('reads %s', (_what, text) => {
    const parameters = parseParameters(text);
    expect([parameters.get('appid'), parameters.get('secret')]).toEqual(['wx1', 'a+b']);
  });

  it('reads nothing from no body', () => {
    expect([...parseParameters('')]).toEqual([]);
  });
});
