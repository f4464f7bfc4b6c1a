import { describe, expect, it } from 'vitest';
import { checkService, rebasedService, serviceChangesOf, serviceDraftOf, serviceFieldOf } from './service-draft.ts';

const before = serviceDraftOf({
  telephone: '028-88888888',
  openTime: '10:00-22:00',
  averagePriceYuan: 80,
  recommend: null,
  special: null,
  introduction: null,
  photoUrls: ['https://example.cn/1.png'],
});

describe('a change of a store', () => {
  it('sends only what was changed', () => {
    expect(serviceChangesOf(before, { ...before })).toEqual({});
    const after = { ...before, openTime: ' ', averagePriceYuan: '90', recommend: ' 毛肚 ', photoUrls: [] };
    expect(serviceChangesOf(before, after)).toEqual({
      openTime: null,
      averagePriceYuan: 90,
      recommend: '毛肚',
      photoUrls: [],
    });
  });
  it('tells what can not be sent', () => {
    expect(checkService(before).size).toBe(0);
    expect([...checkService({ ...before, telephone: ' ', averagePriceYuan: '9.5' })]).toEqual([
      ['telephone', 'missing'],
      ['averagePriceYuan', 'notWhole'],
    ]);
  });
  it('stays on what somebody else has changed meanwhile', () => {
    const to = { ...before, telephone: '028-66660000', openTime: '9:00-21:00' };
    expect(rebasedService({ ...before, telephone: '028-1' }, { from: before, to })).toEqual({
      ...to,
      telephone: '028-1',
    });
  });
  it('shows a fault of the server at its field', () => {
    expect([
      serviceFieldOf(['photoUrls', '2']),
      serviceFieldOf(['photoUrls']),
      serviceFieldOf(['special']),
      serviceFieldOf(['id']),
      serviceFieldOf([]),
    ]).toEqual(['photoUrls.2', 'photoUrls.0', 'special', null, null]);
  });
});
