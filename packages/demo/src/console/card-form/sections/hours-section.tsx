import type { ReactNode } from 'react';
import { cardLabels, DAYS } from '../../cards/card-labels.ts';
import { useTexts } from '../../language/language.tsx';
import { CheckList, Switch } from '../../ui/choice-fields.tsx';
import { Icon } from '../../ui/icon.tsx';
import { FoldedSection } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formTexts } from '../card-form.texts.ts';
import { useForm } from '../form-context.tsx';

/** Days and hours of use (C12). */
export function HoursSection(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, change, set } = useForm();
  return (
    <FoldedSection
      title={texts.hours}
      hint={texts.hoursHint}
      isFilled={draft.timeLimits.length > 0}
      paths={['timeLimits']}
    >
      {draft.timeLimits.map((_, index) => (
        <HoursGroup key={index} at={index} />
      ))}
      <button type="button" className="button is-small" onClick={() => change({ type: 'addTimeLimit' })}>
        <Icon name="plus" />
        {texts.addHours}
      </button>
      {draft.timeLimits.length > 0 && (
        <Switch
          path="enforcesTimeLimits"
          label={texts.enforces}
          hint={texts.enforcesHint}
          isOn={draft.enforcesTimeLimits}
          onChange={set('enforcesTimeLimits')}
        />
      )}
    </FoldedSection>
  );
}

function HoursGroup({ at }: { at: number }): ReactNode {
  const texts = useTexts(formTexts);
  const labels = useTexts(cardLabels);
  const { draft, change } = useForm();
  const limit = draft.timeLimits[at];
  if (!limit) return null;
  const setFields = (fields: Partial<typeof limit>): void => change({ type: 'setTimeLimit', at, fields });
  return (
    <div className="list-item">
      <CheckList
        path={`timeLimits.${at}.days`}
        label={texts.limitDays}
        options={DAYS.map((value) => ({ value, label: labels.days[value] }))}
        chosen={limit.days}
        onChange={(days) => setFields({ days })}
      />
      <div className="fields-row">
        <TextField
          path={`timeLimits.${at}.begin`}
          label={texts.begin}
          type="time"
          value={limit.begin}
          onChange={(begin) => setFields({ begin })}
        />
        <TextField
          path={`timeLimits.${at}.end`}
          label={texts.end}
          type="time"
          value={limit.end}
          onChange={(end) => setFields({ end })}
        />
      </div>
      <RemoveButton label={texts.removeHours} onClick={() => change({ type: 'removeTimeLimit', at })} />
    </div>
  );
}

export function RemoveButton({ label, onClick }: { label: string; onClick: () => void }): ReactNode {
  return (
    <button type="button" className="button is-small is-danger" onClick={onClick}>
      <Icon name="trash" />
      {label}
    </button>
  );
}
