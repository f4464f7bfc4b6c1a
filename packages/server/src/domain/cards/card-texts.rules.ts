import { type Field, InvalidInputError } from '../kit/errors.ts';
import { byteLength, fitsWidth, isPlainText } from '../kit/text.ts';
import type { CardDraft, EntryDraft } from './card-draft.ts';
import { textsOfBenefit } from './kinds/index.ts';

/** A limit of display width (C2) or of bytes (seed 004, 3 bytes a CJK character). */
type Limit = { width: number } | { bytes: number };
/** `lines`: whether it may have several; one unless it says so. */
type Text = { field: Field; text: string | null | undefined; limit: Limit; lines?: 'many-lines' };

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
    { field: ['description'], text: draft.description, limit: { width: 1024 }, lines: 'many-lines' },
    { field: ['servicePhone'], text: draft.servicePhone, limit: { bytes: 24 } },
    { field: ['source'], text: draft.source, limit: { bytes: 36 } },
    { field: ['externalId'], text: draft.externalId, limit: { bytes: 64 } },
    ...textsOfBenefit(draft.kind, draft.benefit ?? {}).map(manyLines),
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

const manyLines = ({ bytes, ...text }: Pick<Text, 'field' | 'text'> & { bytes: number }): Text => ({
  ...text,
  limit: { bytes },
  lines: 'many-lines',
});

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

/** Refuses the first text that is longer than its limit (45021), or that holds what cannot be kept or seen. */
export function assertTexts(draft: CardDraft): void {
  for (const { field, text, limit, lines = 'one-line' } of textsOf(draft)) {
    if (text === null || text === undefined) continue;
    if (!isPlainText(text, lines)) throw new InvalidInputError(field, unseen(lines));
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

const unseen = (lines: 'one-line' | 'many-lines'): string =>
  `Holds a character that can not be seen${lines === 'one-line' ? ', or more than one line' : ''}`;
