import type { StoreCreateInput } from '../../generated/console.ts';

/** A store while it is being written: texts as they stand in the controls. */
export type StoreDraft = Record<
  | 'businessName'
  | 'branchName'
  | 'province'
  | 'city'
  | 'district'
  | 'address'
  | 'telephone'
  | 'category'
  | 'longitude'
  | 'latitude'
  | 'openTime'
  | 'averagePriceYuan'
  | 'introduction',
  string
>;

export const emptyStore: StoreDraft = {
  businessName: '',
  branchName: '',
  province: '',
  city: '',
  district: '',
  address: '',
  telephone: '',
  category: '',
  longitude: '',
  latitude: '',
  openTime: '',
  averagePriceYuan: '',
  introduction: '',
};

const REQUIRED = [
  'businessName',
  'province',
  'city',
  'address',
  'telephone',
  'category',
  'longitude',
  'latitude',
] as const;
const NUMBERS = ['longitude', 'latitude', 'averagePriceYuan'] as const;

export type StoreFault = 'missing' | 'notNumber';

/** What the server would refuse anyway, all at once. */
export function checkStore(draft: StoreDraft): Map<string, StoreFault> {
  const faults = new Map<string, StoreFault>();
  for (const name of REQUIRED) if (draft[name].trim() === '') faults.set(name, 'missing');
  for (const name of NUMBERS) {
    if (draft[name].trim() !== '' && numberOf(draft[name]) === null) faults.set(name, 'notNumber');
  }
  return faults;
}

const numberOf = (text: string): number | null => (/^-?\d{1,9}(\.\d+)?$/.test(text.trim()) ? Number(text) : null);

const textOf = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** A draft as the server takes it. A Chinese comma separates levels as well as a Latin one. */
export const storeInputOf = (draft: StoreDraft): StoreCreateInput => ({
  businessName: textOf(draft.businessName),
  branchName: textOf(draft.branchName),
  province: textOf(draft.province),
  city: textOf(draft.city),
  district: textOf(draft.district),
  address: textOf(draft.address),
  telephone: textOf(draft.telephone),
  categories: textOf(draft.category) === null ? [] : [draft.category.trim().replaceAll('，', ',')],
  longitude: numberOf(draft.longitude),
  latitude: numberOf(draft.latitude),
  openTime: textOf(draft.openTime),
  averagePriceYuan: numberOf(draft.averagePriceYuan),
  introduction: textOf(draft.introduction),
});

/** Where in the form a path of the server is shown. */
export function storeFieldOf([first]: readonly string[]): string | null {
  if (first === undefined) return null;
  return first === 'categories' ? 'category' : first;
}
