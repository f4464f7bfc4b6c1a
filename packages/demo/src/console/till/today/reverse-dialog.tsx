import { type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import { RedemptionReverse, type TodayRow } from '../../../generated/console.ts';
import { newIdempotencyKey } from '../../data/idempotency-key.ts';
import { type Problem, problemOf } from '../../data/problem.ts';
import { useTexts } from '../../language/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { type Faults, FaultsContext } from '../../ui/faults.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { spacedCode } from '../spaced-code.ts';
import { todayTexts } from './today.texts.ts';

type DialogProps = { row: TodayRow; onClose: () => void; onDone: () => void };

/** Takes a redemption back, with the reason that stays on record (R5). */
export function ReverseDialog({ row, onClose, onDone }: DialogProps): ReactNode {
  const texts = useTexts(todayTexts);
  const [reason, setReason] = useState('');
  // One key for this dialog: a lost answer is repeated, not a second reversal.
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, reverse] = useMutation(RedemptionReverse);
  const send = async (): Promise<void> => {
    setProblem(null);
    setFaults(reason.trim() === '' ? { reason: texts.reasonFault } : {});
    if (reason.trim() === '') return;
    const input = { redemptionId: row.id, reason: reason.trim(), idempotencyKey };
    const { data, error } = await reverse({ input });
    if (error) return setProblem(problemOf(error));
    const [refusal] = data?.redemptionReverse.userErrors ?? [];
    if (refusal?.field[0] === 'reason') return setFaults({ reason: refusal.message });
    if (refusal) return setProblem({ ...refusal, requestId: null });
    onDone();
  };
  return (
    <Dialog
      title={texts.reverseTitle}
      confirm={texts.confirm}
      cancel={texts.cancel}
      isDestroying
      isBusy={fetching}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <p>
        <strong>{row.card.title}</strong> <code>{spacedCode(row.code.value)}</code>
      </p>
      <p className="hint">{texts.reverseText}</p>
      <FaultsContext value={faults}>
        <TextField
          path="reason"
          label={texts.reason}
          hint={texts.reasonHint}
          value={reason}
          onChange={setReason}
          isRequired
        />
      </FaultsContext>
      {problem && <ProblemNotice problem={problem} />}
    </Dialog>
  );
}
