import type { Draft, EntryDraft, EntryName, TextImageDraft, TimeLimitDraft } from './draft.ts';
import type { BenefitGroup, KindDrafts } from './kind-drafts.ts';

export type DraftChange =
  | { type: 'set'; fields: Partial<Draft> }
  | { type: 'setEntry'; entry: EntryName; fields: Partial<EntryDraft> }
  | BenefitChange
  | { type: 'addTextImage' }
  | { type: 'setTextImage'; at: number; fields: Partial<TextImageDraft> }
  | { type: 'removeTextImage'; at: number }
  | { type: 'addTimeLimit' }
  | { type: 'setTimeLimit'; at: number; fields: Partial<TimeLimitDraft> }
  | { type: 'removeTimeLimit'; at: number };

/** Fields of what one kind gives. */
type BenefitChange = { type: 'setBenefit'; group: BenefitGroup; fields: Partial<KindDrafts[BenefitGroup]> };

/** The draft after one change. */
export function changeDraft(draft: Draft, change: DraftChange): Draft {
  switch (change.type) {
    case 'set':
      return { ...draft, ...change.fields };
    case 'setEntry':
      return { ...draft, [change.entry]: { ...draft[change.entry], ...change.fields } };
    case 'setBenefit':
      return { ...draft, [change.group]: { ...draft[change.group], ...change.fields } };
    case 'addTextImage':
      return { ...draft, textImages: [...draft.textImages, { imageUrl: '', text: '' }] };
    case 'setTextImage':
      return { ...draft, textImages: replaced(draft.textImages, change.at, change.fields) };
    case 'removeTextImage':
      return { ...draft, textImages: without(draft.textImages, change.at) };
    case 'addTimeLimit':
      return { ...draft, timeLimits: [...draft.timeLimits, { days: [], begin: '', end: '' }] };
    case 'setTimeLimit':
      return { ...draft, timeLimits: replaced(draft.timeLimits, change.at, change.fields) };
    case 'removeTimeLimit':
      return { ...draft, timeLimits: without(draft.timeLimits, change.at) };
    default:
      return change satisfies never;
  }
}

const replaced = <T>(list: readonly T[], at: number, fields: Partial<T>): T[] =>
  list.map((item, index) => (index === at ? { ...item, ...fields } : item));

const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);
