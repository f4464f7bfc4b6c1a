import type { Language } from '../format/time.ts';
import { importStoresTexts } from './import.texts.ts';
import { headingOf } from './store-template.ts';
import type { StoresFault } from './upload-stores.ts';

const KINDS = ['missing', 'unknown', 'twice'] as const;

/** Why a file was not taken: the columns at fault by their headings, else what is wrong with all of it. */
export function storesFaultText({ fault, ofFile, message, columns }: StoresFault, language: Language): string {
  const texts = importStoresTexts[language];
  if (fault !== 'refused') return texts.faults[fault];
  const lists = KINDS.flatMap((kind) => {
    const names = columns[kind].map((name) => (name === '' ? texts.noHeading : headingOf(name, language)));
    return names.length > 0 ? [texts.wrongColumns[kind](names)] : [];
  });
  if (lists.length > 0) return lists.join(texts.between);
  return texts.fileFaults[ofFile ?? ''] ?? message ?? texts.faults.refused;
}
