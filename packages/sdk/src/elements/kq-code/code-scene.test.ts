import { describe, expect, it } from 'vitest';
import { aWalletCode } from '../../../test/kit/a-face.ts';
import { CardError } from '../../core/errors.ts';
import { codeZhCN } from '../../texts/code.ts';
import { speakerOf } from '../../texts/speak.ts';
import type { CodeType, WalletCode, WalletState } from '../../code-types.ts';
import { type CodeFacts, type CodeFormat, codeSceneOf, grouped, masked, valueSceneOf } from './code-scene.ts';

const NOW = Date.parse('2026-12-01T00:00:00Z');
const sceneOf = (facts: CodeFacts, wanted: CodeFormat | null = null, now = NOW) =>
  codeSceneOf(facts, speakerOf('zh-CN', codeZhCN), now, wanted);
const ofType = (codeType: CodeType): WalletCode => aWalletCode({ card: { ...aWalletCode().card, codeType } });

describe('a code that can be used', () => {
  it.each<[CodeType, CodeFormat | null, boolean]>([
    ['CODE_TYPE_TEXT', null, true],
    ['CODE_TYPE_BARCODE', 'code128', true],
    ['CODE_TYPE_QRCODE', 'qr', true],
    ['CODE_TYPE_ONLY_QRCODE', 'qr', false],
    ['CODE_TYPE_ONLY_BARCODE', 'code128', false],
    ['CODE_TYPE_NONE', null, false],
  ])('of %s is drawn as %s, with its number: %s', (type, format, hasNumber) => {
    const scene = sceneOf({ code: ofType(type) });
    expect(scene).toMatchObject({ state: 'usable', format, drawn: format ? '123456789012' : '' });
    expect(scene.number).toBe(hasNumber ? '123456789012' : '');
    expect(scene.note).toBe(type === 'CODE_TYPE_NONE' ? '仅限线上使用' : '');
  });

  it('is drawn as the page wants it', () =>
    expect(sceneOf({ code: ofType('CODE_TYPE_TEXT') }, 'both')).toMatchObject({
      format: 'both',
      drawn: '123456789012',
    }));
});

describe('a rotating code', () => {
  const endsAt = (seconds: number): string => new Date(NOW + seconds * 1_000).toISOString();
  const steps = [
    { text: 'first', endsAt: endsAt(30) },
    { text: 'second', endsAt: endsAt(60) },
  ];
  const rotating = { serverTime: new Date(NOW).toISOString(), steps };
  const card = { ...aWalletCode().card, needsRotatingCode: true };
  const after = (seconds: number) => sceneOf({ code: aWalletCode({ card, rotating }) }, null, NOW + seconds * 1_000);

  it.each([
    [-3_600, 'first'],
    [0, 'first'],
    [29.999, 'first'],
    [30, 'second'],
    [59.999, 'second'],
  ])('%d s later shows %s', (seconds, drawn) =>
    expect(after(seconds)).toMatchObject({ state: 'usable', format: 'qr', drawn, number: '123456789012', note: '' }),
  );

  it('says so when no step is left, and asks to try again', () =>
    expect(after(60)).toMatchObject({
      state: 'offline',
      drawn: '',
      note: '二维码已过期，联网后更新',
      button: '重试',
    }));

  it('never gives way to the number where the card asks for it', () => {
    const bare = aWalletCode({ card, rotating: null });
    for (const wanted of ['code128', 'both', 'qr', null] as const)
      expect(sceneOf({ code: bare }, wanted)).toMatchObject({ state: 'offline', drawn: '' });
  });

  it('is shown of other cards if the page wants it, and if there is one', () => {
    const code = aWalletCode({ rotating });
    expect(sceneOf({ code }).drawn).toBe('123456789012');
    expect(sceneOf({ code, isLive: true }, 'both')).toMatchObject({ format: 'qr', drawn: 'first' });
    const bars = { ...ofType('CODE_TYPE_BARCODE'), rotating: null };
    expect(sceneOf({ code: bars, isLive: true })).toMatchObject({ format: 'code128', drawn: '123456789012' });
  });

  it('is not shown of a code that can’t be used', () => {
    const used = aWalletCode({ card, rotating, state: 'USED' });
    expect(sceneOf({ code: used })).toMatchObject({ state: 'used', drawn: '' });
  });
});

describe('a code that can’t be used', () => {
  it.each<[WalletState, string]>([
    ['USED', '已使用'],
    ['EXPIRED', '已过期'],
    ['VOID', '已失效'],
    ['GIFTING', '赠送中'],
    ['GIVEN', '已赠送'],
  ])('because it is %s has no picture, and says %s', (state, note) =>
    expect(sceneOf({ code: aWalletCode({ state }) })).toMatchObject({ state: state.toLowerCase(), note, drawn: '' }),
  );

  it('follows the clock, whatever was true when it was asked for', () => {
    const code = aWalletCode({ validFrom: '2026-12-01T00:00:00Z', validUntil: '2026-12-02T00:00:00Z' });
    const stateAt = (time: string): string => sceneOf({ code }, null, Date.parse(time)).state;
    expect(stateAt('2026-11-30T23:59:59.999Z')).toBe('upcoming');
    expect(stateAt('2026-12-01T00:00:00Z')).toBe('usable');
    expect(stateAt('2026-12-01T23:59:59.999Z')).toBe('usable');
    expect(stateAt('2026-12-02T00:00:00Z')).toBe('expired');
    expect(sceneOf({ code }, null, NOW - 1).note).toBe('2026.12.01 08:00 开始');
    expect(sceneOf({ code: aWalletCode({ validUntil: null }) }, null, NOW * 2).state).toBe('usable');
  });

  it('is not there, not known yet, or not to be had', () => {
    expect(sceneOf({ code: null })).toMatchObject({ state: 'gone', note: '卡券不存在' });
    expect(sceneOf({})).toMatchObject({ state: 'loading', note: '' });
    const signIn = new CardError('UNAUTHENTICATED', { fields: { signInUrl: '/login' } });
    expect(sceneOf({ error: signIn })).toMatchObject({ state: 'error', note: '请先登录', button: '登录后查看' });
    expect(sceneOf({ error: new CardError('OFFLINE') })).toMatchObject({ state: 'offline', button: '重试' });
  });
});

describe('a number of the page', () => {
  it('is drawn in both ways unless it says one', () => {
    expect(valueSceneOf('A1', null)).toMatchObject({ state: 'usable', format: 'both', drawn: 'A1', number: 'A1' });
    expect(valueSceneOf('A1', 'qr').format).toBe('qr');
  });
});

describe('a number', () => {
  it('stands in groups of four, and hides all but the last', () => {
    expect(grouped('123456789012')).toBe('1234 5678 9012');
    expect(masked('123456789012')).toBe('••••••••9012');
    expect(masked('A1')).toBe('A1');
  });
});
