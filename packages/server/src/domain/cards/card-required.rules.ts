import { type Field, InvalidInputError } from '../kit/errors.ts';
import { isBlank } from '../kit/text.ts';
import type { CardDraft } from './card-draft.ts';
import { requiredOfValidity } from './card-validity.rules.ts';
import { assertBenefitIsWhole } from './kinds/index.ts';

const REQUIRED: readonly (keyof CardDraft)[] = [
  'logoUrl',
  'codeType',
  'brandName',
  'title',
  'color',
  'notice',
  'description',
  'quantity',
  'validity',
  'benefit',
];

/** Refuses the first field that a draft can't do without, however deep it stands: nothing else is judged before. */
export function assertRequired(draft: CardDraft): void {
  const names = [...REQUIRED.map((name) => [name]), ...requiredOfValidity(draft)];
  for (const field of names) {
    if (isBlank(valueAt(draft, field))) throw new InvalidInputError(field, 'Missing', 'MISSING');
  }
  assertBenefitIsWhole(draft.kind, draft.benefit ?? {});
  assertWholeDetails(draft);
}

function assertWholeDetails(draft: CardDraft): void {
  draft.textImages?.forEach((item, index) => {
    for (const part of ['imageUrl', 'text'] as const) {
      if (isBlank(item[part]))
        throw new InvalidInputError(['textImages', index, part], 'Image and text belong together', 'DETAILS');
    }
  });
}

const valueAt = (draft: CardDraft, field: Field): unknown =>
  field.reduce(
    (at: unknown, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
    draft,
  );
