import { CodeType } from '../../generated/prisma/enums.ts';
import { type Field, InvalidInputError, NotAllowedError } from '../kit/errors.ts';
import { isFen } from '../kit/money.ts';
import type { CardDraft } from './card-draft.ts';
import { assertRequired } from './card-required.rules.ts';
import { assertImageAddresses, parseEntry, type StoredEntry } from './card-links.rules.ts';
import { assertTexts } from './card-texts.rules.ts';
import { parseTimeLimit, type TimeLimit } from './card-time-limits.rules.ts';
import { parseValidity, type Validity } from './card-validity.rules.ts';
import { isColorName } from './colors.ts';
import { type CardBenefit, parseBenefit } from './kinds/index.ts';

const MAX_QUANTITY = 100_000_000;
const DEFAULT_LIMIT = 50;
const MOST_DETAILS = 100;
export const BUSINESS_SERVICES = [
  'BIZ_SERVICE_DELIVER',
  'BIZ_SERVICE_FREE_PARK',
  'BIZ_SERVICE_WITH_PET',
  'BIZ_SERVICE_FREE_WIFI',
] as const;
export type BusinessService = (typeof BUSINESS_SERVICES)[number];

export type CheckedCard = {
  validity: Validity;
  benefit: CardBenefit;
  codeType: CodeType;
  quantity: number;
  claimLimit: number;
  useLimit: number;
  entries: { center: StoredEntry | null; custom: StoredEntry | null; promotion: StoredEntry | null };
  timeLimits: TimeLimit[];
  businessServices: BusinessService[];
};

/** Judges a draft without looking at anything else: required fields, lengths, then values (order of domain.md 3b). */
export function checkCardDraft(draft: CardDraft): CheckedCard {
  assertRequired(draft);
  assertTexts(draft);
  const checked = parseValues(draft);
  assertImageAddresses(draft);
  assertOpenFeatures(draft);
  return checked;
}

function parseValues(draft: CardDraft): CheckedCard {
  if (!isColorName(draft.color ?? ''))
    throw new InvalidInputError(['color'], 'Must be one of the 14 named colours', 'COLOR');
  assertChoices(draft);
  return {
    codeType: parseCodeType(draft.codeType ?? ''),
    validity: parseValidity(draft),
    benefit: parseBenefit(draft.kind, draft.benefit ?? {}),
    quantity: wholeNumber(['quantity'], draft.quantity ?? 0, { least: 0, most: MAX_QUANTITY, fault: 'QUANTITY' }),
    claimLimit: wholeNumber(['claimLimit'], draft.claimLimit ?? DEFAULT_LIMIT, {
      least: 1,
      most: MAX_QUANTITY,
      fault: 'INVALID',
    }),
    useLimit: wholeNumber(['useLimit'], draft.useLimit ?? DEFAULT_LIMIT, {
      least: 1,
      most: MAX_QUANTITY,
      fault: 'INVALID',
    }),
    entries: {
      center: parseEntry('center', draft.center),
      custom: parseEntry('custom', draft.custom),
      promotion: parseEntry('promotion', draft.promotion),
    },
    timeLimits: (draft.timeLimits ?? []).map(parseTimeLimit),
    businessServices: parseServices(draft.businessServices ?? []),
  };
}

const isCodeType = (name: string): name is CodeType => Object.hasOwn(CodeType, name);

function parseCodeType(name: string): CodeType {
  if (!isCodeType(name))
    throw new InvalidInputError(['codeType'], `Must be one of ${Object.keys(CodeType).join(', ')}`, 'CODE_TYPE');
  return name;
}

function wholeNumber(
  field: Field,
  value: number,
  limits: { least: number; most: number; fault: 'QUANTITY' | 'INVALID' },
): number {
  if (!Number.isInteger(value) || value < limits.least || value > limits.most) {
    throw new InvalidInputError(field, `Must be a whole number from ${limits.least} to ${limits.most}`, limits.fault);
  }
  return value;
}

function assertChoices(draft: CardDraft): void {
  const leastCostFen = draft.useCondition?.leastCostFen;
  if (leastCostFen !== null && leastCostFen !== undefined && !isFen(leastCostFen))
    throw new InvalidInputError(['useCondition', 'leastCostFen'], 'Must be an amount in fen of at least 0');
  if ((draft.businessServices?.length ?? 0) > MOST_DETAILS)
    throw new InvalidInputError(['businessServices'], `At most ${MOST_DETAILS} services`);
  if ((draft.abstract?.iconUrls?.length ?? 0) > 1)
    throw new InvalidInputError(['abstract', 'iconUrls'], 'One cover image at most');
  if ((draft.textImages?.length ?? 0) > MOST_DETAILS)
    throw new InvalidInputError(['textImages'], `At most ${MOST_DETAILS} details`);
  if ((draft.timeLimits?.length ?? 0) > MOST_DETAILS)
    throw new InvalidInputError(['timeLimits'], `At most ${MOST_DETAILS} time limits`, 'TIME_LIMIT');
  assertOneWayOfStores(draft);
}

const isService = (name: string): name is BusinessService => BUSINESS_SERVICES.some((known) => known === name);

/** Each service once, in the order in which they were named. */
function parseServices(names: readonly string[]): BusinessService[] {
  const services = names.map((name, index) => {
    if (isService(name)) return name;
    throw new InvalidInputError(['businessServices', index], `Must be one of ${BUSINESS_SERVICES.join(', ')}`);
  });
  return [...new Set(services)];
}

/** C6: a list of stores and "all stores" exclude each other. */
function assertOneWayOfStores(draft: CardDraft): void {
  for (const name of ['poiIds', 'storeIds'] as const) {
    if (draft.usesAllStores && (draft[name]?.length ?? 0) > 0)
      throw new InvalidInputError([name], 'A list of stores and "all stores" exclude each other');
  }
}

/** What this version does not do yet is said, never ignored. */
function assertOpenFeatures(draft: CardDraft): void {
  if (draft.useCustomCode) throw new NotAllowedError('Custom codes are not open yet', { field: ['useCustomCode'] });
  if (draft.getCustomCodeMode)
    throw new NotAllowedError('Deposited codes are not open yet', { field: ['getCustomCodeMode'] });
}
