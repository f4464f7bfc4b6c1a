import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { TillCode } from '../../generated/console.ts';
import { fenOf } from '../format/money.ts';
import { useTexts } from '../language/language.tsx';
import { FaultsContext } from '../ui/faults.tsx';
import { TextField } from '../ui/text-field.tsx';
import { queueTexts } from './offline/queue.texts.ts';
import { useScannerGuard } from './scanner-guard.ts';
import type { Given, TillState } from './till-state.ts';
import { tillTexts } from './till.texts.ts';
import { useSlow } from './use-slow.ts';
import type { Till } from './use-till.ts';

export type OpenState = Extract<TillState, { is: 'found' | 'redeeming' | 'unsure' | 'unchecked' | 'saving' | 'lost' }>;

/** On what the person can decide something. */
export const isOpen = (state: TillState): state is OpenState =>
  ['found', 'redeeming', 'unsure', 'unchecked', 'saving', 'lost'].includes(state.is);

type FormProps = { state: OpenState; till: Pick<Till, 'redeem' | 'save'>; onClear: () => void };

/** The one thing left to do: the focus waits on the button, so that Enter redeems. */
export function RedeemForm({ state, till, onClear }: FormProps): ReactNode {
  const texts = useTexts(tillTexts);
  const [amount, setAmount] = useState('');
  const [isWrong, setWrong] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const guard = useScannerGuard();
  const isBusy = state.is === 'redeeming' || state.is === 'saving';
  const code = 'code' in state ? state.code : null;
  useEffect(() => {
    if (!isBusy) button.current?.focus();
  }, [isBusy, state.is]);
  const withAmount = (act: (amountFen: number | null) => void): void => {
    const amountFen = amount.trim() === '' ? null : fenOf(amount);
    const isFaulty = amountFen === null && amount.trim() !== '';
    setWrong(isFaulty);
    if (!isFaulty) act(amountFen);
  };
  const found = { given: state.given, code };
  const save = (): void => withAmount((amountFen) => till.save?.(found, amountFen));
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (code === null) save();
    else withAmount((amountFen) => till.redeem({ given: state.given, code }, amountFen));
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
      {till.save && code !== null && <KeepButton state={state} onKeep={save} />}
      <div className="redeem-actions">
        <button type="button" className="button" disabled={isBusy} onClick={onClear}>
          {texts.cancel}
        </button>
        <button ref={button} className="button is-primary is-big" aria-disabled={isBusy} onKeyDown={guard}>
          <ButtonWords state={state} code={code} />
        </button>
      </div>
    </form>
  );
}

function ButtonWords({ state, code }: { state: OpenState; code: TillCode | null }): ReactNode {
  const texts = useTexts(tillTexts);
  const queue = useTexts(queueTexts);
  if (state.is === 'redeeming') return texts.redeeming;
  if (state.is === 'saving') return queue.saving;
  if (code === null) return queue.save;
  return state.is === 'unsure' ? texts.again : texts.redeem;
}

/** Where no answer has come, or does not come: it may be kept, under the same key. */
function KeepButton({ state, onKeep }: { state: OpenState; onKeep: () => void }): ReactNode {
  const texts = useTexts(queueTexts);
  const isSlow = useSlow(state.is === 'redeeming');
  if (state.is !== 'unsure' && !isSlow) return null;
  return (
    <button type="button" className="button is-big is-wide" onClick={onKeep}>
      {texts.keep}
    </button>
  );
}

/** A question that takes too long: one goes on without the answer. */
export function GoOnButton({ given, onGoOn }: { given: Given; onGoOn: (given: Given) => void }): ReactNode {
  const texts = useTexts(queueTexts);
  const isSlow = useSlow(true);
  if (!isSlow) return null;
  return (
    <button type="button" className="button is-big is-wide" onClick={() => onGoOn(given)}>
      {texts.goOn}
    </button>
  );
}
