import type { ReactNode } from 'react';
import { useMutation } from 'urql';
import { StoreDelete } from '../../generated/console.ts';
import { go } from '../app/navigation.tsx';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { DangerButton } from '../ui/danger-button.tsx';
import { useToast } from '../ui/toast.tsx';
import { editStoreTexts } from './edit-store.texts.ts';

/** Takes a store out of use (S3). */
export function DeleteStoreButton({ id }: { id: string }): ReactNode {
  const { delete: label, deleteTitle, deletePoints, deleted, cancel } = useTexts(editStoreTexts);
  const say = useToast();
  const [{ fetching }, remove] = useMutation(StoreDelete);
  const act = async (): Promise<Problem | null> => {
    const { data, error } = await remove({ input: { id } });
    const [refusal] = data?.storeDelete.userErrors ?? [];
    if (error) return problemOf(error);
    if (refusal) return { code: refusal.code, message: refusal.message, requestId: null };
    say(deleted);
    go({ page: 'stores' });
    return null;
  };
  return (
    <DangerButton label={label} title={deleteTitle} points={deletePoints} cancel={cancel} isBusy={fetching} act={act} />
  );
}
