import { builder } from '../builder.ts';

// Nothing is required by the schema: the domain says what is missing, as data with the number of the field.

export const StoreCreateInput = builder.inputType('StoreCreateInput', {
  description: 'A new store (S1, contract §9.2). Widths count a CJK character as 1 and two half-width ones as 1.',
  fields: (t) => ({
    externalId: t.string({ description: 'The merchant’s own id (`sid`), unique per merchant, at most 64 wide.' }),
    businessName: t.string({ description: 'Required. Name without region or branch, at most 60 wide.' }),
    branchName: t.string({ description: 'Name of the branch, at most 60 wide.' }),
    province: t.string({ description: 'Required. Province, at most 30 wide; a municipality repeats its name.' }),
    city: t.string({ description: 'Required. City, at most 30 wide.' }),
    district: t.string({ description: 'District, at most 30 wide.' }),
    address: t.string({ description: 'Required. Street and number, at most 120 wide.' }),
    telephone: t.string({ description: 'Required. 3 to 50 of digits, spaces and + ( ) - , /.' }),
    categories: t.stringList({
      description: 'Required. 1 to 10 categories, each with its levels joined by commas: `美食,火锅`.',
    }),
    offsetType: t.int({
      description: 'Coordinate system of the position; 1 (GCJ-02) when absent, others are stored as given.',
    }),
    longitude: t.float({ description: 'Required. Degrees east, -180 to 180.' }),
    latitude: t.float({ description: 'Required. Degrees north, -90 to 90.' }),
    photoUrls: t.stringList({
      description: 'At most 20 images that were uploaded here or lie on an allowed host (C11).',
    }),
    recommend: t.string({ description: 'What is recommended there, at most 200 wide.' }),
    special: t.string({ description: 'Special services, at most 200 wide.' }),
    introduction: t.string({ description: 'Introduction, at most 300 wide.' }),
    openTime: t.string({ description: 'Opening hours as free text, at most 60 wide.' }),
    averagePriceYuan: t.int({ description: 'Average price in whole yuan, from 0 on.' }),
  }),
});

export const StoreUpdateInput = builder.inputType('StoreUpdateInput', {
  description:
    'New service fields of a store, the only ones that ever change (S2). Absent ones stay; null empties optional ones.',
  fields: (t) => ({
    id: t.id({ description: 'The store, by its id. Give exactly one of id, poiId and externalId.' }),
    poiId: t.int({ description: 'The store, by its integer id.' }),
    externalId: t.string({ description: 'The store, by the merchant’s own id.' }),
    expectedVersion: t.int({
      description: 'The version that the caller has read; another one is refused with STALE_VERSION. Absent: any.',
    }),
    telephone: t.string({ description: 'Telephone number; can not be emptied.' }),
    photoUrls: t.stringList({ description: 'All photos anew, at most 20.' }),
    recommend: t.string({ description: 'What is recommended there, at most 200 wide.' }),
    special: t.string({ description: 'Special services, at most 200 wide.' }),
    introduction: t.string({ description: 'Introduction, at most 300 wide.' }),
    openTime: t.string({ description: 'Opening hours as free text, at most 60 wide.' }),
    averagePriceYuan: t.int({ description: 'Average price in whole yuan, from 0 on.' }),
  }),
});

export const StoreVerificationCodesSetInput = builder.inputType('StoreVerificationCodesSetInput', {
  description: 'The verification codes of a store from now on (R4).',
  fields: (t) => ({
    storeId: t.id({ required: true, description: 'The store: `store_…`.' }),
    codes: t.stringList({
      required: true,
      description:
        '1 to 20 codes of 4 to 12 letters and digits, which take the place of the old ones; capitals are like small letters.',
    }),
  }),
});

export const StoreDeleteInput = builder.inputType('StoreDeleteInput', {
  description: 'The store to delete. Give exactly one.',
  fields: (t) => ({
    id: t.id({ description: 'By its id.' }),
    poiId: t.int({ description: 'By its integer id.' }),
    externalId: t.string({ description: 'By the merchant’s own id.' }),
  }),
});
