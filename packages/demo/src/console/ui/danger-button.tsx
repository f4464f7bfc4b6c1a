import { type ReactNode, useState } from 'react';
import type { Problem } from '../data/problem.ts';
import { Dialog } from './dialog.tsx';
import { ProblemNotice } from './notice.tsx';

type DangerButtonProps = {
  /** What the button does, on it and in the dialog. */
  label: string;
  title: string;
  /** What comes of it. */
  points: readonly string[];
  cancel: string;
  isBusy: boolean;
  /** Does it; answers why it was not done, null when it was. */
  act: () => Promise<Problem | null>;
};

/** Does what can't be undone, once somebody has said so twice. */
export function DangerButton({ label, title, points, cancel, isBusy, act }: DangerButtonProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = (): void => {
    setProblem(null);
    setAsking(true);
  };
  const confirm = async (): Promise<void> => {
    const refusal = await act();
    setProblem(refusal);
    if (refusal === null) setAsking(false);
  };
  return (
    <>
      <button type="button" className="button is-wide is-danger" onClick={ask}>
        {label}
      </button>
      {isAsking && (
        <Dialog
          title={title}
          confirm={label}
          cancel={cancel}
          isDestroying
          isBusy={isBusy}
          onConfirm={() => void confirm()}
          onClose={() => setAsking(false)}
        >
          <ul>
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          {problem && <ProblemNotice problem={problem} />}
        </Dialog>
      )}
    </>
  );
}
