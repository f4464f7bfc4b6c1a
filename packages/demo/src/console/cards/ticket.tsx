import type { CSSProperties, ReactNode } from 'react';
import type { CardRow } from '../../generated/console.ts';
import { useLanguage } from '../language/language.tsx';
import { shownColor } from './colors.ts';
import { benefitWords } from './card-words.ts';

/** Properties that only the style sheet reads. Set through the CSSOM, which the page's policy allows. */
export type FaceStyle = CSSProperties & Record<'--face', string>;

export const faceStyle = (hex: string): FaceStyle => ({ '--face': shownColor(hex) });

type StubCard = Pick<CardRow, 'benefit'> & { color: Pick<CardRow['color'], 'hex'> };

/** The torn-off side of a ticket: what the card gives, in its colour. */
export function Stub({ card }: { card: StubCard }): ReactNode {
  const { language } = useLanguage();
  const { big, small } = benefitWords(card.benefit, language);
  return (
    <div className="stub" style={faceStyle(card.color.hex)}>
      <strong className={big.length > 4 ? 'is-long' : undefined}>{big}</strong>
      {small !== '' && <small>{small}</small>}
    </div>
  );
}
