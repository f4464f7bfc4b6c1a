import { type ReactNode, useState } from 'react';
import type { TodayRow } from '../../../generated/console.ts';
import { priceText } from '../../format/money.ts';
import { shortTimeText } from '../../format/time.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useDesk } from '../../session/desk.tsx';
import { useToast } from '../../ui/toast.tsx';
import { spacedCode } from '../spaced-code.ts';
import { mayReverse } from './may-reverse.ts';
import { ReverseDialog } from './reverse-dialog.tsx';
import { todayTexts } from './today.texts.ts';

/** One redemption of today, and the way to take it back for those who may. */
export function TodayLine({ row, onChanged }: { row: TodayRow; onChanged: () => void }): ReactNode {
  const texts = useTexts(todayTexts);
  const { language } = useLanguage();
  const { viewer, merchant } = useDesk();
  const [now] = useState(() => new Date());
  const shown = { timeZone: merchant.timeZone, language, now };
  const facts = [shortTimeText(row.redeemedAt, shown), texts.ways[row.way], row.store?.name].filter(
    (text) => text !== undefined,
  );
  return (
    <li className={row.reversal === null ? 'till-line' : 'till-line is-reversed'}>
      <div className="till-line-head">
        <strong>{row.card.title}</strong>
        <span>
          {row.isOffline && <span className="tag is-offline">{texts.offline}</span>}{' '}
          {row.amountFen !== null && priceText(row.amountFen)}
        </span>
      </div>
      <p className="hint">
        <code>{spacedCode(row.code.value)}</code> {facts.join(' · ')}
      </p>
      {row.confirmedAt !== null && <p className="hint">{texts.confirmedAt(shortTimeText(row.confirmedAt, shown))}</p>}
      {row.reversal !== null && (
        <p className="hint">
          <span className="tag is-withdrawn">{texts.reversed}</span> {row.reversal.reason}
        </p>
      )}
      {mayReverse(viewer, row, now) && <ReverseButton row={row} onChanged={onChanged} />}
    </li>
  );
}

function ReverseButton({ row, onChanged }: { row: TodayRow; onChanged: () => void }): ReactNode {
  const texts = useTexts(todayTexts);
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const done = (): void => {
    setAsking(false);
    say(texts.done);
    onChanged();
  };
  return (
    <>
      <button
        type="button"
        className="button is-small"
        aria-label={texts.reverseOf(spacedCode(row.code.value))}
        onClick={() => setAsking(true)}
      >
        {texts.reverse}
      </button>
      {isAsking && <ReverseDialog row={row} onClose={() => setAsking(false)} onDone={done} />}
    </>
  );
}
