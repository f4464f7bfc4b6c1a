import { type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import { CardCopy, type CardCopyInput, type CardDetailData } from '../../generated/console.ts';
import { go } from '../app/navigation.tsx';
import { wholeOf } from '../card-form/inputs.ts';
import { LIMITS } from '../card-form/limits.ts';
import { newIdempotencyKey } from '../data/idempotency-key.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { dayAfter, dayOf, startOfDay } from '../format/time.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';
import { lifeTexts } from './card-life.texts.ts';

type Card = NonNullable<CardDetailData['card']>;

const COPY_DAYS = 30;

type CopyDraft = { title: string; quantity: string; lastDay: string };

/** Makes a new card of this one (C10), with a later end where its own is past. */
export function CopyDialog({ card, onClose }: { card: Card; onClose: () => void }): ReactNode {
  const texts = useTexts(lifeTexts);
  const { timeZone } = useDesk().merchant;
  const [today] = useState(() => dayOf(new Date(), timeZone));
  const [draft, setDraft] = useState<CopyDraft>({
    title: card.title,
    quantity: '0',
    lastDay: dayAfter(today, COPY_DAYS),
  });
  const { faults, problem, isBusy, copy } = useCopy(card, today);
  const set = (name: keyof CopyDraft) => (value: string) => setDraft((before) => ({ ...before, [name]: value }));
  return (
    <Dialog
      title={texts.copyTitle}
      confirm={texts.copy}
      cancel={texts.cancel}
      isBusy={isBusy}
      onConfirm={() => void copy(draft)}
      onClose={onClose}
    >
      <p className="hint">{texts.copyHint}</p>
      {problem && <ProblemNotice problem={problem} />}
      <FaultsContext value={faults}>
        <TextField
          path="title"
          label={texts.copyName}
          value={draft.title}
          onChange={set('title')}
          limit={LIMITS.title}
          isRequired
        />
        {card.codeMode !== 'DEPOSITED' && (
          <TextField
            path="quantity"
            label={texts.copyQuantity}
            value={draft.quantity}
            onChange={set('quantity')}
            inputMode="numeric"
          />
        )}
        {isOver(card) && (
          <TextField
            path="validity"
            label={texts.copyUntil}
            hint={texts.copyUntilHint}
            type="date"
            min={today}
            value={draft.lastDay}
            onChange={set('lastDay')}
            isRequired
          />
        )}
      </FaultsContext>
    </Dialog>
  );
}

const isOver = ({ validity }: Card): boolean => validity.until !== null && Date.parse(validity.until) <= Date.now();

type Copying = {
  faults: Faults;
  problem: Problem | null;
  isBusy: boolean;
  /** Goes to the copy once it is made. */
  copy: (draft: CopyDraft) => Promise<void>;
};

/** One copy, however often it is sent. */
function useCopy(card: Card, today: string): Copying {
  const texts = useTexts(lifeTexts);
  const say = useToast();
  const { timeZone } = useDesk().merchant;
  const [key] = useState(newIdempotencyKey);
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, send] = useMutation(CardCopy);
  const copy = async ({ title, quantity, lastDay }: CopyDraft): Promise<void> => {
    const until = startOfDay(dayAfter(lastDay, 1), timeZone);
    const input: CardCopyInput = {
      id: card.id,
      title,
      quantity: card.codeMode === 'DEPOSITED' ? 0 : wholeOf(quantity),
      ...(isOver(card) ? { validity: { ...renewed(card.validity, startOfDay(today, timeZone)), until } } : {}),
      idempotencyKey: key,
    };
    const { data, error } = await send({ input });
    setProblem(error ? problemOf(error) : null);
    const refusals = data?.cardCopy.userErrors ?? [];
    setFaults(Object.fromEntries(refusals.map(({ field, message }) => [field[0] ?? 'title', message])));
    const made = data?.cardCopy.card;
    if (!made) return;
    say(texts.copied(made.title));
    go({ page: 'card', id: made.id });
  };
  return { faults, problem, isBusy: fetching, copy };
}

/** The same kind of validity, from today on. */
const renewed = ({ type, termDays, termStartDays }: Card['validity'], from: string) =>
  type === 'FIX_TIME_RANGE' ? { type, from } : { type, termDays, termStartDays };
