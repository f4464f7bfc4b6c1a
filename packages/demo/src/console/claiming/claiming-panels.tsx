import { type ReactNode, useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { CardClaiming, type DrawFields } from '../../generated/console.ts';
import { problemOf } from '../data/problem.ts';
import { useDesk } from '../session/desk.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { CardGuard } from './card-guard.tsx';
import { DrawForm } from './draw-form.tsx';
import { DrawView } from './draw-view.tsx';

/** How a card's pieces go to who wants them: by draw or to who comes first (L9), and what guards a claim. */
export function ClaimingPanels({ cardId, left }: { cardId: string; left: number }): ReactNode {
  const { may } = useDesk();
  const [{ data, error }, ask] = useQuery({ query: CardClaiming, variables: { cardId } });
  const again = (): void => ask({ requestPolicy: 'network-only' });
  const draw = data?.claimDraw ?? null;
  useWhileItRuns(draw, again);
  if (error && !data) return <ProblemNotice problem={problemOf(error)} again={again} />;
  if (!data?.card) return null;
  const { card, merchant } = data;
  const canSet = may('cards:write') && card.allowedOperations.includes('EDIT');
  const isRunning = draw !== null && EVERY_MS[draw.phase] !== null;
  return (
    <>
      {draw !== null && draw.phase !== 'CANCELLED' && (
        <DrawView cardId={cardId} draw={draw} canCancel={may('cards:write')} onChanged={again} />
      )}
      {canSet && !isRunning && card.codeMode !== 'CUSTOM' && (
        <DrawForm cardId={cardId} left={left} onScheduled={again} />
      )}
      <CardGuard key={card.claimChallenge} card={card} merchant={merchant} canSet={canSet} />
    </>
  );
}

/** How often to ask whether a draw has moved on; lots are drawn in seconds. */
const EVERY_MS: Readonly<Record<DrawFields['phase'], number | null>> = {
  AHEAD: 10_000,
  OPEN: 10_000,
  DRAWING: 2_000,
  ENDED: null,
  CANCELLED: null,
};

function useWhileItRuns(draw: DrawFields | null, ask: () => void): void {
  const latest = useRef(ask);
  latest.current = ask;
  const everyMs = draw === null ? null : EVERY_MS[draw.phase];
  useEffect(() => {
    if (everyMs === null) return undefined;
    const timer = setInterval(() => latest.current(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}
