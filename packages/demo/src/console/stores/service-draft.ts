import type { StoreService, StoreUpdateInput } from '../../generated/console.ts';

const TEXTS = ['telephone', 'openTime', 'averagePriceYuan', 'recommend', 'special', 'introduction'] as const;
type TextName = (typeof TEXTS)[number];

/** What can be changed of a store (S2) while it is being written: texts as they stand in the controls. */
export type ServiceDraft = Record<TextName, string> & { photoUrls: readonly string[] };

/** A store holds so many photos (S1). */
export const MOST_PHOTOS = 20;

/** What is there, as the controls show it. */
export const serviceDraftOf = (store: StoreService): ServiceDraft => ({
  telephone: store.telephone,
  openTime: store.openTime ?? '',
  averagePriceYuan: store.averagePriceYuan === null ? '' : String(store.averagePriceYuan),
  recommend: store.recommend ?? '',
  special: store.special ?? '',
  introduction: store.introduction ?? '',
  photoUrls: store.photoUrls,
});

export type ServiceFault = 'missing' | 'notWhole';

/** What the server would refuse anyway, all at once. */
export function checkService({ telephone, averagePriceYuan }: ServiceDraft): Map<string, ServiceFault> {
  const faults = new Map<string, ServiceFault>();
  if (telephone.trim() === '') faults.set('telephone', 'missing');
  if (averagePriceYuan.trim() !== '' && wholeOf(averagePriceYuan) === null) faults.set('averagePriceYuan', 'notWhole');
  return faults;
}

const wholeOf = (text: string): number | null => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : null);

const textOf = (text: string): string | null => (text.trim() === '' ? null : text.trim());

type Changes = Pick<StoreUpdateInput, keyof ServiceDraft>;

const inputOf = (draft: ServiceDraft): Changes => ({
  telephone: textOf(draft.telephone),
  openTime: textOf(draft.openTime),
  averagePriceYuan: wholeOf(draft.averagePriceYuan),
  recommend: textOf(draft.recommend),
  special: textOf(draft.special),
  introduction: textOf(draft.introduction),
  photoUrls: draft.photoUrls,
});

/** Whether the person has changed the field; what was put back is not changed. */
const differs = (name: string, before: object, after: object): boolean =>
  JSON.stringify(Reflect.get(before, name)) !== JSON.stringify(Reflect.get(after, name));

/** What the person has changed, as the server takes it; empty where nothing was. */
export const serviceChangesOf = (before: ServiceDraft, after: ServiceDraft): Changes =>
  Object.fromEntries(Object.entries(inputOf(after)).filter(([name]) => differs(name, before, after)));

/** A draft on a newer base: what the person has changed stays, everything else is as it is now. */
export const rebasedService = (draft: ServiceDraft, { from, to }: { from: ServiceDraft; to: ServiceDraft }) => ({
  ...to,
  ...Object.fromEntries(Object.entries(draft).filter(([name]) => differs(name, from, draft))),
});

/** Where in the form a path of the server is shown; null: it is about the store as a whole. */
export function serviceFieldOf([first, second]: readonly string[]): string | null {
  if (first === 'photoUrls') return `photoUrls.${second ?? 0}`;
  return TEXTS.find((name) => name === first) ?? null;
}
