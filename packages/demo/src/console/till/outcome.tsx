import { type SubmitEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { TillCode } from '../../generated/console.ts';
import { Stub } from '../cards/ticket.tsx';
import { fenOf, priceText } from '../format/money.ts';
import { dayOf, lastDayOf, timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { FaultsContext } from '../ui/faults.tsx';
import { Icon } from '../ui/icon.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { refusalWords } from './refusal-words.ts';
import { spacedCode } from './spaced-code.ts';
import type { TillRedemption, TillState } from './till-state.ts';
import { tillTexts } from './till.texts.ts';

type OutcomeProps = {
  state: TillState;
  onRedeem: (code: TillCode, amountFen: number | null) => void;
  onAgain: () => void;
  onClear: () => void;
};

/** What the till says about the number, and what can be done with it. */
export function Outcome({ state, ...actions }: OutcomeProps): ReactNode {
  const hasCode = state.is === 'found' || state.is === 'redeeming' || state.is === 'unsure';
  return (
    <div className="outcome">
      <div role="status">
        <Verdict state={state} onAgain={actions.onAgain} />
      </div>
      {hasCode && <RedeemForm key={state.code.id} state={state} {...actions} />}
    </div>
  );
}

function Verdict({ state, onAgain }: { state: TillState; onAgain: () => void }): ReactNode {
  const texts = useTexts(tillTexts);
  switch (state.is) {
    case 'waiting':
      return null;
    case 'looking':
      return <p className="hint">{texts.looking}</p>;
    case 'unknown':
      return <Bad title={texts.unknown(spacedCode(state.value))} />;
    case 'failed':
      return <ProblemNotice problem={state.problem} again={onAgain} />;
    case 'refused':
      return <Refused state={state} />;
    case 'done':
      return <Done redemption={state.redemption} />;
    case 'unsure':
      return <Bad title={texts.unsure} />;
    case 'found':
    case 'redeeming':
      return <CodeFace code={state.code} />;
    default:
      return state satisfies never;
  }
}

function Bad({ title, children }: { title: string; children?: ReactNode }): ReactNode {
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

function Refused({ state }: { state: Extract<TillState, { is: 'refused' }> }): ReactNode {
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

function Done({ redemption }: { redemption: TillRedemption }): ReactNode {
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

function CodeFace({ code }: { code: TillCode }): ReactNode {
  const texts = useTexts(tillTexts);
  const { timeZone } = useDesk().merchant;
  const first = dayOf(new Date(code.validFrom), timeZone);
  const last = code.validUntil === null ? null : lastDayOf(code.validUntil, timeZone);
  return (
    <div className="ticket is-still">
      <Stub card={code.card} />
      <div className="ticket-body">
        <p className="ticket-title">
          <strong>{code.card.title}</strong>
        </p>
        <p className="till-code">
          <code>{spacedCode(code.value)}</code>
        </p>
        <p className="hint">
          {texts.user} {code.openid}
        </p>
        <p className="hint">
          {texts.valid} {texts.until(first, last)}
        </p>
        <p className="hint">
          {texts.notice} {code.card.notice}
        </p>
      </div>
    </div>
  );
}

type RedeemFormProps = Pick<OutcomeProps, 'onRedeem' | 'onClear'> & {
  state: Extract<TillState, { is: 'found' | 'redeeming' | 'unsure' }>;
};

/** The one thing left to do: the focus waits on the button, so that Enter redeems. */
function RedeemForm({ state, onRedeem, onClear }: RedeemFormProps): ReactNode {
  const texts = useTexts(tillTexts);
  const [amount, setAmount] = useState('');
  const [isWrong, setWrong] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isBusy = state.is === 'redeeming';
  useEffect(() => {
    if (!isBusy) button.current?.focus();
  }, [isBusy, state.is]);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const amountFen = amount.trim() === '' ? null : fenOf(amount);
    setWrong(amountFen === null && amount.trim() !== '');
    if (amountFen !== null || amount.trim() === '') onRedeem(state.code, amountFen);
  };
  return (
    <form className="redeem-form" onSubmit={send}>
      <FaultsContext value={isWrong ? { amountFen: texts.amountFault } : {}}>
        <TextField
          path="amountFen"
          label={texts.amount}
          value={amount}
          onChange={setAmount}
          inputMode="decimal"
          before="¥"
          after={texts.yuan}
        />
      </FaultsContext>
      <div className="redeem-actions">
        <button type="button" className="button" disabled={isBusy} onClick={onClear}>
          {texts.cancel}
        </button>
        <button ref={button} className="button is-primary is-big" aria-disabled={isBusy}>
          {isBusy ? texts.redeeming : texts[state.is === 'unsure' ? 'again' : 'redeem']}
        </button>
      </div>
    </form>
  );
}
