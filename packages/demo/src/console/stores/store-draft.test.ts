import { describe, expect, it } from 'vitest';
import { checkStore, emptyStore, storeFieldOf, storeInputOf } from './store-draft.ts';

const good = {
  ...emptyStore,
  businessName: '椒里火锅',
  province: '四川省',
  city: '成都市',
  address: '春熙路 1 号',
  telephone: '028-88888888',
  category: '美食，火锅',
  longitude: '104.08',
  latitude: '30.65',
};

describe('a store', () => {
  it('can be sent when it holds what a store needs', () => {
    expect(checkStore(good).size).toBe(0);
    expect(storeInputOf(good)).toMatchObject({
      businessName: '椒里火锅',
      branchName: null,
      categories: ['美食,火锅'],
      longitude: 104.08,
      latitude: 30.65,
      averagePriceYuan: null,
    });
  });
  it('tells all that is missing', () => {
    expect([...checkStore(emptyStore).values()]).toEqual(Array.from({ length: 8 }, () => 'missing'));
  });
  it.each(['east', '1e3', '104,08'])('takes %s for no position', (longitude) => {
    expect(checkStore({ ...good, longitude }).get('longitude')).toBe('notNumber');
  });
  it('shows a fault of the server at its field', () => {
    expect([storeFieldOf(['categories', '0']), storeFieldOf(['telephone']), storeFieldOf([])]).toEqual([
      'category',
      'telephone',
      null,
    ]);
  });
});
