import type { CardDraft, EntryDraft } from './card-draft.ts';
import { textsOfBenefit } from './kinds/index.ts';
import { assertText, type LimitedText } from './text.rules.ts';

const LINK_BYTES = 128;
const CATEGORY_BYTES = 512;

/** Every text of a draft with its limit, in the order in which they are judged. */
function textsOf(draft: CardDraft): LimitedText[] {
  return [
    { field: ['logoUrl'], text: draft.logoUrl, limit: { bytes: LINK_BYTES } },
    { field: ['brandName'], text: draft.brandName, limit: { width: 12 } },
    { field: ['title'], text: draft.title, limit: { width: 9 } },
    { field: ['subTitle'], text: draft.subTitle, limit: { width: 18 } },
    { field: ['notice'], text: draft.notice, limit: { width: 16 } },
    { field: ['description'], text: draft.description, limit: { width: 1024 }, lines: 'many-lines' },
    { field: ['servicePhone'], text: draft.servicePhone, limit: { bytes: 24 } },
    { field: ['source'], text: draft.source, limit: { bytes: 36 } },
    { field: ['externalId'], text: draft.externalId, limit: { bytes: 64 } },
    ...textsOfBenefit(draft.kind, draft.benefit ?? {}),
    { field: ['abstract', 'text'], text: draft.abstract?.text, limit: { width: 24 }, lines: 'many-lines' },
    ...entryTexts('center', draft.center, { title: 18, subTitle: 24 }),
    ...entryTexts('custom', draft.custom, { title: 15, subTitle: 18 }),
    ...entryTexts('promotion', draft.promotion, { title: 15, subTitle: 18 }),
    {
      field: ['useCondition', 'acceptCategory'],
      text: draft.useCondition?.acceptCategory,
      limit: { bytes: CATEGORY_BYTES },
    },
    {
      field: ['useCondition', 'rejectCategory'],
      text: draft.useCondition?.rejectCategory,
      limit: { bytes: CATEGORY_BYTES },
    },
    {
      field: ['useCondition', 'objectUseFor'],
      text: draft.useCondition?.objectUseFor,
      limit: { bytes: CATEGORY_BYTES },
    },
    ...(draft.abstract?.iconUrls ?? []).map((text, index) => ({
      field: ['abstract', 'iconUrls', index],
      text,
      limit: { bytes: LINK_BYTES },
    })),
    ...(draft.textImages ?? []).flatMap((item, index) => [
      { field: ['textImages', index, 'imageUrl'], text: item.imageUrl, limit: { bytes: LINK_BYTES } },
      manyLines({ field: ['textImages', index, 'text'], text: item.text, bytes: CATEGORY_BYTES }),
    ]),
  ];
}

const manyLines = ({ bytes, ...text }: Pick<LimitedText, 'field' | 'text'> & { bytes: number }): LimitedText => ({
  ...text,
  limit: { bytes },
  lines: 'many-lines',
});

function entryTexts(
  name: string,
  entry: EntryDraft | null | undefined,
  bytes: { title: number; subTitle: number },
): LimitedText[] {
  return [
    { field: [name, 'title'], text: entry?.title, limit: { bytes: bytes.title } },
    { field: [name, 'subTitle'], text: entry?.subTitle, limit: { bytes: bytes.subTitle } },
    { field: [name, 'url'], text: entry?.url, limit: { bytes: LINK_BYTES } },
    { field: [name, 'appUserName'], text: entry?.appUserName, limit: { bytes: LINK_BYTES } },
    { field: [name, 'appPath'], text: entry?.appPath, limit: { bytes: LINK_BYTES } },
  ];
}

/** Refuses the first text that is longer than its limit (45021), or that holds what cannot be kept or seen. */
export function assertTexts(draft: CardDraft): void {
  for (const text of textsOf(draft)) assertText(text);
}
