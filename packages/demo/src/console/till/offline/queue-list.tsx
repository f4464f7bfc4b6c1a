import type { ReactNode } from 'react';
import { priceText } from '../../format/money.ts';
import { shortTimeText } from '../../format/time.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useDesk } from '../../session/desk.tsx';
import { useNow } from '../../ui/use-now.ts';
import { shownCode } from '../spaced-code.ts';
import type { Entry } from './entry.ts';
import { ageOf, inSight, isUnsent } from './queue.rules.ts';
import { noteConflict } from './queue.ts';
import { queueTexts } from './queue.texts.ts';

type ListProps = { entries: readonly Entry[]; owner: string | null; title: string };

/** Everything that was confirmed without a line, and what became of it. Nothing where all went online. */
export function QueueList({ entries, owner, title }: ListProps): ReactNode {
  const now = useNow();
  if (entries.length === 0) return null;
  return (
    <section className="panel queue" aria-label={title}>
      <h2>{title}</h2>
      <ul className="till-list" role="list">
        {inSight(entries).map((entry) => (
          <QueueLine key={entry.id} entry={entry} isOwn={entry.owner === owner} now={now} />
        ))}
      </ul>
    </section>
  );
}

type LineProps = { entry: Entry; isOwn: boolean; now: Date };

function QueueLine({ entry, isOwn, now }: LineProps): ReactNode {
  const texts = useTexts(queueTexts);
  const { language } = useLanguage();
  const { timeZone } = useDesk().merchant;
  const { state, asked, title, storeName } = entry;
  const time = shortTimeText(entry.confirmedAt, { timeZone, language, now });
  const facts = [
    `${texts.confirmedAt} ${time}`,
    storeName,
    asked.amountFen === null ? null : priceText(asked.amountFen),
  ].filter((text) => text !== null);
  return (
    <li className={`till-line is-${state.is}${state.is === 'conflict' && !state.isNoted ? ' is-open' : ''}`}>
      <div className="till-line-head">
        <strong>{(state.is === 'done' ? state.title : title) ?? texts.unchecked}</strong>
        <span className={`tag is-queue-${state.is}`}>{texts.states[state.is]}</span>
      </div>
      <p className="hint">
        <code>{shownCode(asked.value)}</code> {facts.join(' · ')}
      </p>
      <Warnings entry={entry} isOwn={isOwn} now={now} />
    </li>
  );
}

function Warnings({ entry, isOwn, now }: LineProps): ReactNode {
  const texts = useTexts(queueTexts);
  const { state } = entry;
  const age = ageOf(entry, now);
  return (
    <>
      {!isOwn && isUnsent(entry) && <p className="hint">{texts.of(entry.ownerName)}</p>}
      {age !== 'fresh' && <p className="fault">{texts[age]}</p>}
      {state.is === 'conflict' && <p className={state.isNoted ? 'hint' : 'fault'}>{state.words}</p>}
      {state.is === 'conflict' && !state.isNoted && (
        <button type="button" className="button" onClick={() => void noteConflict(entry)}>
          {texts.note}
        </button>
      )}
    </>
  );
}
