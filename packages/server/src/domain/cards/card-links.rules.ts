import { InvalidInputError, type Field } from '../kit/errors.ts';
import type { CardDraft, EntryDraft } from './card-draft.ts';
import { imagesOfBenefit } from './kinds/index.ts';
import { normaliseLink } from './link.rules.ts';

/** Refuses images whose address is none; whose host may be used is asked later (C11). */
export function assertImageAddresses(draft: CardDraft): void {
  for (const { field, url } of imagesOf(draft)) {
    if (!/^https?:\/\//i.test(url) || /[\s<>"]/.test(url) || !URL.canParse(url))
      throw new InvalidInputError(field, 'No http(s) address', 'IMAGE_URL');
  }
}

/** Every image of a draft. */
export function imagesOf(draft: CardDraft): { field: Field; url: string }[] {
  const images: { field: Field; url: string | null | undefined }[] = [
    { field: ['logoUrl'], url: draft.logoUrl },
    ...(draft.abstract?.iconUrls ?? []).map((url, index) => ({ field: ['abstract', 'iconUrls', index], url })),
    ...(draft.textImages ?? []).map(({ imageUrl }, index) => ({
      field: ['textImages', index, 'imageUrl'],
      url: imageUrl,
    })),
  ];
  const ofBenefit = imagesOfBenefit(draft.kind, draft.benefit ?? {});
  return [...images.flatMap(({ field, url }) => (url ? [{ field, url }] : [])), ...ofBenefit];
}

/** An entry as it is stored, or null when nothing was given. */
export function parseEntry(name: string, entry: EntryDraft | null | undefined): StoredEntry | null {
  if (!entry || !Object.values(entry).some(Boolean)) return null;
  const url = entry.url ? normaliseLink(entry.url) : null;
  if (entry.url && url === null) throw new InvalidInputError([name, 'url'], 'No http(s) address');
  return {
    title: entry.title || null,
    subTitle: entry.subTitle || null,
    url,
    appUserName: entry.appUserName || null,
    appPath: entry.appPath || null,
  };
}

export type StoredEntry = {
  title: string | null;
  subTitle: string | null;
  url: string | null;
  appUserName: string | null;
  appPath: string | null;
};
