import { useReducer, useRef, useState } from 'react';
import { useClient, useMutation } from 'urql';
import {
  CardEdit,
  CardUpdate,
  type CardUpdateData,
  type EditedCard,
  type ReviewedFace,
} from '../../generated/console.ts';
import { newIdempotencyKey } from '../data/idempotency-key.ts';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { faultTexts } from './fault.texts.ts';
import { changedInput, rebased } from './changed-input.ts';
import type { Draft } from './draft.ts';
import { changeDraft, type DraftChange } from './draft-changes.ts';
import { draftOfFace } from './draft-of-face.ts';
import { noTrouble, ownFaults, type Trouble, troubleOf } from './trouble.ts';

type Saved = NonNullable<CardUpdateData['cardUpdate']['card']>;

export type CardEditing = {
  card: EditedCard;
  draft: Draft;
  change: (change: DraftChange) => void;
  hasChanges: boolean;
  trouble: Trouble;
  isBusy: boolean;
  /** Somebody else was faster: what was read is no longer what is there. */
  isStale: boolean;
  save: () => Promise<Saved | null>;
  undo: () => void;
  /** Reads the card anew under what was changed here. */
  loadNewer: () => Promise<void>;
};

/** The face on which an edit begins: with what already waits for review. */
export function baseOf(card: EditedCard, timeZone: string): Draft {
  const waiting = card.pendingVersion?.face;
  return draftOfFace(
    waiting ? { ...card, ...waiting, benefit: withChange(card.benefit, waiting.benefit) } : card,
    card,
    timeZone,
  );
}

type Benefit = EditedCard['benefit'];

/** A benefit with what of it waits for review. */
function withChange(benefit: Benefit, waiting: ReviewedFace['benefit']): Benefit {
  if (benefit.__typename === 'MovieTicketBenefit' && waiting.__typename === benefit.__typename)
    return { ...benefit, ...waiting };
  return benefit.__typename === 'MemberCardBenefit' && waiting.__typename === benefit.__typename
    ? { ...benefit, ...waiting }
    : benefit;
}

/** One edit of a card, from what was read to what the server said of it. */
export function useCardEdit(first: EditedCard): CardEditing {
  const texts = useTexts(faultTexts);
  const { timeZone } = useDesk().merchant;
  const client = useClient();
  const [card, setCard] = useState(first);
  const base = baseOf(card, timeZone);
  const [draft, change] = useReducer(changeDraft, base);
  const [trouble, setTrouble] = useState(noTrouble);
  const [isStale, setStale] = useState(false);
  const [{ fetching }, send] = useMutation(CardUpdate);
  const changes = changedInput(base, draft, timeZone);
  const keyOf = useAttemptKey();

  const save = async (): Promise<Saved | null> => {
    const faults = newFaults(ownFaults(base, texts), ownFaults(draft, texts));
    setTrouble({ ...noTrouble, faults });
    if (Object.keys(faults).length > 0) return null;
    const input = { ...changes, id: card.id, expectedVersion: card.version, idempotencyKey: keyOf(changes) };
    const { data, error } = await send({ input });
    if (error) setTrouble({ ...noTrouble, problem: problemOf(error) });
    const refusals = data?.cardUpdate.userErrors ?? [];
    const others = refusals.filter(({ code }) => code !== 'STALE_VERSION');
    setStale(others.length < refusals.length);
    if (data) setTrouble(troubleOf(others, { draft, texts }));
    return data?.cardUpdate.card ?? null;
  };
  const loadNewer = async (): Promise<void> => {
    const answer = await client.query(CardEdit, { id: card.id }, { requestPolicy: 'network-only' }).toPromise();
    const newer = answer.data?.card;
    if (answer.error) setTrouble({ ...noTrouble, problem: problemOf(answer.error) });
    if (!newer) return;
    change({ type: 'set', fields: rebased(draft, { from: base, to: baseOf(newer, timeZone) }) });
    setCard(newer);
    setStale(false);
  };
  return {
    card,
    draft,
    change,
    hasChanges: Object.keys(changes).length > 0,
    trouble,
    isBusy: fetching,
    isStale,
    save,
    undo: () => {
      setTrouble(noTrouble);
      change({ type: 'set', fields: base });
    },
    loadNewer,
  };
}

/** The same key for the same changes: sent once more after a lost answer, they are told what came of the first time. */
function useAttemptKey(): (changes: object) => string {
  const attempt = useRef({ changes: '', key: '' });
  return (changes) => {
    const text = JSON.stringify(changes);
    if (attempt.current.changes !== text) attempt.current = { changes: text, key: newIdempotencyKey() };
    return attempt.current.key;
  };
}

/** What was let in once, by other doors than this form, stands in nobody's way. */
const newFaults = (before: Trouble['faults'], now: Trouble['faults']): Trouble['faults'] =>
  Object.fromEntries(Object.entries(now).filter(([path]) => before[path] === undefined));
