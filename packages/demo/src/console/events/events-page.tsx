import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { EventCode, type EventRow } from '../../generated/console.ts';
import { Link, useAddressQuery } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { choiceOf, type EventChoice, type EventFilter, eventFilterOf, FILTER_NAMES } from './event-filter.ts';
import { EventFilters } from './event-filters.tsx';
import { EventLine } from './event-line.tsx';
import { eventName } from './event-names.ts';
import { eventsTexts } from './events.texts.ts';
import { type LogLine, useEventLog } from './use-event-log.ts';

/** Whatever happens to the merchant, as it happens, and what happened before. */
export function EventsPage(): ReactNode {
  const { merchant } = useDesk();
  const [query, changeQuery] = useAddressQuery();
  const filter = eventFilterOf(query);
  const choice = choiceOf(filter, merchant.timeZone);
  const Shown = filter.code === '' ? Log : LogOfCode;
  return <Shown filter={filter} choice={choice} onChange={changeQuery} />;
}

type LogProps = { filter: EventFilter; choice: EventChoice; onChange: (changes: Partial<EventFilter>) => void };

/** Events know the id of a code, people its number. */
function LogOfCode({ filter, choice, onChange }: LogProps): ReactNode {
  const texts = useTexts(eventsTexts);
  const value = filter.code.replaceAll(/\s/g, '');
  const [{ data, error, fetching }, ask] = useQuery({
    query: EventCode,
    variables: { value, cardId: filter.card === '' ? null : filter.card },
  });
  const codeId = data?.code?.id;
  if (codeId !== undefined) return <Log filter={filter} choice={{ ...choice, codeId }} onChange={onChange} />;
  return (
    <LogFrame filter={filter} onChange={onChange} line={null}>
      {fetching && <p className="hint">{texts.loading}</p>}
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {data && !fetching && <Empty text={texts.noCode} />}
    </LogFrame>
  );
}

function Log({ filter, choice, onChange }: LogProps): ReactNode {
  const texts = useTexts(eventsTexts);
  const { rows, line, isRead, hasOlder, problem, older } = useEventLog(choice);
  const isFiltered = FILTER_NAMES.some((name) => filter[name] !== '');
  return (
    <LogFrame filter={filter} onChange={onChange} line={line}>
      {!isRead && line !== 'refused' && <p className="hint">{texts.loading}</p>}
      {isRead && rows.length === 0 && <Empty text={isFiltered ? texts.noneFound : texts.none} />}
      <Newest row={rows[0]} />
      {rows.length > 0 && (
        <section className="panel" aria-label={texts.title}>
          <ol className="event-log">
            {rows.map((row) => (
              <EventLine key={row.id} row={row} />
            ))}
          </ol>
        </section>
      )}
      {problem && <ProblemNotice problem={problem} again={() => void older()} />}
      {hasOlder && problem === null && (
        <button type="button" className="button is-wide" onClick={() => void older()}>
          {texts.older}
        </button>
      )}
    </LogFrame>
  );
}

type FrameProps = Omit<LogProps, 'choice'> & {
  /** Null: there is nothing to listen to. */
  line: LogLine | null;
  children: ReactNode;
};

function LogFrame({ filter, onChange, line, children }: FrameProps): ReactNode {
  const texts = useTexts(eventsTexts);
  const { may } = useDesk();
  const isFiltered = FILTER_NAMES.some((name) => filter[name] !== '');
  const clear = (): void => onChange(Object.fromEntries(FILTER_NAMES.map((name) => [name, ''])));
  return (
    <Page
      title={texts.title}
      back={{ to: { page: 'me' }, label: texts.back }}
      actions={
        <>
          {line !== null && (
            <span className={`line is-${line}`} role="status">
              {texts.lines[line]}
            </span>
          )}
          {may('webhooks:read') && (
            <Link to={{ page: 'endpoints' }} className="button">
              {texts.endpoints}
            </Link>
          )}
        </>
      }
    >
      <EventFilters filter={filter} onChange={onChange} />
      {isFiltered && (
        <button type="button" className="button is-small" onClick={clear}>
          {texts.clear}
        </button>
      )}
      <div className="event-desk">{children}</div>
    </Page>
  );
}

/** Who does not see the log hears the newest event, and not those that were there before. */
function Newest({ row }: { row: EventRow | undefined }): ReactNode {
  const texts = useTexts(eventsTexts);
  const { language } = useLanguage();
  const [openedAt] = useState(() => new Date().toISOString());
  const isNew = row !== undefined && row.occurredAt > openedAt;
  return (
    <p className="visually-hidden" role="status">
      {isNew ? texts.newest(eventName(row.type, language)) : ''}
    </p>
  );
}
