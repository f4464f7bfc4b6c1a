import { type KeyboardEvent, lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { Keypad } from './keypad.tsx';
import { NumberForm, ScanButton } from './number-form.tsx';
import { useKeeper } from './offline/use-keeper.ts';
import { Outcome } from './outcome.tsx';
import { StoreSelect } from './store-select.tsx';
import type { TillState } from './till-state.ts';
import { tillTexts } from './till.texts.ts';
import { type StoreChoice, useStoreChoice } from './use-store-choice.ts';
import { useTill } from './use-till.ts';

// With the camera comes what reads its picture.
const Scanner = lazy(async () => ({ default: (await import('./scan/scanner.tsx')).Scanner }));

/** After these the number of the next customer can be typed at once, over what is there. */
const ENDS: readonly TillState['is'][] = ['done', 'saved', 'refused', 'unknown'];

/** The box by itself, as it stands beside the board. */
export function BoardRedeemBox(): ReactNode {
  return <RedeemBox choice={useStoreChoice()} isTill={false} />;
}

type BoxProps = {
  choice: StoreChoice;
  /** The page of its own, with big keys. */
  isTill: boolean;
  /** Hears of each redemption, so that lists are asked anew. */
  onDone?: () => void;
};

type NextNumber = {
  number: RefObject<HTMLInputElement | null>;
  setTyped: (typed: string) => void;
  onDone: BoxProps['onDone'];
};

/** Once it is known what became of one number, the next one can be typed. */
function useNextNumber(state: TillState, { number, setTyped, onDone }: NextNumber): void {
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    if (state.is === 'done' || state.is === 'saved') setTyped('');
    if (state.is === 'done') done.current?.();
    if (!ENDS.includes(state.is)) return;
    number.current?.focus();
    number.current?.select();
  }, [state, number, setTyped]);
}

/** Type or scan a number, see what it is, redeem it. */
export function RedeemBox({ choice, isTill, onDone }: BoxProps): ReactNode {
  const texts = useTexts(tillTexts);
  const till = useTill({ storeId: choice.storeId, keep: useKeeper(choice) });
  const { state, look, clear } = till;
  const [typed, setTyped] = useState('');
  const [isScanning, setScanning] = useState(false);
  const [hasLetters, setLetters] = useState(false);
  const number = useRef<HTMLInputElement>(null);
  // What became of this customer's code is seen before the next one's is looked up.
  const isBusy = state.is === 'redeeming' || state.is === 'saving';
  useNextNumber(state, { number, setTyped, onDone });
  const startOver = (): void => {
    clear();
    setTyped('');
    number.current?.focus();
  };
  const leave = (event: KeyboardEvent): void => {
    // A dialog is closed by the same key, which is then not meant for the till.
    if (event.key === 'Escape' && !isScanning && !isBusy) startOver();
  };
  const take = (value: string): void => {
    setScanning(false);
    setTyped('');
    navigator.vibrate?.(60);
    look(value, 'STAFF_SCAN');
  };
  const scan = (): void => setScanning(true);
  return (
    <section className={isTill ? 'panel till is-large' : 'panel till'} aria-label={texts.title} onKeyDown={leave}>
      <NumberForm
        number={number}
        typed={typed}
        isTill={isTill}
        hasOwnKeys={isTill && !hasLetters}
        isBusy={isBusy}
        onType={setTyped}
        onLook={() => look(typed, isTill ? 'STAFF_TYPED' : 'CONSOLE')}
        onScan={scan}
      />
      {isScanning && (
        <Suspense>
          <Scanner onFound={take} onClose={() => setScanning(false)} />
        </Suspense>
      )}
      <StoreSelect choice={choice} isDisabled={isBusy} />
      <Outcome till={till} onClear={startOver} />
      {isTill && state.is === 'waiting' && <p className="waiting">{texts.waiting}</p>}
      {isTill && (
        <div className="till-keys">
          <Keypad typed={typed} onType={setTyped} onLetters={() => setLetters(true)} number={number} />
          <ScanButton onScan={scan} isBusy={isBusy} />
        </div>
      )}
    </section>
  );
}
