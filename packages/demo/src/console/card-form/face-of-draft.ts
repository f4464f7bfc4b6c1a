import { hexOf } from '../cards/colors.ts';
import { validityWords } from '../cards/card-words.ts';
import { conditionWords, type FaceEntry, type FaceModel, hoursOfCard } from '../cards/face-model.ts';
import type { cardLabels } from '../cards/card-labels.ts';
import { benefitText, kindFaceOf } from '../cards/kind-face.ts';
import { fenOf } from '../format/money.ts';
import { dayAfter, isDay, type Language, startOfDay } from '../format/time.ts';
import { conditionOf, timeLimitsOf, validityTypeOf } from './card-input.ts';
import { wholeOf } from './inputs.ts';
import { benefitOfDraft } from './benefit-of-draft.ts';
import type { Draft, EntryDraft } from './draft.ts';

type Words = { language: Language; timeZone: string; labels: (typeof cardLabels)['en']; stores: string };

/** The face that a draft will have, with gaps where it has gaps. */
export function faceOfDraft(draft: Draft, { language, timeZone, labels, stores }: Words): FaceModel {
  const benefit = benefitOfDraft(draft, timeZone);
  const leastCost = draft.kind === 'CASH' ? { leastCostFen: fenOf(draft.leastCost) } : {};
  return {
    hex: hexOf(draft.color),
    brandName: draft.brandName,
    logoUrl: draft.logoUrl,
    title: draft.title,
    subTitle: draft.subTitle,
    validity: draftValidity(draft, { language, timeZone }),
    notice: draft.notice,
    description: draft.description,
    servicePhone: draft.servicePhone,
    codeType: draft.codeType,
    entries: { center: entryOf(draft.center), custom: entryOf(draft.custom), promotion: entryOf(draft.promotion) },
    kindFace: kindFaceOf(benefit, { language, timeZone, labels }),
    benefit: benefitText(benefit),
    conditions: conditionWords({ ...conditionOf(draft), ...leastCost }, language),
    hours: hoursOfCard(draftLimits(draft), labels.days),
    services: draft.services,
    stores,
    abstractText: draft.abstractText,
    coverUrl: draft.coverUrl,
    textImages: draft.textImages,
  };
}

const entryOf = ({ title, subTitle }: EntryDraft): FaceEntry | null => (title === '' ? null : { title, subTitle });

function draftValidity(draft: Draft, shown: { language: Language; timeZone: string }): string {
  const endOf = (day: string): string | null => (isDay(day) ? startOfDay(dayAfter(day, 1), shown.timeZone) : null);
  const type = validityTypeOf(draft);
  if (type === 'PERMANENT')
    return validityWords({ type, from: null, until: null, termDays: null, termStartDays: null }, shown);
  if (type === 'FIX_TERM') {
    const [termDays, termStartDays] = [wholeOf(draft.termDays), wholeOf(draft.termStartDays)];
    return validityWords({ type, from: null, until: endOf(draft.termLastDay), termDays, termStartDays }, shown);
  }
  const from = isDay(draft.firstDay) ? startOfDay(draft.firstDay, shown.timeZone) : null;
  return validityWords({ type, from, until: endOf(draft.lastDay), termDays: null, termStartDays: null }, shown);
}

const draftLimits = (draft: Draft): Parameters<typeof hoursOfCard>[0] =>
  timeLimitsOf(draft.timeLimits).flatMap(({ day, beginHour, beginMinute, endHour, endMinute }) =>
    day == null
      ? []
      : [
          {
            day,
            beginHour: beginHour ?? null,
            beginMinute: beginMinute ?? null,
            endHour: endHour ?? null,
            endMinute: endMinute ?? null,
          },
        ],
  );
