import type { PointerEvent, ReactNode, RefObject } from 'react';
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

/** Keeps the focus in the field while a key is pressed, so that its cursor and selection stay. */
const keepFocus = (event: PointerEvent): void => event.preventDefault();

/** Big keys for a finger; who has a keyboard passes them by, so they are no stop of the Tab key. */
export function Keypad({ typed, onType, onLetters, number }: KeypadProps): ReactNode {
  const texts = useTexts(tillTexts);
  /** Writes over what is selected: after a refusal that is the whole number of the customer before. */
  const write = (digit: string, erased: number): void => {
    const end = number.current?.selectionEnd ?? typed.length;
    const start = number.current?.selectionStart ?? end;
    onType(typed.slice(0, start === end ? Math.max(start - erased, 0) : start) + digit + typed.slice(end));
  };
  const press = (digit: string): void => write(digit, 0);
  const openLetters = (): void => {
    onLetters();
    number.current?.blur();
    // The keyboard of the phone opens with the focus, after the field has changed its mode.
    setTimeout(() => number.current?.focus(), 50);
  };
  return (
    <div className="keypad" role="group" aria-label={texts.keypad} onPointerDown={keepFocus}>
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
      <button type="button" tabIndex={-1} aria-label={texts.erase} onClick={() => write('', 1)}>
        <Icon name="erase" />
      </button>
    </div>
  );
}
