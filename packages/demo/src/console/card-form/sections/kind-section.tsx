import type { ReactNode } from 'react';
import { CARD_KINDS, cardLabels } from '../../cards/card-labels.ts';
import { useTexts } from '../../language/language.tsx';
import { formTexts } from '../card-form.texts.ts';
import { useForm } from '../form-context.tsx';

/** The kind decides which benefit is asked for. */
export function KindSection(): ReactNode {
  const texts = useTexts(formTexts);
  const labels = useTexts(cardLabels);
  const { draft, set } = useForm();
  return (
    <fieldset className="panel kinds">
      <legend>{texts.kind}</legend>
      <div className="kind-tiles">
        {CARD_KINDS.map((kind) => (
          <label key={kind} className="kind-tile">
            <input type="radio" name="kind" checked={draft.kind === kind} onChange={() => set('kind')(kind)} />
            <span>
              <strong>{labels.kinds[kind]}</strong>
              <small>{texts.kindHints[kind]}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
