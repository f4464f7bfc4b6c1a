import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../kit/errors.ts';
import { assertServiceChanges, assertStore } from './store.rules.ts';
import type { StoreDraft } from './store-draft.ts';

const whole: StoreDraft = {
  businessName: '海底捞',
  province: '北京市',
  city: '北京市',
  address: '王府井大街 1 号',
  telephone: '010-12345678',
  categories: ['美食,火锅'],
  longitude: 116.4,
  latitude: 39.9,
};

function refusalOf(work: () => void): { field: string; weixinCode: number } | null {
  try {
    work();
    return null;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return { field: error.field.join('.'), weixinCode: error.weixinCode };
  }
}

describe('assertStore', () => {
  it.each<[string, StoreDraft]>([
    ['only the required fields', {}],
    ['the south-west corner of the world', { longitude: -180, latitude: -90 }],
    ['the north-east corner of the world', { longitude: 180, latitude: 90 }],
    ['another coordinate system', { offsetType: 5 }],
    ['a price of nothing', { averagePriceYuan: 0 }],
    ['several categories with English commas and Chinese ones', { categories: ['美食,火锅', '美食，小吃'] }],
    ['an introduction of several lines', { introduction: 'one\ntwo' }],
    ['two telephone numbers with extensions', { telephone: '+86 (10) 1234-5678, 020-87654321/12' }],
    ['a name of the longest width', { businessName: '名'.repeat(60) }],
    ['free opening hours', { openTime: '周一至周五 8:00-20:00；周末休息' }],
    ['empty optional texts', { branchName: '', recommend: null, externalId: '' }],
  ])('accepts %s', (_name, changes) => {
    expect(refusalOf(() => assertStore({ ...whole, ...changes }))).toBeNull();
  });

  it.each<[string, StoreDraft, string, number]>([
    ['no name', { businessName: null }, 'businessName', 65109],
    ['a blank name', { businessName: '  ' }, 'businessName', 65109],
    ['a name that is too wide', { businessName: '名'.repeat(61) }, 'businessName', 65109],
    ['a name with a line break', { businessName: 'a\nb' }, 'businessName', 65109],
    ['a branch that is too wide', { branchName: 'x'.repeat(121) }, 'branchName', 45021],
    ['a zero byte', { district: 'a\0b' }, 'district', 40035],
    ['half a surrogate pair', { special: 'a\ud800' }, 'special', 40035],
    ['no province', { province: null }, 'province', 65113],
    ['no city', { city: '' }, 'city', 65112],
    ['no address', { address: null }, 'address', 65110],
    ['no telephone', { telephone: null }, 'telephone', 65111],
    ['a telephone of words', { telephone: 'call us' }, 'telephone', 65111],
    ['no categories', { categories: null }, 'categories', 65104],
    ['an empty list of categories', { categories: [] }, 'categories', 65104],
    ['a category with an empty level', { categories: ['美食', '美食,'] }, 'categories.1', 65104],
    ['too many categories', { categories: Array.from({ length: 11 }, () => '美食') }, 'categories', 65104],
    ['no longitude', { longitude: null }, 'longitude', 41011],
    ['a longitude beyond the world', { longitude: 180.01 }, 'longitude', 40035],
    ['a latitude beyond the world', { latitude: -90.5 }, 'latitude', 40035],
    ['a latitude that is no number', { latitude: Number.NaN }, 'latitude', 40035],
    ['half a coordinate system', { offsetType: 1.5 }, 'offsetType', 40035],
    ['a negative price', { averagePriceYuan: -1 }, 'averagePriceYuan', 40035],
    ['a price in fractions', { averagePriceYuan: 9.9 }, 'averagePriceYuan', 40035],
    ['a huge price', { averagePriceYuan: 3_000_000_000 }, 'averagePriceYuan', 40035],
    ['too many photos', { photoUrls: Array.from({ length: 21 }, () => 'http://mmbiz.qpic.cn/0') }, 'photoUrls', 65105],
    ['an externalId that is too long', { externalId: 'x'.repeat(129) }, 'externalId', 45021],
  ])('refuses %s', (_name, changes, field, weixinCode) => {
    expect(refusalOf(() => assertStore({ ...whole, ...changes }))).toEqual({ field, weixinCode });
  });
});

describe('assertServiceChanges', () => {
  it('looks only at what is given', () => {
    expect(refusalOf(() => assertServiceChanges({ openTime: '9:00-18:00' }))).toBeNull();
  });

  it.each<[string, StoreDraft, number]>([
    ['a telephone that is taken away', { telephone: null }, 65111],
    ['a negative price', { averagePriceYuan: -5 }, 40035],
    ['a text that is too wide', { recommend: '好'.repeat(201) }, 45021],
  ])('refuses %s', (_name, changes, weixinCode) => {
    expect(refusalOf(() => assertServiceChanges(changes))).toMatchObject({ weixinCode });
  });
});
