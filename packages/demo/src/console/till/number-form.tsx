import { type ReactNode, type RefObject, type SubmitEvent, useEffect } from 'react';
import { useTexts } from '../language/language.tsx';
import { Icon } from '../ui/icon.tsx';
import { hasCameras } from './scan/camera.ts';
import { tillTexts } from './till.texts.ts';

type NumberFormProps = {
  number: RefObject<HTMLInputElement | null>;
  typed: string;
  isTill: boolean;
  /** The page has keys; the phone's own keyboard would cover them. */
  hasOwnKeys: boolean;
  /** A redemption is under way: nothing else is looked up. */
  isBusy: boolean;
  onType: (typed: string) => void;
  onLook: () => void;
  onScan: () => void;
};

export function NumberForm(props: NumberFormProps): ReactNode {
  const { number, typed, isTill, hasOwnKeys, isBusy, onType, onLook, onScan } = props;
  const texts = useTexts(tillTexts);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy) onLook();
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
        {!isTill && hasCameras() && (
          <button type="button" className="icon-button" aria-label={texts.scan} disabled={isBusy} onClick={onScan}>
            <Icon name="camera" />
          </button>
        )}
        <button className="button is-primary" disabled={isBusy}>
          {texts.look}
        </button>
      </div>
    </form>
  );
}

/** As wide as the till: a thumb finds it without looking. */
export function ScanButton({ onScan, isBusy }: { onScan: () => void; isBusy: boolean }): ReactNode {
  const texts = useTexts(tillTexts);
  if (!hasCameras()) return null;
  return (
    <button type="button" className="button is-big is-wide till-scan" disabled={isBusy} onClick={onScan}>
      <Icon name="camera" />
      {texts.scan}
    </button>
  );
}
