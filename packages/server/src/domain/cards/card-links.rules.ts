import { InvalidInputError, type Field } from '../kit/errors.ts';
import type { CardDraft, EntryDraft } from './card-draft.ts';

/**
 * A link as it is stored: scheme-less addresses, which old integrations send (`www.qq.com`), are taken as http.
 * Null when it is no http(s) address.
 */
export function normaliseLink(link: string): string | null {
  const text = /^[a-z][a-z0-9+.-]*:/i.test(link) && !/^[^/]*:\d/.test(link) ? link : `http://${link}`;
  if (/[\s<>"]/.test(text) || !URL.canParse(text)) return null;
  return /^https?:$/.test(new URL(text).protocol) ? text : null;
}

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
  return images.flatMap(({ field, url }) => (url ? [{ field, url }] : []));
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
