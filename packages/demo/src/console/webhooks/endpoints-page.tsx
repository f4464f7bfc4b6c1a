import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { type Endpoint, Endpoints } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { PAGE_SCOPES } from '../app/page-scopes.ts';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { countText } from '../ui/count.ts';
import { Icon } from '../ui/icon.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { EndpointTag } from './endpoint-state.tsx';
import { useTime } from './delivery-line.tsx';
import { webhooksTexts } from './webhooks.texts.ts';

/** Where the merchant's events are sent, and whether they arrive. */
export function EndpointsPage(): ReactNode {
  const texts = useTexts(webhooksTexts);
  const { may } = useDesk();
  const [{ data, error, fetching }, ask] = useQuery({ query: Endpoints });
  return (
    <Page
      title={texts.title}
      back={{ to: { page: 'me' }, label: texts.back }}
      actions={
        PAGE_SCOPES.newEndpoint.every(may) && (
          <Link to={{ page: 'newEndpoint' }} className="button is-primary">
            <Icon name="plus" />
            {texts.add}
          </Link>
        )
      }
    >
      <div className="column">
        <p className="hint">{texts.hint}</p>
        <div className="segments">
          {may('events:read') && (
            <Link to={{ page: 'events' }} className="button">
              {texts.eventDesk}
            </Link>
          )}
          <Link to={{ page: 'weixinPush' }} className="button">
            {texts.push}
          </Link>
        </div>
        {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
        {!data && fetching && <p className="hint">{texts.loading}</p>}
        {data?.webhookEndpoints.length === 0 && <Empty text={texts.none} />}
        <ul className="tickets">
          {data?.webhookEndpoints.map((endpoint) => (
            <li key={endpoint.id}>
              <EndpointLine endpoint={endpoint} />
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}

function EndpointLine({ endpoint }: { endpoint: Endpoint }): ReactNode {
  const texts = useTexts(webhooksTexts);
  const time = useTime();
  const { id, name, url, format, types, failingSince, waitingCount } = endpoint;
  return (
    <Link to={{ page: 'endpoint', id }} className="ticket is-placement">
      <div className="ticket-body">
        <p className="ticket-title">
          <strong>{name}</strong>
          <EndpointTag endpoint={endpoint} />
        </p>
        <p className="hint">{url}</p>
        <p className="placement-counts">
          {format === 'WEIXIN' && <span className="tag">{texts.formats.WEIXIN}</span>}
          {format === 'JSON' && <span>{types.length === 0 ? texts.everyType : types.join(' ')}</span>}
          {waitingCount.value > 0 && <span className="tag is-in_review">{texts.waiting(countText(waitingCount))}</span>}
          {failingSince !== null && <span className="fault">{texts.failingSince(time(failingSince))}</span>}
        </p>
      </div>
      <Icon name="forward" />
    </Link>
  );
}
