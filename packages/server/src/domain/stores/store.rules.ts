import { type InputFault, InvalidInputError } from '../kit/errors.ts';
import { fitsWidth, isBlank, isPlainText } from '../kit/text.ts';
import type { StoreDraft } from './store-draft.ts';

const LARGEST_INT = 2_147_483_647;
const MAX_PHOTOS = 20;
const MAX_CATEGORIES = 10;
const CATEGORY_WIDTH = 60;
const TELEPHONE = /^[0-9+][0-9+()\-,/ ]{2,49}$/;

type TextRule = { limit: number; isRequired: boolean; lines: 'one-line' | 'many-lines'; fault: InputFault };
type TextField = { [K in keyof StoreDraft]-?: NonNullable<StoreDraft[K]> extends string ? K : never }[keyof StoreDraft];

const required = (limit: number, fault: InputFault): TextRule => ({
  limit,
  isRequired: true,
  lines: 'one-line',
  fault,
});
const optional = (limit: number, lines: TextRule['lines'] = 'one-line'): TextRule => ({
  limit,
  isRequired: false,
  lines,
  fault: 'TOO_LONG',
});

// Widths as in C2. The contract names none for stores: these are ours, wide enough for any real one.
const TEXTS = {
  externalId: optional(64),
  businessName: required(60, 'STORE_NAME'),
  branchName: optional(60),
  province: required(30, 'STORE_PROVINCE'),
  city: required(30, 'STORE_CITY'),
  district: optional(30),
  address: required(120, 'STORE_ADDRESS'),
  telephone: required(50, 'STORE_TELEPHONE'),
  recommend: optional(200, 'many-lines'),
  special: optional(200, 'many-lines'),
  introduction: optional(300, 'many-lines'),
  openTime: optional(60),
} satisfies Record<TextField, TextRule>;

const isTextField = (name: string): name is TextField => Object.hasOwn(TEXTS, name);

/** Throws the first fault of a new store, in the order of contract §9.2. */
export function assertStore(draft: StoreDraft): void {
  for (const [field, rule] of Object.entries(TEXTS)) if (isTextField(field)) assertText(field, draft[field], rule);
  assertTelephone(draft.telephone);
  assertCategories(draft.categories);
  assertPosition(draft);
  assertPhotoCount(draft.photoUrls);
  assertAveragePrice(draft.averagePriceYuan);
}

/** Throws the first fault of a change; only the given fields are looked at. */
export function assertServiceChanges(changes: StoreDraft): void {
  for (const [field, rule] of Object.entries(TEXTS)) {
    if (isTextField(field) && changes[field] !== undefined) assertText(field, changes[field], rule);
  }
  if (changes.telephone !== undefined) assertTelephone(changes.telephone);
  assertPhotoCount(changes.photoUrls);
  assertAveragePrice(changes.averagePriceYuan);
}

function assertText(field: TextField, text: string | null | undefined, rule: TextRule): void {
  if (text === null || text === undefined || isBlank(text)) {
    if (rule.isRequired) throw new InvalidInputError([field], `${field} is required`, rule.fault);
    return;
  }
  if (!isPlainText(text, rule.lines))
    throw new InvalidInputError([field], `${field} holds control characters`, rule.isRequired ? rule.fault : 'INVALID');
  if (!fitsWidth(text, rule.limit))
    throw new InvalidInputError([field], `${field} is wider than ${rule.limit} characters`, rule.fault);
}

function assertTelephone(telephone: string | null | undefined): void {
  if (TELEPHONE.test(telephone ?? '')) return;
  throw new InvalidInputError(
    ['telephone'],
    'A telephone number has 3 to 50 digits, spaces and + ( ) - , /',
    'STORE_TELEPHONE',
  );
}

function assertCategories(categories: readonly string[] | null | undefined): void {
  if (!categories || categories.length === 0)
    throw new InvalidInputError(['categories'], 'At least one category is required', 'STORE_CATEGORIES');
  if (categories.length > MAX_CATEGORIES)
    throw new InvalidInputError(['categories'], `At most ${MAX_CATEGORIES} categories`, 'STORE_CATEGORIES');
  for (const [index, category] of categories.entries()) {
    const hasEmptyLevel = category.split(/[,，]/u).some((level) => isBlank(level));
    if (hasEmptyLevel || !fitsWidth(category, CATEGORY_WIDTH) || !isPlainText(category, 'one-line')) {
      throw new InvalidInputError(
        ['categories', index],
        `A category is its levels joined by commas, at most ${CATEGORY_WIDTH} characters`,
        'STORE_CATEGORIES',
      );
    }
  }
}

function assertPosition({ longitude, latitude, offsetType }: StoreDraft): void {
  assertDegrees('longitude', longitude, 180);
  assertDegrees('latitude', latitude, 90);
  if (offsetType === null || offsetType === undefined) return;
  if (!isWhole(offsetType)) throw new InvalidInputError(['offsetType'], 'offsetType is a whole number from 0 on');
}

function assertDegrees(field: 'longitude' | 'latitude', value: number | null | undefined, limit: number): void {
  if (value === null || value === undefined) throw new InvalidInputError([field], `${field} is required`, 'MISSING');
  if (!(value >= -limit && value <= limit))
    throw new InvalidInputError([field], `${field} lies between -${limit} and ${limit} degrees`);
}

function assertPhotoCount(photoUrls: readonly string[] | null | undefined): void {
  if (photoUrls && photoUrls.length > MAX_PHOTOS)
    throw new InvalidInputError(['photoUrls'], `At most ${MAX_PHOTOS} photos`, 'STORE_PHOTOS');
}

function assertAveragePrice(yuan: number | null | undefined): void {
  if (yuan === null || yuan === undefined || isWhole(yuan)) return;
  throw new InvalidInputError(['averagePriceYuan'], 'The average price is a whole number of yuan from 0 on');
}

const isWhole = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= LARGEST_INT;

/** Name and branch of a store together, for people: `海底捞（王府井店）`. */
export const storeNameOf = ({
  businessName,
  branchName,
}: {
  businessName: string;
  branchName: string | null;
}): string => (branchName === null || branchName === '' ? businessName : `${businessName}（${branchName}）`);
