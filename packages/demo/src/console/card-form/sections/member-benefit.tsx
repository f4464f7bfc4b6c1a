import type { ReactNode } from 'react';
import { useTexts } from '../../language/language.tsx';
import { Switch } from '../../ui/choice-fields.tsx';
import { ImageField } from '../../ui/image-field.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { benefitTexts } from '../benefit.texts.ts';
import { LIMITS } from '../limits.ts';
import { useBenefit } from '../use-benefit.ts';

const SWITCHES = ['showsBonus', 'showsBalance', 'paysByCard', 'paysByCode'] as const;

/** What a membership card shows on its face. */
export function MemberFields(): ReactNode {
  const texts = useTexts(benefitTexts);
  const { values, set } = useBenefit('member');
  return (
    <>
      <ImageField
        path="backgroundUrl"
        label={texts.background}
        hint={texts.backgroundHint}
        value={values.backgroundUrl}
        onChange={set('backgroundUrl')}
        isOptional
      />
      <TextArea
        path="prerogative"
        label={texts.prerogative}
        hint={texts.prerogativeHint}
        value={values.prerogative}
        onChange={set('prerogative')}
        limit={LIMITS.prerogative}
        rows={4}
        isRequired
      />
      <TextField
        path="memberPercentOff"
        label={texts.memberPercentOff}
        hint={texts.memberPercentHint}
        value={values.percentOff}
        onChange={set('percentOff')}
        inputMode="numeric"
        after="%"
      />
      {SWITCHES.map((name) => (
        <Switch key={name} path={name} label={texts[name]} isOn={values[name]} onChange={set(name)} />
      ))}
    </>
  );
}
