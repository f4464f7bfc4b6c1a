import type { ReactNode } from 'react';
import { useTexts } from '../../language/language.tsx';
import { FoldedSection } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formTexts } from '../card-form.texts.ts';
import type { EntryDraft, EntryName } from '../draft.ts';
import { useForm } from '../form-context.tsx';
import { LIMITS } from '../limits.ts';

const ENTRIES = ['center', 'custom', 'promotion'] as const satisfies readonly EntryName[];

const isFilled = (entry: EntryDraft): boolean => Object.values(entry).some((text) => text !== '');

/** Buttons and links of the card (C7). */
export function EntriesSection(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft } = useForm();
  const paths = ENTRIES.map((name) => `${name}.`);
  return (
    <FoldedSection
      title={texts.entries}
      hint={texts.entriesHint}
      isFilled={ENTRIES.some((name) => isFilled(draft[name]))}
      paths={paths}
    >
      {ENTRIES.map((name) => (
        <Entry key={name} name={name} />
      ))}
    </FoldedSection>
  );
}

function Entry({ name }: { name: EntryName }): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, change } = useForm();
  const entry = draft[name];
  const set = (field: keyof EntryDraft) => (value: string) =>
    change({ type: 'setEntry', entry: name, fields: { [field]: value } });
  const isCenter = name === 'center';
  return (
    <fieldset className="list-item">
      <legend>{texts[name]}</legend>
      <div className="fields-row">
        <TextField
          path={`${name}.title`}
          label={texts.entryTitle}
          value={entry.title}
          onChange={set('title')}
          limit={isCenter ? LIMITS.centerTitle : LIMITS.entryTitle}
        />
        <TextField
          path={`${name}.subTitle`}
          label={texts.entrySubTitle}
          value={entry.subTitle}
          onChange={set('subTitle')}
          limit={isCenter ? LIMITS.centerSubTitle : LIMITS.entrySubTitle}
        />
      </div>
      <TextField
        path={`${name}.url`}
        label={texts.entryUrl}
        inputMode="url"
        value={entry.url}
        onChange={set('url')}
        placeholder="https://"
      />
      <div className="fields-row">
        <TextField
          path={`${name}.appUserName`}
          label={texts.appUserName}
          value={entry.appUserName}
          onChange={set('appUserName')}
        />
        <TextField path={`${name}.appPath`} label={texts.appPath} value={entry.appPath} onChange={set('appPath')} />
      </div>
    </fieldset>
  );
}
