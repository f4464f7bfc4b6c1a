import type { ReactNode } from 'react';
import { useTexts } from '../../language/language.tsx';
import { Icon } from '../../ui/icon.tsx';
import { isUnsent } from './queue.rules.ts';
import { queueTexts } from './queue.texts.ts';
import { useEntries } from './use-entries.ts';

/** At the door: something on this device waits for whoever confirmed it. */
export function WaitsForSignIn(): ReactNode {
  const texts = useTexts(queueTexts);
  const waiting = useEntries().filter(isUnsent);
  if (waiting.length === 0) return null;
  const names = [...new Set(waiting.map(({ ownerName }) => ownerName))];
  return (
    <div className="notice is-bad" role="alert">
      <Icon name="info" />
      <div>
        <p>{texts.waitsForSignIn(waiting.length)}</p>
        <p>{names.join(' · ')}</p>
      </div>
    </div>
  );
}
