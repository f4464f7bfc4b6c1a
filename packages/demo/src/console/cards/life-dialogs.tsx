import { type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import { CardDelete, CardRelist, CardWithdraw, type Refusal } from '../../generated/console.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import type { Stock } from '../stock/use-live-stock.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { lifeTexts } from './card-life.texts.ts';

type Answer = { userErrors: readonly Refusal[] };
type DialogProps = { id: string; onClose: () => void; onDone: () => void };

export function WithdrawDialog({ id, ...rest }: DialogProps): ReactNode {
  const texts = useTexts(lifeTexts);
  const [{ fetching }, withdraw] = useMutation(CardWithdraw);
  const send = async () => {
    const { data, error } = await withdraw({ input: { id } });
    return { answer: data?.cardWithdraw, problem: error && problemOf(error) };
  };
  return (
    <Question
      title={texts.withdrawTitle}
      points={texts.withdrawPoints}
      confirm={texts.withdraw}
      done={texts.withdrawn}
      isBusy={fetching}
      send={send}
      {...rest}
    />
  );
}

export function RelistDialog({ id, ...rest }: DialogProps): ReactNode {
  const texts = useTexts(lifeTexts);
  const [{ fetching }, relist] = useMutation(CardRelist);
  const send = async () => {
    const { data, error } = await relist({ input: { id } });
    return { answer: data?.cardRelist, problem: error && problemOf(error) };
  };
  return (
    <Question
      title={texts.relistTitle}
      points={texts.relistPoints}
      confirm={texts.relist}
      done={texts.relisted}
      isBusy={fetching}
      send={send}
      {...rest}
    />
  );
}

/** Says what becomes of the codes in users' hands before it is done for good. */
export function DeleteDialog({ id, stock, ...rest }: DialogProps & { stock: Stock }): ReactNode {
  const texts = useTexts(lifeTexts);
  const [{ fetching }, remove] = useMutation(CardDelete);
  const send = async () => {
    const { data, error } = await remove({ input: { id } });
    return { answer: data?.cardDelete, problem: error && problemOf(error) };
  };
  return (
    <Question
      title={texts.deleteTitle}
      points={texts.deletePoints(stock.quantity - stock.left, stock.left)}
      confirm={texts.delete}
      done={texts.deleted}
      isDestroying
      isBusy={fetching}
      send={send}
      {...rest}
    />
  );
}

type QuestionProps = Omit<DialogProps, 'id'> & {
  title: string;
  points: readonly string[];
  confirm: string;
  done: string;
  isDestroying?: boolean;
  isBusy: boolean;
  send: () => Promise<{ answer: Answer | undefined; problem: Problem | undefined }>;
};

function Question({
  title,
  points,
  confirm,
  done,
  isDestroying,
  isBusy,
  send,
  onClose,
  onDone,
}: QuestionProps): ReactNode {
  const texts = useTexts(lifeTexts);
  const say = useToast();
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const run = async (): Promise<void> => {
    const { answer, problem } = await send();
    const [refusal] = answer?.userErrors ?? [];
    if (problem) return setTrouble(problem);
    if (refusal) return setTrouble({ code: refusal.code, message: refusal.message, requestId: null });
    say(done);
    onDone();
  };
  return (
    <Dialog
      title={title}
      confirm={confirm}
      cancel={texts.cancel}
      isDestroying={isDestroying ?? false}
      isBusy={isBusy}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {trouble && <ProblemNotice problem={trouble} />}
    </Dialog>
  );
}
