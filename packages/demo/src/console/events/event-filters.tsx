import { type ReactNode, type SubmitEvent, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { BoardCards } from '../../generated/console.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { FilterSelect } from '../ui/filter-select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { textFieldsOf } from '../ui/text-fields-of.ts';
import type { EventFilter } from './event-filter.ts';
import { eventsTexts } from './events.texts.ts';
import { useEventTypes } from './use-event-types.ts';

type FiltersProps = { filter: EventFilter; onChange: (changes: Partial<EventFilter>) => void };

/** Narrows the log: type and card at once, what is typed when it is sent. */
export function EventFilters({ filter, onChange }: FiltersProps): ReactNode {
  const texts = useTexts(eventsTexts);
  const types = useEventTypes().map(({ type, name }) => ({ value: type, label: `${name} · ${type}` }));
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
      <TypedFilters filter={filter} onChange={onChange} />
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

type Typed = Pick<EventFilter, 'openid' | 'code' | 'from' | 'until'>;

/** What stands in the controls: what the address says, until somebody types. Another type or card leaves it there. */
function useTyped({ openid, code, from, until }: Typed): { typed: Typed; change: (fields: Partial<Typed>) => void } {
  const [typed, setTyped] = useState<Typed>({ openid, code, from, until });
  useEffect(() => setTyped({ openid, code, from, until }), [openid, code, from, until]);
  return { typed, change: (fields) => setTyped((before) => ({ ...before, ...fields })) };
}

function TypedFilters({ filter, onChange }: FiltersProps): ReactNode {
  const texts = useTexts(eventsTexts);
  const { may } = useDesk();
  const { typed, change } = useTyped(filter);
  const bound = textFieldsOf(typed, change);
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
          <TextField {...bound('openid')} label={texts.openid} autoComplete="off" />
          {may('codes:read') && (
            <TextField {...bound('code')} label={texts.code} hint={texts.codeHint} autoComplete="off" />
          )}
          <TextField {...bound('from')} label={texts.from} type="datetime-local" />
          <TextField {...bound('until')} label={texts.until} type="datetime-local" />
        </div>
        <button className="button is-primary">{texts.apply}</button>
      </form>
    </details>
  );
}
