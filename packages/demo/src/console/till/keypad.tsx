import type { ReactNode, RefObject } from 'react';
import { useTexts } from '../language/language.tsx';
import { Icon } from '../ui/icon.tsx';
import { tillTexts } from './till.texts.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

type KeypadProps = {
  typed: string;
  onType: (typed: string) => void;
  /** Codes of a merchant's own may hold letters. */
  onLetters: () => void;
  number: RefObject<HTMLInputElement | null>;
};

/** Big keys for a finger; who has a keyboard passes them by, so they are no stop of the Tab key. */
export function Keypad({ typed, onType, onLetters, number }: KeypadProps): ReactNode {
  const texts = useTexts(tillTexts);
  const press = (digit: string): void => onType(typed + digit);
  const openLetters = (): void => {
    onLetters();
    number.current?.blur();
    // The keyboard of the phone opens with the focus, after the field has changed its mode.
    setTimeout(() => number.current?.focus(), 50);
  };
  return (
    <div className="keypad" role="group" aria-label={texts.keypad}>
      {DIGITS.map((digit) => (
        <button key={digit} type="button" tabIndex={-1} onClick={() => press(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" tabIndex={-1} className="is-small" aria-label={texts.lettersLabel} onClick={openLetters}>
        {texts.letters}
      </button>
      <button type="button" tabIndex={-1} onClick={() => press('0')}>
        0
      </button>
      <button type="button" tabIndex={-1} aria-label={texts.erase} onClick={() => onType(typed.slice(0, -1))}>
        <Icon name="erase" />
      </button>
    </div>
  );
}
