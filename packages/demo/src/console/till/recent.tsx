import { type ReactNode, useEffect, useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { spacedCode } from './spaced-code.ts';
import type { TillRedemption, TillState } from './till-state.ts';
import { tillTexts } from './till.texts.ts';

const MOST = 5;

/** What this till has redeemed since the page was opened: the answer to "did that work?" a minute later. */
export function Recent({ state }: { state: TillState }): ReactNode {
  const texts = useTexts(tillTexts);
  const [done, setDone] = useState<readonly TillRedemption[]>([]);
  const newest = state.is === 'done' ? state.redemption : null;
  useEffect(() => {
    if (newest) setDone((before) => [newest, ...before.filter(({ id }) => id !== newest.id)].slice(0, MOST));
  }, [newest]);
  const shown = done.filter(({ id }) => id !== newest?.id);
  return (
    <div className="recent">
      {state.is === 'waiting' && shown.length === 0 && <p className="waiting">{texts.waiting}</p>}
      {shown.length > 0 && <h2>{texts.lastOnes}</h2>}
      <ul>
        {shown.map(({ id, code, card }) => (
          <li key={id}>
            <span>{card.title}</span>
            <code>{spacedCode(code.value)}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
