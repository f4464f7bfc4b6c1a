import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useQuery } from 'urql';
import { BoardCards, EventTypes } from '../../generated/console.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { FilterSelect } from '../ui/filter-select.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { EventFilter } from './event-filter.ts';
import { eventName, inOrder } from './event-names.ts';
import { eventsTexts } from './events.texts.ts';

type FiltersProps = { filter: EventFilter; onChange: (changes: Partial<EventFilter>) => void };

/** Narrows the log: type and card at once, what is typed when it is sent. */
export function EventFilters({ filter, onChange }: FiltersProps): ReactNode {
  const texts = useTexts(eventsTexts);
  const { language } = useLanguage();
  const [{ data }] = useQuery({ query: EventTypes, variables: {} });
  const types = inOrder((data?.eventTypes ?? []).map((type) => type.name)).map((name) => ({
    value: name,
    label: `${eventName(name, language)} · ${name}`,
  }));
  return (
    <>
      <div className="filters event-filters">
        <FilterSelect
          label={texts.type}
          value={filter.type === '' ? null : filter.type}
          everything={texts.allTypes}
          options={types}
          onChange={(type) => onChange({ type: type ?? '' })}
        />
        <CardFilter filter={filter} onChange={onChange} />
      </div>
      <TypedFilters key={JSON.stringify(filter)} filter={filter} onChange={onChange} />
    </>
  );
}

function CardFilter({ filter, onChange }: FiltersProps): ReactNode {
  const texts = useTexts(eventsTexts);
  const { may } = useDesk();
  const [{ data }] = useQuery({ query: BoardCards, variables: {}, pause: !may('cards:read') });
  const cards = (data?.cards.nodes ?? []).map(({ id, title }) => ({ value: id, label: title }));
  // A card beyond the list may be asked for by the address.
  const isListed = filter.card === '' || cards.some(({ value }) => value === filter.card);
  return (
    <FilterSelect
      label={texts.card}
      value={filter.card === '' ? null : filter.card}
      everything={texts.allCards}
      options={isListed ? cards : [...cards, { value: filter.card, label: filter.card }]}
      onChange={(card) => onChange({ card: card ?? '' })}
    />
  );
}

function TypedFilters({ filter, onChange }: FiltersProps): ReactNode {
  const texts = useTexts(eventsTexts);
  const { may } = useDesk();
  const [typed, setTyped] = useState({
    openid: filter.openid,
    code: filter.code,
    from: filter.from,
    until: filter.until,
  });
  const set = (fields: Partial<typeof typed>): void => setTyped((before) => ({ ...before, ...fields }));
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    onChange(typed);
  };
  const [isOpen, setOpen] = useState(() => Object.values(typed).some((text) => text !== ''));
  return (
    <details className="more-filters" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.more}</summary>
      <form className="panel" noValidate onSubmit={send}>
        <div className="fields-row">
          <TextField
            path="openid"
            label={texts.openid}
            value={typed.openid}
            onChange={(openid) => set({ openid })}
            autoComplete="off"
          />
          {may('codes:read') && (
            <TextField
              path="code"
              label={texts.code}
              hint={texts.codeHint}
              value={typed.code}
              onChange={(code) => set({ code })}
              autoComplete="off"
            />
          )}
          <TextField
            path="from"
            label={texts.from}
            type="datetime-local"
            value={typed.from}
            onChange={(from) => set({ from })}
          />
          <TextField
            path="until"
            label={texts.until}
            type="datetime-local"
            value={typed.until}
            onChange={(until) => set({ until })}
          />
        </div>
        <button className="button is-primary">{texts.apply}</button>
      </form>
    </details>
  );
}
