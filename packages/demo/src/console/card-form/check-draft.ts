import { isDay } from '../format/time.ts';
import { wholeOf } from './inputs.ts';
import { validityTypeOf } from './card-input.ts';
import { benefitChecks } from './check-benefit.ts';
import { address, amount, type Check, type DraftFault, required, requiredText, wholeFrom, within } from './checks.ts';
import type { Draft, EntryDraft, EntryName } from './draft.ts';
import { LIMITS } from './limits.ts';

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
    ['quantity', draft.codeMode === 'DEPOSITED' ? null : wholeFrom(draft.quantity, 0)],
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

function validityChecks(draft: Draft): Check[] {
  const type = validityTypeOf(draft);
  if (type === 'PERMANENT') return [];
  if (type === 'FIX_TIME_RANGE') {
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
  return [
    [`${name}.title`, within(entry.title, isCenter ? LIMITS.centerTitle : LIMITS.entryTitle)],
    [`${name}.subTitle`, within(entry.subTitle, isCenter ? LIMITS.centerSubTitle : LIMITS.entrySubTitle)],
    [`${name}.url`, address(entry.url)],
    [`${name}.appUserName`, within(entry.appUserName, LIMITS.link)],
    [`${name}.appPath`, within(entry.appPath, LIMITS.link)],
  ];
}

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
