import {
  type SubmitEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useTexts } from '../language/language.tsx';
import { Icon } from '../ui/icon.tsx';
import { Keypad } from './keypad.tsx';
import { Outcome } from './outcome.tsx';
import { Recent } from './recent.tsx';
import { canScan, Scanner } from './scanner.tsx';
import { StoreSelect } from './store-select.tsx';
import { tillTexts } from './till.texts.ts';
import { useStoreChoice } from './use-store-choice.ts';
import { useTill } from './use-till.ts';

/** Type or scan a number, see what it is, redeem it. `isTill`: the page of its own, with big keys. */
export function RedeemBox({ isTill = false }: { isTill?: boolean }): ReactNode {
  const texts = useTexts(tillTexts);
  const choice = useStoreChoice();
  const { state, look, redeem, clear } = useTill(choice.storeId);
  const [typed, setTyped] = useState('');
  const [isScanning, setScanning] = useState(false);
  const [hasLetters, setLetters] = useState(false);
  const number = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (state.is === 'done') setTyped('');
    if (state.is !== 'done' && state.is !== 'refused' && state.is !== 'unknown') return;
    // The next number can be typed at once, over what is there.
    number.current?.focus();
    number.current?.select();
  }, [state]);
  const startOver = (): void => {
    clear();
    setTyped('');
    number.current?.focus();
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') startOver();
  };
  const take = (value: string): void => {
    setScanning(false);
    setTyped(value);
    look(value);
  };
  return (
    <section className={isTill ? 'panel till is-large' : 'panel till'} aria-label={texts.title} onKeyDown={leave}>
      <NumberForm
        number={number}
        typed={typed}
        isTill={isTill}
        hasOwnKeys={isTill && !hasLetters}
        onType={setTyped}
        onLook={() => look(typed)}
        onScan={() => setScanning(!isScanning)}
      />
      {isScanning && <Scanner onFound={take} onClose={() => setScanning(false)} />}
      <StoreSelect choice={choice} isDisabled={state.is === 'redeeming'} />
      <Outcome state={state} onRedeem={redeem} onAgain={() => look(typed)} onClear={startOver} />
      {isTill && <Recent state={state} />}
      {isTill && <Keypad typed={typed} onType={setTyped} onLetters={() => setLetters(true)} number={number} />}
    </section>
  );
}

type NumberFormProps = {
  number: RefObject<HTMLInputElement | null>;
  typed: string;
  isTill: boolean;
  /** The page has keys; the phone's own keyboard would cover them. */
  hasOwnKeys: boolean;
  onType: (typed: string) => void;
  onLook: () => void;
  onScan: () => void;
};

function NumberForm({ number, typed, isTill, hasOwnKeys, onType, onLook, onScan }: NumberFormProps): ReactNode {
  const texts = useTexts(tillTexts);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    onLook();
  };
  useEffect(() => {
    if (isTill) number.current?.focus();
  }, [isTill, number]);
  return (
    <form className="till-number" onSubmit={send}>
      <label htmlFor={isTill ? 'till-number' : 'box-number'}>{texts.number}</label>
      <div className="till-input">
        <input
          ref={number}
          id={isTill ? 'till-number' : 'box-number'}
          value={typed}
          placeholder={texts.numberHint}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          inputMode={hasOwnKeys ? 'none' : 'text'}
          onChange={(event) => onType(event.target.value)}
        />
        {canScan() && (
          <button type="button" className="icon-button" aria-label={texts.scan} onClick={onScan}>
            <Icon name="camera" />
          </button>
        )}
        <button className="button is-primary">{texts.look}</button>
      </div>
    </form>
  );
}
