import type { ReactNode } from 'react';
import { priceText } from '../format/money.ts';
import { shortTimeText, timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Icon } from '../ui/icon.tsx';
import { CodeFace } from './code-face.tsx';
import type { Entry } from './offline/entry.ts';
import { queueTexts } from './offline/queue.texts.ts';
import { useEntries } from './offline/use-entries.ts';
import { refusalWords } from './refusal-words.ts';
import { isSameCode, shownCode, spacedCode } from './spaced-code.ts';
import type { Given, TillRedemption, TillState } from './till-state.ts';
import { tillTexts } from './till.texts.ts';

export function Bad({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <div className="verdict is-bad">
      <Icon name="cross" />
      <div>
        <p>{title}</p>
        {children}
      </div>
    </div>
  );
}

export function Refused({ state }: { state: Extract<TillState, { is: 'refused' }> }): ReactNode {
  const texts = useTexts(tillTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  return (
    <>
      <Bad title={texts.refused}>
        <p>{refusalWords(state.refusal, { texts, language, timeZone: merchant.timeZone })}</p>
      </Bad>
      {state.code && <CodeFace code={state.code} />}
    </>
  );
}

export function Done({ redemption }: { redemption: TillRedemption }): ReactNode {
  const texts = useTexts(tillTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const { card, code, store, amountFen, redeemedAt, replayed } = redemption;
  const facts = [
    spacedCode(code.value),
    timeText(redeemedAt, { timeZone: merchant.timeZone, language }),
    store?.name,
    amountFen === null ? undefined : priceText(amountFen),
  ].filter((text) => text !== undefined);
  return (
    <div className="verdict is-good">
      <Icon name="check" />
      <div>
        <p>
          <strong>{texts.done}</strong> {card.title}
        </p>
        <p className="hint">{facts.join(' · ')}</p>
        {replayed && <p className="hint">{texts.replayed}</p>}
      </div>
    </div>
  );
}

type UncheckedState = Extract<TillState, { is: 'unchecked' | 'saving' | 'lost' }>;

/** What nobody has looked up: the number alone, and that it is not checked. */
export function Unchecked({ state: { is, given } }: { state: UncheckedState }): ReactNode {
  const texts = useTexts(queueTexts);
  return (
    <>
      {is === 'lost' && <Bad title={texts.saveFailed} />}
      {is === 'unchecked' && <KeptBefore given={given} />}
      <div className="verdict is-warning">
        <Icon name="info" />
        <div>
          <p>
            <strong>{texts.unchecked}</strong>
          </p>
          <p className="till-code">
            <code>{shownCode(given.value)}</code>
          </p>
          <p className="hint">{texts.uncheckedText}</p>
        </div>
      </div>
    </>
  );
}

/** Without a line this device alone can tell that the same coupon was here before. */
function KeptBefore({ given }: { given: Given }): ReactNode {
  const texts = useTexts(queueTexts);
  const { language } = useLanguage();
  const { timeZone } = useDesk().merchant;
  const before = useEntries().find(
    ({ asked, state }) => state.is !== 'conflict' && isSameCode(asked.value, given.value),
  );
  if (before === undefined) return null;
  return <Bad title={texts.keptBefore(shortTimeText(before.confirmedAt, { timeZone, language, now: new Date() }))} />;
}

/** What was kept, as it stands now: the line may be back by the time that somebody looks. */
export function Saved({ entry }: { entry: Entry }): ReactNode {
  const texts = useTexts(queueTexts);
  const { done, refused } = useTexts(tillTexts);
  const { state } = useEntries().find(({ id }) => id === entry.id) ?? entry;
  if (state.is === 'conflict')
    return (
      <Bad title={refused}>
        <SavedNumber entry={entry} />
        <p>{state.words}</p>
      </Bad>
    );
  if (state.is === 'done')
    return (
      <div className="verdict is-good">
        <Icon name="check" />
        <div>
          <p>
            <strong>{done}</strong> {state.title}
          </p>
          <SavedNumber entry={entry} />
        </div>
      </div>
    );
  return (
    <div className="verdict is-warning">
      <Icon name="info" />
      <div>
        <p>
          <strong>{texts.saved}</strong> {entry.title}
        </p>
        <SavedNumber entry={entry} />
        <p className="hint">{texts.savedText}</p>
      </div>
    </div>
  );
}

const SavedNumber = ({ entry }: { entry: Entry }): ReactNode => (
  <p className="till-code">
    <code>{shownCode(entry.asked.value)}</code>
  </p>
);
