import type { EditedCard } from '../../generated/console.ts';
import { useFieldWords } from '../cards/field-words.tsx';
import { useTexts } from '../language/language.tsx';
import type { FieldNote, NoteOf } from '../ui/field-notes.tsx';
import { editTexts } from './edit.texts.ts';
import { type Change, changeOf } from './field-changes.ts';

const TONES = {
  review: 'review',
  onlyOn: 'review',
  never: 'fixed',
  atOnce: 'plain',
  widenOnly: 'plain',
  growOnly: 'plain',
} as const satisfies Record<Change, FieldNote['tone']>;

/** What each field of an edit says about its change, and what is live while a change of it waits. */
export function useFieldNotes(card: EditedCard): NoteOf {
  const texts = useTexts(editTexts);
  const { valueOf, nothing } = useFieldWords();
  const { pendingVersion } = card;
  return (path) => {
    const change = changeHere(card, path);
    const note = { tag: texts.tags[change], tone: TONES[change] };
    const field = pendingVersion?.fields.find((one) => isAt(path, one));
    const live = field === undefined ? null : valueOf(field, card);
    if (live === null) return note;
    const text = live.text === '' && live.imageUrls.length > 0 ? texts.livePicture : texts.live(live.text || nothing);
    return { ...note, text };
  };
}

/** Only a fixed span is ever widened (40100); what has been switched on stays on (40135). */
function changeHere({ kind, validity, benefit }: EditedCard, path: string): Change {
  if (path === 'validity.type') return 'never';
  if (path.startsWith('validity.') && validity.type !== 'FIX_TIME_RANGE') return 'never';
  const change = changeOf(kind, path);
  if (change !== 'onlyOn' || benefit.__typename !== 'MemberCardBenefit') return change;
  const isOn = path === 'showsBonus' ? benefit.showsBonus : benefit.showsBalance;
  return isOn ? 'never' : change;
}

/** Whether a field that the server names stands at this path of the form. */
function isAt(path: string, field: string): boolean {
  const name = field.replace(/^benefit\./, '');
  return path === name || path.split('.')[0] === name;
}
