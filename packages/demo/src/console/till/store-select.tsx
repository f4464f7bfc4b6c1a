import { type ReactNode, useId } from 'react';
import { useTexts } from '../language/language.tsx';
import { tillTexts } from './till.texts.ts';
import type { StoreChoice } from './use-store-choice.ts';

/** Where the till stands; nothing to choose where the merchant has no stores. */
export function StoreSelect({ choice, isDisabled }: { choice: StoreChoice; isDisabled: boolean }): ReactNode {
  const texts = useTexts(tillTexts);
  const id = useId();
  if (choice.stores.length === 0) return null;
  return (
    <div className="till-store">
      <label htmlFor={id}>{texts.store}</label>
      <span className="control control-select">
        <select
          id={id}
          value={choice.storeId ?? ''}
          disabled={isDisabled}
          onChange={(event) => choice.choose(event.target.value === '' ? null : event.target.value)}
        >
          {!choice.isBound && <option value="">{texts.noStore}</option>}
          {choice.stores.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}
