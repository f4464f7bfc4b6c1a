import { useCallback, useEffect, useReducer } from 'react';
import { dayOf } from '../format/time.ts';
import { useDesk } from '../session/desk.tsx';
import { newIdempotencyKey } from '../data/idempotency-key.ts';
import { type Draft, newDraft } from './draft.ts';
import { changeDraft, type DraftChange } from './draft-changes.ts';
import { forgetDraft, keepDraft, keptDraft } from './draft-storage.ts';

type CardDraft = {
  draft: Draft;
  change: (change: DraftChange) => void;
  /** Forgets all that was written. */
  startOver: () => void;
};

/** The draft of this merchant's next card. It is kept with each change, so that a reload loses nothing. */
export function useCardDraft(): CardDraft {
  const { merchant } = useDesk();
  const fresh = (): Draft => newDraft(dayOf(new Date(), merchant.timeZone), newIdempotencyKey());
  const [draft, change] = useReducer(changeDraft, null, () => keptDraft(sessionStorage, merchant.id, fresh()));
  useEffect(() => keepDraft(sessionStorage, merchant.id, draft), [merchant.id, draft]);
  const startOver = useCallback(() => {
    forgetDraft(sessionStorage, merchant.id);
    change({ type: 'set', fields: newDraft(dayOf(new Date(), merchant.timeZone), newIdempotencyKey()) });
  }, [merchant.id, merchant.timeZone]);
  return { draft, change, startOver };
}
