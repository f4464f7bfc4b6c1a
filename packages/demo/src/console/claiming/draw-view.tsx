import type { ReactNode } from 'react';
import { useMutation } from 'urql';
import { ClaimDrawCancel, type DrawFields } from '../../generated/console.ts';
import { type Problem, problemOfAnswer } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { DangerButton } from '../ui/danger-button.tsx';
import { Fact } from '../ui/facts.tsx';
import { useToast } from '../ui/toast.tsx';
import { DrawProof } from './draw-proof.tsx';
import { drawTexts } from './draw.texts.ts';

type ViewProps = { cardId: string; draw: DrawFields; canCancel: boolean; onChanged: () => void };

/** Where a draw stands, and what anybody can check it by (L9). */
export function DrawView({ cardId, draw, canCancel, onChanged }: ViewProps): ReactNode {
  const texts = useTexts(drawTexts);
  const { language } = useLanguage();
  const { timeZone } = useDesk().merchant;
  const time = (iso: string): string => timeText(iso, { timeZone, language });
  const { phase, opensAt, closesAt, pieces, entryCount, wonCount, drawnAt, endedAt } = draw;
  return (
    <section className="panel">
      <h2>
        {texts.title}
        <span className="tag is-draw" data-phase={phase}>
          {texts.phases[phase]}
        </span>
      </h2>
      <p className="hint">{texts.phaseHints[phase]}</p>
      <dl className="facts">
        <Fact name={texts.opensAt}>{time(opensAt)}</Fact>
        <Fact name={texts.closesAt}>{time(closesAt)}</Fact>
        <Fact name={texts.pieces}>{texts.count(pieces)}</Fact>
        {drawnAt !== null && <Fact name={texts.drawnAt}>{time(drawnAt)}</Fact>}
        {entryCount !== null && <Fact name={texts.entered}>{texts.people(entryCount)}</Fact>}
        {endedAt !== null && <Fact name={texts.won}>{texts.people(wonCount)}</Fact>}
        {endedAt !== null && <Fact name={texts.endedAt}>{time(endedAt)}</Fact>}
      </dl>
      <DrawProof cardId={cardId} draw={draw} />
      {canCancel && drawnAt === null && <CancelButton drawId={draw.id} onCancelled={onChanged} />}
    </section>
  );
}

function CancelButton({ drawId, onCancelled }: { drawId: string; onCancelled: () => void }): ReactNode {
  const texts = useTexts(drawTexts);
  const say = useToast();
  const [{ fetching }, cancel] = useMutation(ClaimDrawCancel);
  const act = async (): Promise<Problem | null> => {
    const { data, error } = await cancel({ input: { drawId } });
    const problem = problemOfAnswer(error, data?.claimDrawCancel.userErrors);
    if (problem === null) {
      say(texts.cancelled);
      onCancelled();
    }
    return problem;
  };
  return (
    <DangerButton
      label={texts.cancel}
      title={texts.cancelTitle}
      points={texts.cancelPoints}
      cancel={texts.keep}
      isBusy={fetching}
      act={act}
    />
  );
}
