import type { ReactNode } from 'react';
import { COLORS, hexOf } from '../../cards/colors.ts';
import { faceStyle } from '../../cards/ticket.tsx';
import { useTexts } from '../../language/language.tsx';
import { ChoiceFrame } from '../../ui/choice-fields.tsx';
import { ImageField } from '../../ui/image-field.tsx';
import { Section } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formTexts } from '../card-form.texts.ts';
import { useForm } from '../form-context.tsx';
import { LIMITS } from '../limits.ts';

/** Whose card it is and how it looks. */
export function BasicsSection(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, set } = useForm();
  return (
    <Section title={texts.basics}>
      <ImageField
        path="logoUrl"
        label={texts.logo}
        hint={texts.logoHint}
        value={draft.logoUrl}
        onChange={set('logoUrl')}
        isRequired
      />
      <TextField
        path="brandName"
        label={texts.brand}
        value={draft.brandName}
        onChange={set('brandName')}
        limit={LIMITS.brandName}
        isRequired
      />
      <TextField
        path="title"
        label={texts.cardTitle}
        hint={texts.titleHint}
        value={draft.title}
        onChange={set('title')}
        limit={LIMITS.title}
        isRequired
      />
      <TextField
        path="subTitle"
        label={texts.subTitle}
        value={draft.subTitle}
        onChange={set('subTitle')}
        limit={LIMITS.subTitle}
      />
      <ColorField />
    </Section>
  );
}

function ColorField(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, set } = useForm();
  return (
    <ChoiceFrame path="color" label={texts.color}>
      <div className="swatches">
        {COLORS.map(({ name }) => (
          <label key={name} className="swatch" style={faceStyle(hexOf(name))}>
            <input
              type="radio"
              name="color"
              checked={draft.color === name}
              onChange={() => set('color')(name)}
              aria-label={name}
            />
          </label>
        ))}
      </div>
    </ChoiceFrame>
  );
}
