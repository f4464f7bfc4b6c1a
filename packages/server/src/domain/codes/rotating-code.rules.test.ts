import { describe, expect, it } from 'vitest';
import {
  isRotatingStepAt,
  rotatingCodeIn,
  rotatingStepAt,
  rotatingTextOf,
  startOfRotatingStep,
} from './rotating-code.rules.ts';

const key = Buffer.alloc(32, 1);
const others = Buffer.alloc(32, 2);
const codeId = 'code_01J9ZK3V7Q8X2M4N6P8R0T2V4W';
const step = rotatingStepAt(new Date('2026-11-30T12:00:00Z'));
const text = rotatingTextOf({ codeId, step }, key);
const [, , digits = '', mac = ''] = text.split('.');

describe('the text of a rotating code', () => {
  it('names code and step, signed, and fits a QR code of the SDK', () => {
    expect(text).toMatch(/^KQ1\.code_01J9ZK3V7Q8X2M4N6P8R0T2V4W\.[0-9a-z]{5,6}\.[\w-]{11}$/);
    expect(text.length).toBeLessThanOrEqual(62);
    expect(Number.parseInt(digits, 36)).toBe(Date.parse('2026-11-30T12:00:00Z') / 30_000);
  });

  it('is another one for each step, code and key', () => {
    const texts = [
      text,
      rotatingTextOf({ codeId, step: step + 1 }, key),
      rotatingTextOf({ codeId: codeId.replace('4W', '4X'), step }, key),
      rotatingTextOf({ codeId, step }, others),
    ].map((whole) => whole.slice(-11));
    expect(new Set(texts).size).toBe(4);
  });

  const read = { codeId, step };
  it.each<[string, string, readonly Buffer[], object | null]>([
    ['is read under its key', text, [key], read],
    ['is read with space around it', ` ${text}\n`, [key], read],
    ['is read under a key of before a change', text, [others, key], read],
    ['is nothing under another merchant’s key', text, [others], null],
    ['is nothing with another mac', text.slice(0, -11) + 'AAAAAAAAAAA', [key], null],
    ['is nothing with one sign changed', text.slice(0, -1) + (mac.endsWith('A') ? 'B' : 'A'), [key], null],
    ['is nothing for another code', text.replace('4W', '4X'), [key], null],
    ['is nothing for another step', text.replace(digits, (step + 1).toString(36)), [key], null],
    ['is nothing with the step in other signs', text.replace(digits, `0${digits}`), [key], null],
    ['is nothing when its end is cut off', text.slice(0, -1), [key], null],
    ['is nothing when its begin is cut off', text.slice(1), [key], null],
    ['is nothing when more follows', `${text}A`, [key], null],
    ['is nothing in other letters', text.toUpperCase(), [key], null],
    ['is nothing of another version', text.replace('KQ1', 'KQ2'), [key], null],
    ['is no number', '123456789012', [key], null],
    ['is not empty', '', [key], null],
    ['is not endless', `KQ1.${'x'.repeat(100_000)}`, [key], null],
  ])('%s', (_title, given, keys, expected) => expect(rotatingCodeIn(given, keys)).toEqual(expected));
});

describe('a step', () => {
  const start = startOfRotatingStep(step).getTime();
  it.each([
    ['two steps before', -60_000, false],
    ['in the last millisecond before the one before', -30_001, false],
    ['at the begin of the one before', -30_000, true],
    ['at its begin', 0, true],
    ['at its end', 30_000, true],
    ['in the last millisecond of the one after', 59_999, true],
    ['at the end of the one after', 60_000, false],
    ['a day later', 86_400_000, false],
  ])('%s: %d ms from its begin, is good: %s', (_when, offset, isGood) =>
    expect(isRotatingStepAt(step, new Date(start + offset))).toBe(isGood),
  );
});
