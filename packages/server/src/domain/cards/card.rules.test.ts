import { describe, expect, it } from 'vitest';
import { aDraft, IMAGE_URL } from '../../../test/kit/factories.ts';
import { type DomainError, InvalidInputError, NotAllowedError } from '../kit/errors.ts';
import type { CardDraft } from './card-draft.ts';
import { checkCardDraft } from './card.rules.ts';

const refusalOf = (changes: Partial<CardDraft>): { code: string; weixinCode: number | null; field: string } => {
  try {
    checkCardDraft(aDraft(changes));
  } catch (error) {
    if (error instanceof InvalidInputError || error instanceof NotAllowedError) return wireOf(error);
    throw error;
  }
  return { code: 'none', weixinCode: 0, field: '' };
};
const wireOf = (error: DomainError) => ({
  code: error.code,
  weixinCode: error.weixinCode,
  field: error.field.join('.'),
});
const wide = (count: number): string => '券'.repeat(count);
const range = (from: string, until: string) => ({
  type: 'FIX_TIME_RANGE',
  from: new Date(from),
  until: new Date(until),
});

describe('a draft within its limits', () => {
  const allowed: Record<string, Partial<CardDraft>> = {
    'a title of 9 wide characters': { title: wide(9) },
    'a title of 18 narrow characters': { title: 'a'.repeat(18) },
    'a brand of 12 wide characters': { brandName: wide(12) },
    'a notice of 32 narrow characters': { notice: 'n'.repeat(32) },
    'a description of 1024 wide characters': { description: wide(1024) },
    'an abstract of 24 wide characters': { abstract: { text: wide(24), iconUrls: [IMAGE_URL] } },
    'the biggest stock': { quantity: 100_000_000 },
    'no stock': { quantity: 0 },
    'joined emoji': { title: '👩‍🍳❤️' },
    'a description of several lines': { description: '1. a\n\t2. b\r\n3. c' },
    'a deal of several lines': { kind: 'GROUPON', benefit: { dealDetail: '主菜\n- 牛肉' } },
    'a detail of several lines': { textImages: [{ imageUrl: IMAGE_URL, text: 'a\nb' }] },
    'a link without a scheme': { center: { title: '立即使用', url: 'www.qq.com' } },
    'the latest end': { validity: range('2026-01-01T00:00:00Z', '2038-01-18T23:59:59Z') },
    'reject category on a kind that does not show it': {
      kind: 'GROUPON',
      benefit: { dealDetail: 'd' },
      useCondition: { rejectCategory: 'Adidas' },
    },
    'a holiday without hours': { timeLimits: [{ day: 'HOLIDAY' }] },
  };
  it.each(Object.entries(allowed))('accepts %s', (_name, changes) =>
    expect(refusalOf(changes)).toMatchObject({ code: 'none' }),
  );
});

describe('a draft beyond its limits', () => {
  const refused: [string, Partial<CardDraft>, number, string][] = [
    ['a missing title', { title: null }, 41011, 'title'],
    ['a blank notice', { notice: '  ' }, 41011, 'notice'],
    ['a missing quantity', { quantity: null }, 41011, 'quantity'],
    ['a missing validity', { validity: null }, 41011, 'validity'],
    ['a blank benefit', { kind: 'GIFT', benefit: { gift: ' ' } }, 41011, 'benefit.gift'],
    ['a benefit with a lone surrogate', { kind: 'GIFT', benefit: { gift: '\ud800' } }, 40035, 'benefit.gift'],
    ['a missing benefit field', { benefit: { leastCostFen: 1 } }, 41011, 'benefit.reduceCostFen'],
    ['a title of 10 wide characters', { title: wide(10) }, 45021, 'title'],
    ['a title of 19 narrow characters', { title: 'a'.repeat(19) }, 45021, 'title'],
    ['a title of zero-width characters without end', { title: `a${'\u200b'.repeat(60)}` }, 45021, 'title'],
    ['a brand of 13 wide characters', { brandName: wide(13) }, 45021, 'brandName'],
    ['a notice of 17 wide characters', { notice: wide(17) }, 45021, 'notice'],
    ['a description of 1025 wide characters', { description: wide(1025) }, 45021, 'description'],
    ['an abstract of 25 wide characters', { abstract: { text: wide(25) } }, 45021, 'abstract.text'],
    ['a center title of 19 bytes', { center: { title: 'c'.repeat(19) } }, 45021, 'center.title'],
    ['a custom sub-title of 19 bytes', { custom: { subTitle: 's'.repeat(19) } }, 45021, 'custom.subTitle'],
    [
      'a promotion link of 129 bytes',
      { promotion: { url: `http://qq.com/${'p'.repeat(115)}` } },
      45021,
      'promotion.url',
    ],
    ['a title of which nothing is seen', { title: '\u200b\u200b' }, 41011, 'title'],
    ['a notice of a filler', { notice: '\u3164' }, 41011, 'notice'],
    ['a title that turns its direction', { title: 'abc\u202exyz' }, 40035, 'title'],
    ['a title of two lines', { title: 'a\nb' }, 40035, 'title'],
    ['a brand with control characters', { brandName: 'a\u007f\u0085b' }, 40035, 'brandName'],
    [
      'a benefit that rings',
      { kind: 'GROUPON', benefit: { dealDetail: '\u0007\u001b[31m' } },
      40035,
      'benefit.dealDetail',
    ],
    ['a benefit of a zero width', { kind: 'GIFT', benefit: { gift: '\u200d' } }, 41011, 'benefit.gift'],
    ['a text with a NUL', { title: 'a\0b' }, 40035, 'title'],
    ['an unknown colour', { color: '#63b359' }, 40076, 'color'],
    ['a colour from the prototype', { color: 'toString' }, 40076, 'color'],
    ['an unknown code type', { codeType: 'CODE_TYPE_SMELL' }, 40072, 'codeType'],
    ['a negative stock', { quantity: -1 }, 40122, 'quantity'],
    ['a fractional stock', { quantity: 1.5 }, 40122, 'quantity'],
    ['a stock above the most', { quantity: 100_000_001 }, 40122, 'quantity'],
    ['a claim limit of nought', { claimLimit: 0 }, 40035, 'claimLimit'],
    ['a negative amount', { benefit: { leastCostFen: 0, reduceCostFen: -1 } }, 40035, 'benefit.reduceCostFen'],
    [
      'an amount that is no safe integer',
      { benefit: { leastCostFen: 0, reduceCostFen: 2 ** 53 } },
      40035,
      'benefit.reduceCostFen',
    ],
    ['a discount of 100 %', { kind: 'DISCOUNT', benefit: { percentOff: 100 } }, 40035, 'benefit.percentOff'],
    [
      'a benefit field of another kind',
      { benefit: { leastCostFen: 0, reduceCostFen: 1, gift: 'x' } },
      47001,
      'benefit.gift',
    ],
    [
      'an end before its begin',
      { validity: range('2027-02-01T00:00:00Z', '2027-01-01T00:00:00Z') },
      40079,
      'validity.until',
    ],
    [
      'an end from 2038-01-19 on',
      { validity: range('2027-02-01T00:00:00Z', '2038-01-19T00:00:00Z') },
      40079,
      'validity.until',
    ],
    [
      'a time that is none',
      { validity: { type: 'FIX_TIME_RANGE', from: new Date(Number.NaN), until: new Date() } },
      40079,
      'validity.from',
    ],
    ['a term of nought days', { validity: { type: 'FIX_TERM', termDays: 0 } }, 40079, 'validity.termDays'],
    ['an unknown validity', { validity: { type: 'FOREVER' } }, 40079, 'validity.type'],
    ['an image that is no address', { logoUrl: 'logo.png' }, 40141, 'logoUrl'],
    [
      'an image address with a space',
      { abstract: { iconUrls: ['http://mmbiz.qpic.cn/a b/0'] } },
      40141,
      'abstract.iconUrls.0',
    ],
    ['a link that runs script', { center: { title: 't', url: 'javascript:alert(1)' } }, 40035, 'center.url'],
    ['an image without its text', { textImages: [{ imageUrl: IMAGE_URL, text: '' }] }, 41026, 'textImages.0.text'],
    ['two cover images', { abstract: { iconUrls: [IMAGE_URL, IMAGE_URL] } }, 40035, 'abstract.iconUrls'],
    ['an unknown service', { businessServices: ['BIZ_SERVICE_SPA'] }, 40035, 'businessServices.0'],
    ['a service 101 times', { businessServices: Array(101).fill('BIZ_SERVICE_DELIVER') }, 40035, 'businessServices'],
    ['an unknown weekday', { timeLimits: [{ day: 'SOMEDAY' }] }, 40149, 'timeLimits.0.day'],
    ['an hour that is none', { timeLimits: [{ day: 'MONDAY', beginHour: 25 }] }, 40149, 'timeLimits.0.beginHour'],
    ['a list of stores beside all stores', { usesAllStores: true, poiIds: [1] }, 40035, 'poiIds'],
    ['custom codes', { useCustomCode: true }, 48001, 'useCustomCode'],
    ['deposited codes', { getCustomCodeMode: 'GET_CUSTOM_CODE_MODE_DEPOSIT' }, 48001, 'getCustomCodeMode'],
  ];
  it.each(refused)('refuses %s', (_name, changes, weixinCode, field) =>
    expect(refusalOf(changes)).toMatchObject({ weixinCode, field }),
  );

  it('names what is missing before what is too long, and that before what is wrong', () => {
    expect(refusalOf({ title: '', notice: wide(17), color: 'red' })).toMatchObject({ field: 'title' });
    expect(refusalOf({ notice: wide(17), color: 'red' })).toMatchObject({ field: 'notice' });
    expect(refusalOf({ color: 'red', useCustomCode: true })).toMatchObject({ field: 'color' });
  });

  const nested: [string, Partial<CardDraft>, number, string][] = [
    ['a missing type of validity', { title: wide(10), validity: {} }, 41011, 'validity.type'],
    ['a missing begin', { title: wide(10), validity: { type: 'FIX_TIME_RANGE' } }, 41011, 'validity.from'],
    ['a missing term', { title: wide(10), validity: { type: 'FIX_TERM' } }, 41011, 'validity.termDays'],
    ['a missing amount', { title: wide(10), benefit: {} }, 41011, 'benefit.reduceCostFen'],
    [
      'an over-long benefit',
      { color: 'red', kind: 'GROUPON', benefit: { dealDetail: 'x'.repeat(3073) } },
      45021,
      'benefit.dealDetail',
    ],
  ];
  it.each(nested)('judges %s in its turn, however deep it stands', (_name, changes, weixinCode, field) => {
    expect(refusalOf(changes)).toMatchObject({ weixinCode, field });
  });
});
