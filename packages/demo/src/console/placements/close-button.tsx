import { type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import { PlacementClose } from '../../generated/console.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { placementsTexts } from './placements.texts.ts';

/** Ends a placement for good, once somebody has said so twice. */
export function CloseButton({ placementId, onDone }: { placementId: string; onDone: () => void }): ReactNode {
  const texts = useTexts(placementsTexts);
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, close] = useMutation(PlacementClose);
  const send = async (): Promise<void> => {
    const { data, error } = await close({ input: { placementId } });
    const [refusal] = data?.placementClose.userErrors ?? [];
    if (error) return setProblem(problemOf(error));
    if (refusal) return setProblem({ code: refusal.code, message: refusal.message, requestId: null });
    setAsking(false);
    say(texts.closed);
    onDone();
  };
  return (
    <>
      <button type="button" className="button is-wide is-danger" onClick={() => setAsking(true)}>
        {texts.close}
      </button>
      {isAsking && (
        <Dialog
          title={texts.closeTitle}
          confirm={texts.close}
          cancel={texts.cancel}
          isDestroying
          isBusy={fetching}
          onConfirm={() => void send()}
          onClose={() => setAsking(false)}
        >
          <ul>
            {texts.closePoints.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          {problem && <ProblemNotice problem={problem} />}
        </Dialog>
      )}
    </>
  );
}
