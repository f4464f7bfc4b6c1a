import type { ReactNode } from 'react';
import { useMutation } from 'urql';
import { PlacementClose } from '../../generated/console.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { DangerButton } from '../ui/danger-button.tsx';
import { useToast } from '../ui/toast.tsx';
import { placementsTexts } from './placements.texts.ts';

/** Ends a placement for good. */
export function CloseButton({ placementId, onDone }: { placementId: string; onDone: () => void }): ReactNode {
  const { close: label, closeTitle, closePoints, closed, cancel } = useTexts(placementsTexts);
  const say = useToast();
  const [{ fetching }, close] = useMutation(PlacementClose);
  const act = async (): Promise<Problem | null> => {
    const { data, error } = await close({ input: { placementId } });
    const [refusal] = data?.placementClose.userErrors ?? [];
    if (error) return problemOf(error);
    if (refusal) return { code: refusal.code, message: refusal.message, requestId: null };
    say(closed);
    onDone();
    return null;
  };
  return (
    <DangerButton label={label} title={closeTitle} points={closePoints} cancel={cancel} isBusy={fetching} act={act} />
  );
}
