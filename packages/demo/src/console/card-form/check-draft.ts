import { fits, type TextLimit } from '../format/display-width.ts';
import { fenOf } from '../format/money.ts';
import { isDay } from '../format/time.ts';
import { wholeOf } from './card-input.ts';
import type { Draft, DraftKind, EntryDraft, EntryName } from './draft.ts';
import { LIMITS } from './limits.ts';

/** Why a field can't be sent. The server says the same, but only one thing at a time. */
export type DraftFault =
  | 'missing'
  | 'tooLong'
  | 'notAmount'
  | 'notWhole'
  | 'notPercent'
  | 'notDays'
  | 'endsBefore'
  | 'noStore'
  | 'noDay'
  | 'notAddress';

type Check = readonly [path: string, fault: DraftFault | null];

const required = (text: string): DraftFault | null => (text.trim() === '' ? 'missing' : null);
const within = (text: string, limit: TextLimit): DraftFault | null => (fits(text, limit) ? null : 'tooLong');
const requiredText = (text: string, limit: TextLimit): DraftFault | null => required(text) ?? within(text, limit);

/** Everything that is wrong with a draft, by the server's name of the field, in the order of the form. */
export function checkDraft(draft: Draft): Map<string, DraftFault> {
  const checks: Check[] = [
    ['logoUrl', requiredText(draft.logoUrl, LIMITS.link)],
    ['brandName', requiredText(draft.brandName, LIMITS.brandName)],
    ['title', requiredText(draft.title, LIMITS.title)],
    ['subTitle', within(draft.subTitle, LIMITS.subTitle)],
    ...benefitChecks[draft.kind](draft),
    ...validityChecks(draft),
    ['notice', requiredText(draft.notice, LIMITS.notice)],
    ['description', requiredText(draft.description, LIMITS.description)],
    ['servicePhone', within(draft.servicePhone, LIMITS.servicePhone)],
    ['quantity', wholeFrom(draft.quantity, 0)],
    ['claimLimit', wholeFrom(draft.claimLimit, 1)],
    ['useLimit', wholeFrom(draft.useLimit, 1)],
    ['storeIds', draft.storeChoice === 'some' && draft.storeIds.length === 0 ? 'noStore' : null],
    ...entryChecks('center', draft.center),
    ...entryChecks('custom', draft.custom),
    ...entryChecks('promotion', draft.promotion),
    ...conditionChecks(draft),
    ...detailChecks(draft),
  ];
  return new Map(checks.flatMap(([path, fault]) => (fault === null ? [] : [[path, fault] as const])));
}

const benefitChecks: Readonly<Record<DraftKind, (draft: Draft) => Check[]>> = {
  CASH: ({ reduceCost, leastCost }) => [
    ['reduceCostFen', required(reduceCost) ?? ((fenOf(reduceCost) ?? 0) > 0 ? null : 'notAmount')],
    ['leastCostFen', amount(leastCost)],
  ],
  DISCOUNT: ({ percentOff }) => {
    const percent = wholeOf(percentOff) ?? 0;
    return [['percentOff', required(percentOff) ?? (percent >= 1 && percent <= 99 ? null : 'notPercent')]];
  },
  GROUPON: ({ dealDetail }) => [['dealDetail', requiredText(dealDetail, LIMITS.dealDetail)]],
  GIFT: ({ gift }) => [['gift', requiredText(gift, LIMITS.gift)]],
  GENERAL_COUPON: ({ defaultDetail }) => [['defaultDetail', requiredText(defaultDetail, LIMITS.defaultDetail)]],
};

const amount = (text: string): DraftFault | null => (text.trim() === '' || fenOf(text) !== null ? null : 'notAmount');

function wholeFrom(text: string, least: number): DraftFault | null {
  const number = wholeOf(text);
  return required(text) ?? (number !== null && number >= least && number <= 100_000_000 ? null : 'notWhole');
}

function validityChecks(draft: Draft): Check[] {
  if (draft.validityType === 'FIX_TIME_RANGE') {
    const hasBoth = isDay(draft.firstDay) && isDay(draft.lastDay);
    return [
      ['validity.from', isDay(draft.firstDay) ? null : 'missing'],
      [
        'validity.until',
        isDay(draft.lastDay) ? (hasBoth && draft.lastDay < draft.firstDay ? 'endsBefore' : null) : 'missing',
      ],
    ];
  }
  const days = wholeOf(draft.termDays);
  const wait = wholeOf(draft.termStartDays);
  return [
    ['validity.termDays', required(draft.termDays) ?? (days !== null && days >= 1 && days <= 4000 ? null : 'notDays')],
    ['validity.termStartDays', wait !== null && wait <= 4000 ? null : 'notDays'],
  ];
}

function entryChecks(name: EntryName, entry: EntryDraft): Check[] {
  const isCenter = name === 'center';
  const url = entry.url.trim();
  return [
    [`${name}.title`, within(entry.title, isCenter ? LIMITS.centerTitle : LIMITS.entryTitle)],
    [`${name}.subTitle`, within(entry.subTitle, isCenter ? LIMITS.centerSubTitle : LIMITS.entrySubTitle)],
    [`${name}.url`, within(url, LIMITS.link) ?? (url === '' || isAddress(url) ? null : 'notAddress')],
    [`${name}.appUserName`, within(entry.appUserName, LIMITS.link)],
    [`${name}.appPath`, within(entry.appPath, LIMITS.link)],
  ];
}

const isAddress = (url: string): boolean =>
  URL.canParse(/^[a-z]+:/i.test(url) ? url : `http://${url}`) &&
  !/[\s<>"]/.test(url) &&
  !/^(?!https?:)[a-z]+:\/\//i.test(url);

function conditionChecks(draft: Draft): Check[] {
  if (draft.kind === 'CASH')
    return [
      ['useCondition.acceptCategory', within(draft.acceptCategory, LIMITS.category)],
      ['useCondition.rejectCategory', within(draft.rejectCategory, LIMITS.category)],
    ];
  if (draft.kind !== 'GIFT') return [];
  return [
    ['useCondition.leastCostFen', amount(draft.conditionLeastCost)],
    ['useCondition.objectUseFor', within(draft.objectUseFor, LIMITS.category)],
  ];
}

const detailChecks = (draft: Draft): Check[] => [
  ...draft.timeLimits.map(({ days }, index): Check => [`timeLimits.${index}.days`, days.length === 0 ? 'noDay' : null]),
  ['abstract.text', within(draft.abstractText, LIMITS.abstractText)],
  ...draft.textImages.flatMap(({ imageUrl, text }, index): Check[] => [
    [`textImages.${index}.imageUrl`, required(imageUrl)],
    [`textImages.${index}.text`, requiredText(text, LIMITS.detailText)],
  ]),
  ['source', within(draft.source, LIMITS.source)],
  ['externalId', within(draft.externalId, LIMITS.externalId)],
];
