import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { EventDetail, type EventDetailData } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { CopyBox } from '../ui/copy-box.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { EventDeliveries } from './event-deliveries.tsx';
import { eventName } from './event-names.ts';
import { eventsTexts } from './events.texts.ts';

type Event = EventDetailData['events']['nodes'][number];

/** One event: what it says, and how it got to the merchant's servers. */
export function EventPage({ id }: { id: string }): ReactNode {
  const texts = useTexts(eventsTexts);
  const { language } = useLanguage();
  const { may } = useDesk();
  const [{ data, error, fetching }, ask] = useQuery({ query: EventDetail, variables: { id } });
  const event = data?.events.nodes[0];
  return (
    <Page
      title={event ? eventName(event.type, language) : texts.event}
      back={{ to: { page: 'events' }, label: texts.backToLog }}
    >
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {!data && fetching && <p className="hint">{texts.loading}</p>}
      {data && !event && <Empty text={texts.notFound} />}
      {event && (
        <div className="column">
          <EventFacts event={event} />
          <Section title={texts.payload}>
            <CopyBox label={texts.payload} text={JSON.stringify(event.data, null, 2)} />
          </Section>
          {may('webhooks:read') && <EventDeliveries eventId={id} />}
        </div>
      )}
    </Page>
  );
}

function EventFacts({ event }: { event: Event }): ReactNode {
  const texts = useTexts(eventsTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const { id, sequence, type, occurredAt, actorKind, actorId, cardId, codeId, storeId, openid } = event;
  const actors: Readonly<Record<string, string>> = texts.actors;
  return (
    <Facts title={texts.facts}>
      <Fact name={texts.type}>
        <code>{type}</code>
      </Fact>
      <Fact name={texts.sequence}>{sequence}</Fact>
      <Fact name={texts.time}>{timeText(occurredAt, { timeZone: merchant.timeZone, language })}</Fact>
      <Fact name={texts.actor}>
        {actors[actorKind] ?? actorKind} {actorId !== null && <code>{actorId}</code>}
      </Fact>
      {cardId !== null && (
        <Fact name={texts.card}>
          <Link to={{ page: 'card', id: cardId }}>{cardId}</Link>
        </Fact>
      )}
      {codeId !== null && (
        <Fact name={texts.codeId}>
          <code>{codeId}</code>
        </Fact>
      )}
      {storeId !== null && (
        <Fact name={texts.store}>
          <Link to={{ page: 'store', id: storeId }}>{storeId}</Link>
        </Fact>
      )}
      {openid !== null && <Fact name={texts.openid}>{openid}</Fact>}
      <Fact name={texts.id}>
        <code>{id}</code>
      </Fact>
    </Facts>
  );
}
