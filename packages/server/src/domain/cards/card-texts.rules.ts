import { type Field, InvalidInputError } from '../kit/errors.ts';
import { byteLength, fitsWidth, isStorableText } from '../kit/text.ts';
import type { CardDraft, EntryDraft } from './card-draft.ts';
import { textsOfBenefit } from './kinds/index.ts';

/** A limit of display width (C2) or of bytes (seed 004, 3 bytes a CJK character). */
type Limit = { width: number } | { bytes: number };
type Text = { field: Field; text: string | null | undefined; limit: Limit };

const LINK_BYTES = 128;
const CATEGORY_BYTES = 512;

/** Every text of a draft with its limit, in the order in which they are judged. */
function textsOf(draft: CardDraft): Text[] {
  return [
    { field: ['logoUrl'], text: draft.logoUrl, limit: { bytes: LINK_BYTES } },
    { field: ['brandName'], text: draft.brandName, limit: { width: 12 } },
    { field: ['title'], text: draft.title, limit: { width: 9 } },
    { field: ['subTitle'], text: draft.subTitle, limit: { width: 18 } },
    { field: ['notice'], text: draft.notice, limit: { width: 16 } },
    { field: ['description'], text: draft.description, limit: { width: 1024 } },
    { field: ['servicePhone'], text: draft.servicePhone, limit: { bytes: 24 } },
    { field: ['source'], text: draft.source, limit: { bytes: 36 } },
    { field: ['externalId'], text: draft.externalId, limit: { bytes: 64 } },
    ...textsOfBenefit(draft.kind, draft.benefit ?? {}).map(({ bytes, ...text }) => ({ ...text, limit: { bytes } })),
    { field: ['abstract', 'text'], text: draft.abstract?.text, limit: { width: 24 } },
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
      { field: ['textImages', index, 'text'], text: item.text, limit: { bytes: CATEGORY_BYTES } },
    ]),
  ];
}

function entryTexts(
  name: string,
  entry: EntryDraft | null | undefined,
  bytes: { title: number; subTitle: number },
): Text[] {
  return [
    { field: [name, 'title'], text: entry?.title, limit: { bytes: bytes.title } },
    { field: [name, 'subTitle'], text: entry?.subTitle, limit: { bytes: bytes.subTitle } },
    { field: [name, 'url'], text: entry?.url, limit: { bytes: LINK_BYTES } },
    { field: [name, 'appUserName'], text: entry?.appUserName, limit: { bytes: LINK_BYTES } },
    { field: [name, 'appPath'], text: entry?.appPath, limit: { bytes: LINK_BYTES } },
  ];
}

/** Refuses the first text that is longer than its limit (45021), or that holds a NUL, which PostgreSQL cannot keep. */
export function assertTexts(draft: CardDraft): void {
  for (const { field, text, limit } of textsOf(draft)) {
    if (text === null || text === undefined) continue;
    if (!isStorableText(text)) throw new InvalidInputError(field, 'Holds a character that is no text');
    const fits = 'width' in limit ? fitsWidth(text, limit.width) : byteLength(text) <= limit.bytes;
    if (!fits)
      throw new InvalidInputError(
        field,
        'width' in limit
          ? `At most ${limit.width} wide or ${limit.width * 2} narrow characters`
          : `At most ${limit.bytes} bytes`,
        'TOO_LONG',
      );
  }
}
