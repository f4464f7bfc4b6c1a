import type { ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import { cardsTexts } from '../cards/cards.texts.ts';
import { Icon } from './icon.tsx';
import { useToast } from './toast.tsx';

/** A text to take along, with a button that copies it. */
export function CopyBox({ label, text, children }: { label: string; text: string; children?: ReactNode }): ReactNode {
  const texts = useTexts(cardsTexts);
  const say = useToast();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      say(texts.copied);
    } catch {
      say(texts.copyFailed); // The clipboard needs https or a permission; the text can be marked instead.
    }
  };
  return (
    <div className="copy-box">
      <pre tabIndex={0} role="group" aria-label={label}>
        <code>{text}</code>
      </pre>
      <div className="copy-actions">
        <button
          type="button"
          className="button is-small"
          onClick={() => void copy()}
          aria-label={`${texts.copy} ${label}`}
        >
          <Icon name="copy" />
          {texts.copy}
        </button>
        {children}
      </div>
    </div>
  );
}
