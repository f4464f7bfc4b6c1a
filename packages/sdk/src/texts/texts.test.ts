import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as texts from '../entries/texts.ts';
import { codeEn, codeZhCN } from './code.ts';
import { en, enMore } from './en.ts';
import { giftEn, giftZhCN } from './gift.ts';
import { listEn, listZhCN } from './list.ts';
import { redeemEn, redeemZhCN } from './redeem.ts';
import { walletEn, walletZhCN } from './wallet.ts';
import { zhCN, zhCNMore } from './zh-cn.ts';
import { speakerOf } from './speak.ts';

const errors = ['errors', 'holder-codes']
  .map((name) => readFileSync(new URL(`../core/${name}.ts`, import.meta.url), 'utf8'))
  .join('\n');
const CODES = [...errors.matchAll(/^ {2}(?:\| )?'([A-Z_]+)'[,;]?$/gm)].map((match) => match[1] ?? '');

describe('the texts', () => {
  it.each(CODES)('put %s into words in both languages', (code) => {
    const [chinese, english]: Record<string, string>[] = [texts.zhCN, texts.en];
    expect(chinese?.[code]).toMatch(/\p{Script=Han}/u);
    expect(english?.[code]).toMatch(/^[A-Z][\w’ ,]+$/);
  });

  it('have the same names and places in both languages', () => {
    const placesOf = (table: Record<string, string>): Record<string, boolean> =>
      Object.fromEntries(Object.entries(table).map(([name, text]) => [name, text.includes('{n}')]));
    expect(placesOf(en)).toEqual(placesOf(zhCN));
    expect(placesOf(listEn)).toEqual(placesOf(listZhCN));
    expect(placesOf(codeEn)).toEqual(placesOf(codeZhCN));
    expect(placesOf(giftEn)).toEqual(placesOf(giftZhCN));
    expect(placesOf(redeemEn)).toEqual(placesOf(redeemZhCN));
    expect(placesOf(walletEn)).toEqual(placesOf(walletZhCN));
    expect(Object.keys(enMore)).toEqual(Object.keys(zhCNMore));
  });
});

describe('a speaker', () => {
  it.each([
    ['zh-CN', '立即领取'],
    ['zh', '立即领取'],
    ['ZH-Hant-TW', '立即领取'],
    ['en-GB', 'Claim now'],
    ['fr', 'Claim now'],
    ['', 'Claim now'],
  ])('of %s says %s', (locale, text) => {
    expect(speakerOf(locale, {}).say('claim')).toBe(text);
  });

  it('takes the page’s own words first', () => {
    expect(speakerOf('en', { claim: 'Grab it', left: 'only {n}!' }).say('claim')).toBe('Grab it');
    expect(speakerOf('en', { left: 'only {n}!' }).say('left', 3)).toBe('only 3!');
  });
});
