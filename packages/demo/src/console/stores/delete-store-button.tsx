import { type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import { StoreDelete } from '../../generated/console.ts';
import { go } from '../app/navigation.tsx';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { editStoreTexts } from './edit-store.texts.ts';

/** Takes a store out of use, once somebody has said so twice (S3). */
export function DeleteStoreButton({ id }: { id: string }): ReactNode {
  const texts = useTexts(editStoreTexts);
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, remove] = useMutation(StoreDelete);
  const ask = (): void => {
    setProblem(null);
    setAsking(true);
  };
  const send = async (): Promise<void> => {
    const { data, error } = await remove({ input: { id } });
    const [refusal] = data?.storeDelete.userErrors ?? [];
    if (error) return setProblem(problemOf(error));
    if (refusal) return setProblem({ code: refusal.code, message: refusal.message, requestId: null });
    say(texts.deleted);
    go({ page: 'stores' });
  };
  return (
    <>
      <button type="button" className="button is-wide is-danger" onClick={ask}>
        {texts.delete}
      </button>
      {isAsking && (
        <Dialog
          title={texts.deleteTitle}
          confirm={texts.delete}
          cancel={texts.cancel}
          isDestroying
          isBusy={fetching}
          onConfirm={() => void send()}
          onClose={() => setAsking(false)}
        >
          <ul>
            {texts.deletePoints.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          {problem && <ProblemNotice problem={problem} />}
        </Dialog>
      )}
    </>
  );
}
