import { describe, expect, it } from 'vitest';
import { checkDraft } from './check-draft.ts';
import { type Draft, emptyEntry, newDraft } from './draft.ts';

const good: Draft = {
  ...newDraft('2026-11-24', 'key-00000001'),
  logoUrl: 'http://localhost/media/aa',
  brandName: '椒里火锅',
  title: '满100减10元',
  notice: '结账时出示',
  description: '每单限用一张',
  reduceCost: '10',
  leastCost: '100',
};
const faults = (fields: Partial<Draft>) => Object.fromEntries(checkDraft({ ...good, ...fields }));

describe('a draft', () => {
  it('can be sent when it holds what a card needs', () => {
    expect(faults({})).toEqual({});
  });
  it('tells all that a new one lacks, in the order of the form', () => {
    expect([...checkDraft(newDraft('2026-11-24', 'key-00000001')).keys()]).toEqual([
      'logoUrl',
      'brandName',
      'title',
      'reduceCostFen',
      'notice',
      'description',
    ]);
  });

  it.each<[Partial<Draft>, object]>([
    [{ title: '一二三四五六七八九十' }, { title: 'tooLong' }],
    [{ title: '  ' }, { title: 'missing' }],
    [{ notice: 'a'.repeat(33) }, { notice: 'tooLong' }],
    [{ reduceCost: '0' }, { reduceCostFen: 'notAmount' }],
    [{ reduceCost: 'ten' }, { reduceCostFen: 'notAmount' }],
    [{ leastCost: '1.234' }, { leastCostFen: 'notAmount' }],
    [{ leastCost: '' }, {}],
    [{ kind: 'DISCOUNT', percentOff: '100' }, { percentOff: 'notPercent' }],
    [{ kind: 'DISCOUNT', percentOff: '' }, { percentOff: 'missing' }],
    [{ kind: 'DISCOUNT', percentOff: '30' }, {}],
    [{ kind: 'GROUPON' }, { dealDetail: 'missing' }],
    [{ kind: 'GIFT' }, { gift: 'missing' }],
    [{ kind: 'GENERAL_COUPON' }, { defaultDetail: 'missing' }],
    [
      { validityType: 'FIX_TIME_RANGE', firstDay: '2026-12-31', lastDay: '2026-12-01' },
      { 'validity.until': 'endsBefore' },
    ],
    [{ validityType: 'FIX_TIME_RANGE', firstDay: '', lastDay: '2026-12-01' }, { 'validity.from': 'missing' }],
    [{ validityType: 'FIX_TIME_RANGE', firstDay: '2026-12-01', lastDay: '2026-12-01' }, {}],
    [{ termDays: '0' }, { 'validity.termDays': 'notDays' }],
    [{ termStartDays: '' }, { 'validity.termStartDays': 'notDays' }],
    [{ quantity: '-1' }, { quantity: 'notWhole' }],
    [{ quantity: '0' }, {}],
    [{ claimLimit: '0' }, { claimLimit: 'notWhole' }],
    [{ storeChoice: 'some' }, { storeIds: 'noStore' }],
    [{ center: { ...emptyEntry, title: '七个汉字放不下' } }, { 'center.title': 'tooLong' }],
    [{ custom: { ...emptyEntry, url: 'not an address' } }, { 'custom.url': 'notAddress' }],
    [{ custom: { ...emptyEntry, url: 'ftp://a.example' } }, { 'custom.url': 'notAddress' }],
    [{ custom: { ...emptyEntry, url: 'www.example.cn/menu' } }, {}],
    [{ textImages: [{ imageUrl: '', text: '毛肚' }] }, { 'textImages.0.imageUrl': 'missing' }],
    [{ timeLimits: [{ days: [], begin: '', end: '' }] }, { 'timeLimits.0.days': 'noDay' }],
    [{ abstractText: '一'.repeat(25) }, { 'abstract.text': 'tooLong' }],
  ])('with %j has the faults %j', (fields, expected) => {
    expect(faults(fields)).toEqual(expected);
  });
});
