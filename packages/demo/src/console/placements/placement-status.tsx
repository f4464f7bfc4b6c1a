import type { ReactNode } from 'react';
import type { PlacementStatus } from '../../generated/console.ts';
import { useTexts } from '../language/language.tsx';
import { placementsTexts } from './placements.texts.ts';

/** Tones of the tags that other rooms have for the like. */
const TONES = {
  OPEN: 'approved',
  USED: 'superseded',
  EXPIRED: 'expired',
  CLOSED: 'closed',
} as const satisfies Record<PlacementStatus, string>;

/** Whether it still hands out cards. */
export function StatusTag({ status }: { status: PlacementStatus }): ReactNode {
  const texts = useTexts(placementsTexts);
  return <span className={`tag is-${TONES[status]}`}>{texts.statuses[status]}</span>;
}
